using System.Buffers;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;

/// <summary>What a text's bytes say of its encoding: whether all of it is UTF-8, and a sample for other guesses.</summary>
/// <param name="Bytes">The beginning, and more of those blocks that hold more than ASCII.</param>
/// <param name="IsUtf8">Whether it is UTF-8, or was before a few bytes of it were damaged.</param>
/// <param name="HasFaults">Whether any byte is not UTF-8.</param>
internal sealed record TextSample(byte[] Bytes, bool IsUtf8, bool HasFaults)
{
    /// <summary>Bytes.</summary>
    public const int MaxLength = 256 << 10;

    private const int BlockLength = 64 << 10;
    private const int SoundForOneFault = 20;
    private const int FaultsToGiveUp = 200;

    public static TextSample Of(Stream text)
    {
        var sample = new MemoryStream();
        var buffer = new byte[BlockLength];
        int kept = 0, read;
        long sound = 0, faults = 0;
        while ((read = text.ReadAtLeast(buffer.AsSpan(kept), BlockLength - kept, throwOnEndOfStream: false)) > 0)
        {
            var block = buffer.AsSpan(0, kept + read);
            if (sample.Length == 0 || (sample.Length < MaxLength && !Ascii.IsValid(block)))
            {
                sample.Write(block[kept..]);
            }

            kept = Count(block, ref sound, ref faults);
            block[^kept..].CopyTo(buffer);
            if (IsHopeless(sound, faults) && sample.Length >= MaxLength)
            {
                break;
            }
        }

        faults += kept > 0 ? 1 : 0;
        return new(sample.ToArray(), faults == 0 || (sound >= faults * SoundForOneFault) || (faults == 1 && kept > 0 && sound > 1), faults > 0);
    }

    private static bool IsHopeless(long sound, long faults) => faults > FaultsToGiveUp && faults > sound;

    /// <summary>Counts the characters beyond ASCII, and the bytes that are none.</summary>
    /// <returns>How many bytes at the end begin a character that goes on in the next block.</returns>
    private static int Count(ReadOnlySpan<byte> block, ref long sound, ref long faults)
    {
        while (!block.IsEmpty)
        {
            var ascii = block.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
            {
                return 0;
            }

            block = block[ascii..];
            var status = Rune.DecodeFromUtf8(block, out _, out var length);
            if (status == OperationStatus.NeedMoreData)
            {
                return block.Length;
            }

            sound += status == OperationStatus.Done ? 1 : 0;
            faults += status == OperationStatus.Done ? 0 : 1;
            block = block[length..];
        }

        return 0;
    }
}
