using RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Tells what a file is from its content.</summary>
/// <remarks>
/// Read are the first and last 64 KB, the directory of a zip, that of an OLE file, and the lengths of a picture's blocks, each
/// bounded. The name decides only where the content cannot: Markdown or plain text, HTML without a head, a message without
/// a mark of transport, which Office program's an encrypted file is.
/// </remarks>
public static class FileTypes
{
    /// <summary>What a file is.</summary>
    /// <param name="path">Of the file, which is only read.</param>
    /// <param name="name">The name that it came under.</param>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static FileKind Tell(string path, string name)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(name);
        using var file = File.OpenRead(path);
        var ends = FileEnds.Of(file);
        if (ends.Head.Length == 0)
        {
            return FileKind.Empty;
        }

        var kind = BinaryKinds.Tell(file, ends, name) ?? TextKinds.Tell(ends, name);
        return Polyglots.IsSecondTypeIn(file, ends, kind) ? FileKind.Polyglot : kind;
    }

    /// <summary>Whether a name is that of a Markdown text, which nothing else tells from plain text.</summary>
    public static bool IsMarkdownName(string name) => HasExtension(name, ".md", ".markdown", ".mdown");

    internal static bool HasExtension(string name, params ReadOnlySpan<string> extensions)
    {
        ArgumentNullException.ThrowIfNull(name);
        foreach (var extension in extensions)
        {
            if (name.TrimEnd().EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
