namespace RussiaTalibanArchive.Web.Text;

/// <summary>Finds the sentence around a place of a text.</summary>
public static class Sentences
{
    /// <summary>
    /// The sentence, or the run of sentences, that holds a place, without white space around it. One ends at <c>. ! ? … ؟ ۔</c> with the
    /// closing marks after it where white space follows, and with its paragraph.
    /// </summary>
    /// <param name="text">The whole text.</param>
    /// <param name="start">In UTF-16 code units.</param>
    /// <param name="end">Exclusive, after <paramref name="start"/>.</param>
    public static (int Start, int End) Around(string text, int start, int end)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, text.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, end);
        var from = start;
        while (from > 0 && !IsParagraphEnd(text[from - 1]) && !EndsBefore(text, from))
        {
            from--;
        }

        var to = end;
        while (to < text.Length && !IsParagraphEnd(text[to]) && !EndsBefore(text, to))
        {
            to++;
        }

        while (from < start && char.IsWhiteSpace(text[from]))
        {
            from++;
        }

        while (to > end && char.IsWhiteSpace(text[to - 1]))
        {
            to--;
        }

        return (from, to);
    }

    /// <summary>Whether white space stands there and the end of a sentence before it.</summary>
    private static bool EndsBefore(string text, int at)
    {
        if (at >= text.Length || !char.IsWhiteSpace(text[at]))
        {
            return false;
        }

        var last = at - 1;
        while (last >= 0 && text[last] is '"' or '\'' or '”' or '’' or '»' or ')' or ']')
        {
            last--;
        }

        return last >= 0 && text[last] is '.' or '!' or '?' or '…' or '؟' or '۔';
    }

    private static bool IsParagraphEnd(char c) => c is '\n' or '\r' or '\f';
}
