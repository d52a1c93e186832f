namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>Cuts a long text into passages: a page each, and long pages at the ends of paragraphs, sentences or words.</summary>
internal static class PassageCutter
{
    /// <summary>In UTF-16 code units.</summary>
    public const int MaxLength = 6_000;

    private const char PageEnd = '\f';

    /// <summary>Every unit of the text lies in one passage, in order; none is empty.</summary>
    public static IEnumerable<(int Start, int Length)> Cut(string text)
    {
        for (var start = 0; start < text.Length;)
        {
            var length = LengthFrom(text.AsSpan(start));
            yield return (start, length);
            start += length;
        }
    }

    private static int LengthFrom(ReadOnlySpan<char> rest)
    {
        var window = rest[..Math.Min(rest.Length, MaxLength)];
        var page = window.IndexOf(PageEnd);
        if (page >= 0)
        {
            return page + 1;
        }

        if (window.Length == rest.Length)
        {
            return rest.Length;
        }

        foreach (var end in (ReadOnlySpan<string>)["\n", ". ", " "])
        {
            // Not so early that the passages become many.
            if (window.LastIndexOf(end) is var at and > MaxLength / 2)
            {
                return at + end.Length;
            }
        }

        return char.IsHighSurrogate(window[^1]) ? window.Length - 1 : window.Length;
    }
}
