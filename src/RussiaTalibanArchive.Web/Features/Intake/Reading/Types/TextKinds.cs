using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Types;

/// <summary>Kinds that are text of some sort: RTF, messages, web pages, SVG, plain text.</summary>
internal static partial class TextKinds
{
    /// <returns><see cref="FileKind.Unknown"/> when it is no text.</returns>
    public static FileKind Tell(FileEnds ends, string name)
    {
        var encoding = TextDecoding.Detect(ends.Head);
        var text = TextDecoding.Decode(encoding, ends.Head).TrimStart('\uFEFF').TrimStart();
        if (text.StartsWith(@"{\rtf", StringComparison.Ordinal))
        {
            return FileKind.Rtf;
        }

        return MessageKinds.Tell(text, name)
            ?? (!IsText(text) || (!IsWide(encoding) && !IsTextBytes(ends.Tail)) ? FileKind.Unknown : OfMarkup(text, name))
            ?? (FileTypes.IsMarkdownName(name) ? FileKind.Markdown : FileKind.Text);
    }

    private static FileKind? OfMarkup(string text, string name)
    {
        var root = Root().Match(text).Groups[1].Value;
        return root.Equals("svg", StringComparison.OrdinalIgnoreCase) || root.EndsWith(":svg", StringComparison.OrdinalIgnoreCase) ? FileKind.Svg
            : Doctype().IsMatch(text) || PageElement().IsMatch(root) || (root.Length > 0 && PageInside().IsMatch(text)) ? FileKind.Html
            : root.Length > 0 && FileTypes.HasExtension(name, ".html", ".htm", ".xhtml") ? FileKind.Html
            : null;
    }

    private static bool IsWide(TextEncoding encoding) => encoding.Name.StartsWith("utf-16", StringComparison.Ordinal) || encoding.Name.StartsWith("utf-32", StringComparison.Ordinal);

    private static bool IsText(string text)
    {
        var odd = text.Count(c => c is < ' ' and not ('\t' or '\n' or '\r' or '\f') || c is '\uFFFD' or (>= '\u007F' and <= '\u009F'));
        return !text.TrimEnd('\0').Contains('\0') && odd * 50 <= text.Length;
    }

    /// <summary>Zeros at the very end are what a crash leaves; elsewhere no text has them.</summary>
    private static bool IsTextBytes(ReadOnlySpan<byte> tail) => tail.TrimEnd((byte)0).IndexOf((byte)0) < 0;

    /// <summary>The first element, after what may stand before it.</summary>
    [GeneratedRegex(@"^(?:\s+|<\?[^>]*>|<![^>]*>|<!--.*?-->)*<([a-zA-Z][\w:.-]*)", RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Root();

    [GeneratedRegex(@"^(?:\s+|<\?[^>]*>|<!--.*?-->)*<!doctype\s+html\b", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.NonBacktracking)]
    private static partial Regex Doctype();

    [GeneratedRegex("^(?:html|head|body|title|meta|frameset)$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PageElement();

    [GeneratedRegex(@"<(?:html|body)[\s>]", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PageInside();
}
