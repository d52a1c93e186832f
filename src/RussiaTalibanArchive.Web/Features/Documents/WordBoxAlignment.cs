using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>Carries the boxes of a page's words over to a new wording of the page.</summary>
public static class WordBoxAlignment
{
    /// <summary>
    /// Words that stay keep their box and what recognition thought of them. Where as many words were put in as taken out, the new
    /// ones take the boxes of the old, and count as looked at by a person. The boxes of all other old words go.
    /// </summary>
    /// <param name="before">The page's text as the boxes count in it.</param>
    /// <param name="after">Its new text.</param>
    /// <param name="words">In the order of the text.</param>
    public static IReadOnlyList<WordBox> Realign(string before, string after, IEnumerable<WordBox> words)
    {
        var boxes = new Queue<WordBox>(words);
        var moved = new List<WordBox>();
        var (from, to) = (0, 0);
        List<WordBox> removed = [];
        foreach (var run in TextDiff.Words(before, after))
        {
            switch (run.Kind)
            {
                case DiffKind.Same:
                    moved.AddRange(Take(boxes, from + run.Text.Length).Where(w => w.Start >= from).Select(w => w with { Start = w.Start - from + to }));
                    (from, to) = (from + run.Text.Length, to + run.Text.Length);
                    break;
                case DiffKind.Removed:
                    removed = [.. Take(boxes, from + run.Text.Length)];
                    from += run.Text.Length;
                    break;
                default:
                    var added = WordsIn(run.Text, to);
                    moved.AddRange(added.Count == removed.Count ? added.Zip(removed, (word, box) => box with { Start = word.Start, Length = word.Length, Confidence = null }) : []);
                    removed = [];
                    to += run.Text.Length;
                    break;
            }
        }

        // A run may end inside a word: what then no longer is a word of the new text has no box.
        return [.. moved.Where(w => w.Start >= 0 && w.Start + w.Length <= after.Length)];
    }

    /// <summary>The boxes that end by a position.</summary>
    private static IEnumerable<WordBox> Take(Queue<WordBox> boxes, int end)
    {
        while (boxes.TryPeek(out var box) && box.Start + box.Length <= end)
        {
            yield return boxes.Dequeue();
        }
    }

    private static List<(int Start, int Length)> WordsIn(string text, int offset)
    {
        var words = new List<(int, int)>();
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            while (at < text.Length && !char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            if (at > start)
            {
                words.Add((offset + start, at - start));
            }

            at++;
        }

        return words;
    }
}
