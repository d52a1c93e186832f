using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>A run of a snippet.</summary>
/// <param name="Text">In the original spelling.</param>
/// <param name="IsHit">Whether it answers the query.</param>
public readonly record struct SnippetRun(string Text, bool IsHit);

/// <summary>The part of a text that shows best why it was found.</summary>
/// <param name="Runs">All of it.</param>
/// <param name="Start">Where it begins in the text, in UTF-16 code units.</param>
/// <param name="Hit">Where its first hit begins in the text; <see langword="null"/> if there is none.</param>
/// <param name="Terms">How many terms of the query stand in it.</param>
public sealed record Snippet(IReadOnlyList<SnippetRun> Runs, int Start, int? Hit, int Terms)
{
    /// <summary>How long a snippet is at most, in UTF-16 code units.</summary>
    public const int MaxLength = 320;

    private const int MaxBefore = 110;
    private const int MaxSought = 500;

    /// <summary>The hit in its sentence: of all places the one where most terms stand together; the beginning where none does.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="marks">What was sought.</param>
    public static Snippet Of(string text, string? language, QueryMarks marks)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(marks);
        // Where all terms stand together is the best place, and what follows is sought no further than it is shown.
        var found = marks.Find(text, language, (found, at) =>
            found.Count > MaxSought || (found.Count > 0 && BestOf(found, marks.Terms) is (var best, var terms) && terms == marks.Terms && best!.Value.Start + (2 * MaxLength) < at));
        var (first, terms) = BestOf(found, marks.Terms);
        var (start, end) = first is { } hit ? WindowAround(text, hit) : (0, WordEnd(text, Math.Min(text.Length, MaxLength * 2 / 3)));
        return new(RunsOf(text, start, end, found), start, first?.Start, terms);
    }

    /// <summary>A short text as a whole, with its hits.</summary>
    public static IReadOnlyList<SnippetRun> Whole(string text, string? language, QueryMarks marks)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(marks);
        return RunsOf(text, 0, text.Length, marks.Find(text, language));
    }

    private static (QueryMark? First, int Terms) BestOf(List<QueryMark> found, int all)
    {
        (QueryMark? first, var best) = (null, 0);
        var terms = new HashSet<int>();
        for (var i = 0; i < found.Count && best < all; i++)
        {
            terms.Clear();
            for (var j = i; j < found.Count && found[j].End - found[i].Start <= MaxLength - MaxBefore; j++)
            {
                terms.Add(found[j].Term);
            }

            if (terms.Count > best)
            {
                (first, best) = (found[i], terms.Count);
            }
        }

        return (first, best);
    }

    private static (int Start, int End) WindowAround(string text, QueryMark hit)
    {
        var sentence = Sentences.Around(text, hit.Start, hit.End);
        var start = hit.Start - sentence.Start <= MaxBefore ? sentence.Start : WordStart(text, hit.Start - MaxBefore);
        var end = Math.Max(hit.End, Math.Min(text.Length, start + MaxLength));
        // On over the end of a short sentence, but not of its page.
        var page = text.AsSpan(hit.End, end - hit.End).IndexOf('\f');
        return (start, page >= 0 ? hit.End + page : end == text.Length ? end : WordEnd(text, end));
    }

    private static int WordStart(string text, int at)
    {
        while (at > 0 && at < text.Length && !char.IsWhiteSpace(text[at - 1]))
        {
            at++;
        }

        return Math.Min(at, text.Length);
    }

    private static int WordEnd(string text, int at)
    {
        var end = at;
        while (end > 0 && end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end--;
        }

        // A word without end is cut, though not within a pair.
        return end > 0 ? end : at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
    }

    private static List<SnippetRun> RunsOf(string text, int start, int end, List<QueryMark> found)
    {
        var runs = new List<SnippetRun>();
        var at = start;
        foreach (var mark in found.Where(m => m.Start >= start && m.End <= end))
        {
            Add(mark.Start, false);
            Add(mark.End, true);
        }

        Add(end, false);
        return runs;

        void Add(int to, bool isHit)
        {
            if (to > at)
            {
                runs.Add(new(text[at..to], isHit));
            }

            at = Math.Max(at, to);
        }
    }
}
