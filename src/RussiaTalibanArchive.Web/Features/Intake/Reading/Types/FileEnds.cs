namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

/// <summary>The beginning and the end of a file; the same bytes, where it is short.</summary>
internal sealed record FileEnds(byte[] Head, byte[] Tail)
{
    /// <summary>Bytes.</summary>
    private const int MaxLength = 64 << 10;

    public static FileEnds Of(Stream file)
    {
        var head = Read(file, 0);
        return new(head, file.Length <= MaxLength ? head : Read(file, file.Length - MaxLength));
    }

    public bool StartsWith(ReadOnlySpan<byte> mark) => Head.AsSpan().StartsWith(mark);

    public bool HasAt(int at, ReadOnlySpan<byte> mark) => Head.Length >= at + mark.Length && Head.AsSpan(at).StartsWith(mark);

    private static byte[] Read(Stream file, long from)
    {
        var bytes = new byte[Math.Min(MaxLength, file.Length - from)];
        file.Position = from;
        return bytes[..file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }
}
