using System.IO.Compression;
using System.Text;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Takes the files out of a zip. Their names are labels and never become paths; a name that was meant as an attack is refused all the same.</summary>
public static class ZipReader
{
    private const int UnixTypeMask = 0xF000;
    private const int UnixFile = 0x8000;
    private const int UnixFolder = 0x4000;

    /// <exception cref="UnreadableException">It is damaged, a bomb, or holds too many files.</exception>
    public static void Read(ReadJob job, ReadOutput output)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(output);
        using var file = new FileStream(job.Input, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var zip = Open(file);
        var names = NamesOf(zip);
        if (zip.Entries.Count > job.Limits.MaxParts)
        {
            throw new UnreadableException("There are more than {0} files inside it.", job.Limits.MaxParts);
        }

        foreach (var (entry, index) in zip.Entries.Select((e, i) => (e, i)))
        {
            Take(entry, names[index], output);
        }
    }

    private static ZipArchive Open(FileStream file)
    {
        try
        {
            // Names without the UTF-8 flag come as their bytes, a character each.
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);
            _ = zip.Entries.Count;
            return zip;
        }
        catch (InvalidDataException)
        {
            throw new UnreadableException("The archive is damaged: its list of files cannot be read. Make it anew, and bring it in again.");
        }
    }

    /// <summary>Names in UTF-8, else in the one old encoding that fits all names of the archive best.</summary>
    private static List<string> NamesOf(ZipArchive zip)
    {
        var raw = zip.Entries.Select(e => e.FullName).ToList();
        if (raw.Any(n => n.Any(c => c > 0xFF)))
        {
            return raw; // The archive said that they are UTF-8.
        }

        var all = Encoding.Latin1.GetBytes(string.Join('\n', raw));
        var encoding = TextDecoding.Of(TextDecoding.Detect(all) is var name && name.StartsWith("utf-16", StringComparison.Ordinal) ? "utf-8" : name)!;
        return raw.ConvertAll(n => encoding.GetString(Encoding.Latin1.GetBytes(n)));
    }

    private static void Take(ZipArchiveEntry entry, string name, ReadOutput output)
    {
        var type = (entry.ExternalAttributes >> 16) & UnixTypeMask;
        if (name.EndsWith('/') || name.EndsWith('\\') || type == UnixFolder)
        {
            return;
        }

        if (RefusalOf(entry, name, type) is { } refusal)
        {
            output.RefusePart(name, refusal);
            return;
        }

        try
        {
            using var content = entry.Open();
            output.AddPart(name, content);
        }
        catch (InvalidDataException)
        {
            output.RefusePart(name, "It is damaged, or packed in a way that is not understood here.");
        }
    }

    private static string? RefusalOf(ZipArchiveEntry entry, string name, int type)
    {
        var parts = name.Replace('\\', '/').Split('/');
        return type is not 0 and not UnixFile ? Words.Key("It is a link or a device, not a file.")
            : parts.Contains("..") || name.StartsWith('/') || name.StartsWith('\\') || (name.Length > 1 && name[1] == ':') ? Words.Key("Its name leads out of the archive, as in an attack. Rename it, and bring it in by itself.")
            : entry.IsEncrypted ? Words.Key("It is encrypted. Unpack it with its password, and bring it in by itself.")
            : parts[0] == "__MACOSX" || parts[^1] is ".DS_Store" or "Thumbs.db" or "desktop.ini" ? Words.Key("It was left by the operating system and holds no paper.")
            : null;
    }
}
