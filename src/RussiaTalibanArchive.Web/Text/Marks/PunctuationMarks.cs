using System.Buffers;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Judges punctuation that looks like other punctuation.</summary>
internal sealed class PunctuationMarks(string text, MarkList marks)
{
    private const int MaxPercent = 10;

    private static readonly SearchValues<char> Sought = SearchValues.Create("\u2010\u2011\u02BC\u055A\uA78C\u2024\uFE52\uA4F8\u2236\uA789\uFE55\uFE63\u02D7\u2215\u037E\uFF0E\uFF0D\uFF07");

    public void Judge()
    {
        var hyphens = -1;
        var apostrophes = -1;
        for (var at = text.AsSpan().IndexOfAny(Sought); at >= 0;)
        {
            MarkGrade? grade = text[at] switch
            {
                '\u2010' or '\u2011' => Is(IsRare(ref hyphens, "\u2010\u2011", "-")),
                '\u02BC' => Is(IsRare(ref apostrophes, "\u02BC", "'’")),
                '\u2236' or '\u2215' => Is(Beside(at, c => char.IsLetter(c))),
                '\uFF0E' or '\uFF0D' or '\uFF07' => Is(Beside(at, c => char.IsAsciiLetter(c) || LookAlikes.Of(c) == Alphabet.Cyrillic)),
                '\u037E' => Is(!Beside(at, c => LookAlikes.Of(c) == Alphabet.Greek)),
                '\u055A' => Is(!Beside(at, c => c is >= '\u0530' and <= '\u058F')),
                _ => MarkGrade.Suspicious,
            };
            if (grade is { } found)
            {
                marks.Add(at, at + 1, HiddenMarkKind.LookAlikePunctuation, found);
            }

            var next = text.AsSpan(at + 1).IndexOfAny(Sought);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private static MarkGrade? Is(bool isOdd) => isOdd ? MarkGrade.SuspiciousInContext : null;

    /// <summary>Whether the text nearly always has the usual sign between letters. Counted once.</summary>
    private bool IsRare(ref int percent, string odd, string usual)
    {
        if (percent < 0)
        {
            var (odds, usuals) = (BetweenLetters(odd), BetweenLetters(usual));
            percent = odds + usuals < MaxPercent ? 100 : odds * 100 / (odds + usuals);
        }

        return percent <= MaxPercent;
    }

    private int BetweenLetters(string signs)
    {
        var count = 0;
        for (var at = 1; at < text.Length - 1; at++)
        {
            count += signs.Contains(text[at], StringComparison.Ordinal) && char.IsLetter(text[at - 1]) && char.IsLetter(text[at + 1]) ? 1 : 0;
        }

        return count;
    }

    private bool Beside(int at, Func<char, bool> test) => (at > 0 && test(text[at - 1])) || (at + 1 < text.Length && test(text[at + 1]));
}
