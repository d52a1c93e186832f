namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Counts words in the raw bytes of a file of any size.</summary>
internal static class Markers
{
    private const int BlockBytes = 1 << 20;

    /// <param name="file">Read from where it stands to its end.</param>
    /// <param name="words">In ASCII, at most 100 characters each.</param>
    public static int[] Count(Stream file, IReadOnlyList<string> words)
    {
        var needles = words.Select(System.Text.Encoding.ASCII.GetBytes).ToArray();
        var counts = new int[needles.Length];
        var overlap = needles.Max(n => n.Length) - 1;
        var buffer = new byte[BlockBytes + overlap];
        var kept = 0;
        int read;
        while ((read = file.Read(buffer, kept, buffer.Length - kept)) > 0)
        {
            var length = kept + read;
            for (var i = 0; i < needles.Length; i++)
            {
                // What lay wholly in the kept bytes was counted before.
                counts[i] += CountIn(buffer.AsSpan(Math.Max(0, kept - needles[i].Length + 1), length - Math.Max(0, kept - needles[i].Length + 1)), needles[i]);
            }

            kept = Math.Min(overlap, length);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
        }

        return counts;
    }

    private static int CountIn(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> needle)
    {
        var count = 0;
        for (var at = bytes.IndexOf(needle); at >= 0; at = bytes.IndexOf(needle))
        {
            count++;
            bytes = bytes[(at + needle.Length)..];
        }

        return count;
    }
}
