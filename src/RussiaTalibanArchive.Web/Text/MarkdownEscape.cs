using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>Makes words into Markdown that shows those very words.</summary>
public static class MarkdownEscape
{
    /// <summary>Where Markdown would take a character of a line for a mark, a backslash before it says that it is none.</summary>
    public static string Line(string line)
    {
        ArgumentNullException.ThrowIfNull(line);
        var text = new StringBuilder(line.Length);
        foreach (var c in line)
        {
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '~' or '|' or '#' or '&' or '!' || (text.Length == 0 && c is '+' or '-' or '=' or ':'))
            {
                text.Append('\\');
            }

            text.Append(c);
        }

        var digits = line.Length - line.AsSpan().TrimStart("0123456789").Length;
        return digits > 0 && digits < line.Length && line[digits] is '.' or ')' ? text.Insert(digits, '\\').ToString() : text.ToString();
    }

    /// <summary>Lines as a block quotation, a paragraph each, without a line feed at the end.</summary>
    public static string Quote(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.Join("\n>\n", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => $"> {Line(line)}"));
    }
}
