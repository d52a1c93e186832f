using System.IO.Compression;
using System.Text;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Zips;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Takes the files out of a zip. Their names are labels only: nothing is written under them.</summary>
public static class ZipReader
{
    private const int FileTypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>Length of a local head without its name, in bytes.</summary>
    private const int LocalHeadLength = 30;

    /// <exception cref="UnreadableException">The archive is damaged or a bomb, or holds too much.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        using var file = File.OpenRead(job.Input);
        var members = Members(file, job.Limits.MaxParts);
        if (Overlap(members))
        {
            throw new UnreadableException("Files in the archive lie over one another, as in a decompression bomb. Nothing of it was taken but the archive itself. If you trust it, unpack it yourself and bring in what it holds.");
        }

        var names = new ZipNames(members, job.Encoding);
        output.Reading.Encoding = names.IsGuess ? names.Encoding : null;
        using var archive = Open(file, members.Count);
        for (var at = 0; at < members.Count; at++)
        {
            if (!members[at].IsFolder)
            {
                Take(names.Of(members[at]), members[at], archive.Entries[at], output);
            }
        }
    }

    private static List<ZipMember> Members(Stream file, int maxParts)
    {
        try
        {
            // Folders do not count as parts, but they must not grow without bound either.
            var max = maxParts * 2;
            var members = ZipDirectory.Members(file, max + 1).ToList();
            return members.Count <= max ? members : throw new UnreadableException("There are more than {0} files inside it. Unpack it yourself, and bring in what it holds some at a time.", maxParts);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException)
        {
            throw Damaged();
        }
    }

    /// <summary>Two readings of one directory must agree.</summary>
    private static ZipArchive Open(Stream file, int count)
    {
        try
        {
            var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);
            return archive.Entries.Count == count ? archive : throw Damaged();
        }
        catch (InvalidDataException)
        {
            throw Damaged();
        }
    }

    private static UnreadableException Damaged() => new UnreadableException("The archive is damaged or was cut off: its list of files cannot be read. Ask for it again, or repair it and bring it in anew.");

    private static bool Overlap(List<ZipMember> members)
    {
        var end = 0L;
        foreach (var member in members.Where(m => m.PackedBytes > 0).OrderBy(m => m.Offset))
        {
            if (member.Offset < end)
            {
                return true;
            }

            end = member.Offset + LocalHeadLength + member.PackedBytes;
        }

        return false;
    }

    private static void Take(string name, ZipMember member, ZipArchiveEntry entry, ReadOutput output)
    {
        if (Refusal(name, member) is { } refusal)
        {
            output.RefusePart(name, refusal);
            return;
        }

        try
        {
            using var content = new CheckedStream(entry.Open(), member.Bytes, member.Crc);
            output.AddPart(name, content);
        }
        catch (Exception exception) when (exception is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            output.RefusePart(name, "It is damaged: what it unpacks to is not what was packed. Ask for it again.");
        }
    }

    private static string? Refusal(string name, ZipMember member) =>
        name.Length == 0 ? Words.Key("It has no name. If you want it, unpack it yourself and bring it in.")
        : (member.UnixMode & FileTypeMask) is not (0 or RegularFile or Folder) ? Words.Key("It is a link or a device, not a file. If you want what it leads to, bring that in by itself.")
        : PartNames.Refusal(name) is { } refusal ? refusal
        : member.IsEncrypted ? Words.Key("It is locked with a password. Unpack the archive yourself and bring in what it holds.")
        : member.Method is not (0 or 8 or 9) ? Words.Key("It is packed in a way that the archive cannot unpack. Unpack it yourself and bring in what it holds.")
        : null;
}
