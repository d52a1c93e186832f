namespace RussiaTalibanArchive.Web.Text;

/// <summary>Finds a string in another in linear time, whatever the two are.</summary>
internal static class Occurrences
{
    /// <summary>Every place, overlapping ones too, where <paramref name="sought"/> stands, in order. Knuth, Morris and Pratt.</summary>
    public static IEnumerable<int> Of(string sought, string text)
    {
        if (sought.Length == 0 || sought.Length > text.Length)
        {
            yield break;
        }

        var borders = Borders(sought);
        var matched = 0;
        for (var at = 0; at < text.Length; at++)
        {
            if (matched == 0)
            {
                // Most of a text is nowhere near a match: let the vectorised search skip it.
                var skipped = text.AsSpan(at).IndexOf(sought[0]);
                if (skipped < 0)
                {
                    yield break;
                }

                at += skipped;
            }

            while (matched > 0 && text[at] != sought[matched])
            {
                matched = borders[matched - 1];
            }

            matched += text[at] == sought[matched] ? 1 : 0;
            if (matched == sought.Length)
            {
                yield return at + 1 - matched;
                matched = borders[matched - 1];
            }
        }
    }

    /// <summary>For each prefix of <paramref name="sought"/>, the longest proper prefix that is also its suffix.</summary>
    private static int[] Borders(string sought)
    {
        var borders = new int[sought.Length];
        for (int at = 1, matched = 0; at < sought.Length; at++)
        {
            while (matched > 0 && sought[at] != sought[matched])
            {
                matched = borders[matched - 1];
            }

            matched += sought[at] == sought[matched] ? 1 : 0;
            borders[at] = matched;
        }

        return borders;
    }
}
