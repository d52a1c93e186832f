namespace RussiaTalibanArchive.Web.Text;

/// <summary>A place where words were found, in UTF-16 code units, end exclusive.</summary>
public readonly record struct TextHit(int Start, int End);

/// <summary>Finds words in one text, in whatever spelling.</summary>
public static class FindInText
{
    /// <summary>
    /// Where the words stand one after the other, also as a part of longer words, as <see cref="Folding"/> makes them equal and with a
    /// zero-width non-joiner, a space or nothing where the other has one. Hits do not overlap.
    /// </summary>
    /// <returns>The first <paramref name="max"/> hits, in order, and how many there are in all.</returns>
    public static (IReadOnlyList<TextHit> Hits, int Count) Find(string text, string words, int max)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(words);
        var all = new SortedDictionary<int, int>();
        // The second way only differs where somebody wrote a non-joiner.
        foreach (var joiner in (text + words).Contains('\u200C') ? new[] { Joiner.Nothing, Joiner.Space } : [Joiner.Nothing])
        {
            var (sought, folded) = (Folding.Key(words, joiner), Folding.Fold(text, joiner));
            foreach (var at in Occurrences.Of(sought, folded.Text).Where(at => folded.IsBoundary(at) && folded.IsBoundary(at + sought.Length)))
            {
                var (start, end) = folded.OriginalSpan(at, at + sought.Length);
                all.TryAdd(start, end);
            }
        }

        var hits = new List<TextHit>();
        var (count, last) = (0, 0);
        foreach (var (start, end) in all.Where(p => p.Key >= last))
        {
            (count, last) = (count + 1, end);
            if (hits.Count < max)
            {
                hits.Add(new(start, end));
            }
        }

        return (hits, count);
    }
}
