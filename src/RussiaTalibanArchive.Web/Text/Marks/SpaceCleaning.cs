using System.Buffers;
using System.Text;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>
/// Makes every space plain and every gap inside a line one space, or one tab where a tab was; drops spaces at the ends of
/// lines; keeps indents to an even width; lets no more than one empty line stand.
/// </summary>
internal static class SpaceCleaning
{
    private const int TabWidth = 4;

    private static readonly SearchValues<char> LineEnds = SearchValues.Create("\n\f\r\u0085\u2028\u2029");

    public static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && (Signs.IsSpace(text[end]) || Signs.ClassOf(text[end]) == SignClass.LineEnd))
            {
                end++;
            }

            AppendGap(clean, text.AsSpan(at, end - at), isAtEnd: end == text.Length);
            while (end < text.Length && !Signs.IsSpace(text[end]) && Signs.ClassOf(text[end]) != SignClass.LineEnd)
            {
                clean.Append(text[end++]);
            }

            at = end;
        }

        return clean.ToString();
    }

    private static void AppendGap(StringBuilder clean, ReadOnlySpan<char> gap, bool isAtEnd)
    {
        var lineEnd = gap.LastIndexOfAny(LineEnds);
        var tail = gap[(lineEnd + 1)..];
        AppendLineEnds(clean, lineEnd < 0 ? default : gap[..(lineEnd + 1)]);
        if (isAtEnd || tail.Length == 0)
        {
            return;
        }

        if (lineEnd < 0 && clean.Length > 0)
        {
            clean.Append(tail.Contains('\t') ? '\t' : ' ');
            return;
        }

        var width = tail.Length + tail.Count('\t') * (TabWidth - 1);
        clean.Append(' ', width / 2 * 2);
    }

    private static void AppendLineEnds(StringBuilder clean, ReadOnlySpan<char> gap)
    {
        var feeds = 0;
        for (var at = 0; at < gap.Length; at++)
        {
            if (gap[at] == '\f')
            {
                clean.Append('\f');
                feeds = 0;
            }
            else if (Signs.ClassOf(gap[at]) == SignClass.LineEnd && !(gap[at] == '\n' && at > 0 && gap[at - 1] == '\r') && feeds++ < 2)
            {
                clean.Append('\n');
            }
        }
    }
}
