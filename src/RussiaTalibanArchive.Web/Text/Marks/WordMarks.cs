namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Judges the letters and digits of a text, a word at a time.</summary>
internal sealed class WordMarks(string text, MarkList marks)
{
    private const int MaxWordLength = 256;

    /// <summary>Words of more than one letter that a whole styled word needs to be no formula.</summary>
    private const int MinStyledLetters = 3;

    /// <returns>How many words there are.</returns>
    public int Judge()
    {
        var words = 0;
        for (var at = 0; at < text.Length;)
        {
            var start = at;
            if (IsWordPart(at))
            {
                at = WordEnd(text, at);
                words++;
                JudgeWord(start, at);
            }
            else if (Signs.ClassOf(text[at]) == SignClass.Digit)
            {
                at = JudgeNumber(at);
            }
            else
            {
                at++;
            }
        }

        return words;
    }

    /// <summary>Where the run of letters ends that begins at <paramref name="start"/>: marks and invisible signs do not end it, nor does its length up to 256.</summary>
    public static int WordEnd(string text, int start)
    {
        var end = start;
        for (var at = start; at < text.Length && at - start < MaxWordLength;)
        {
            var codePoint = Signs.CodePointAt(text, at);
            var kind = Signs.ClassOf(codePoint);
            if (kind is not (SignClass.Letter or SignClass.RightToLeft or SignClass.Mark) && !Signs.IsInvisible(kind))
            {
                break;
            }

            at += Signs.Width(codePoint);
            end = Signs.IsInvisible(kind) ? end : at;
        }

        return Math.Max(end, start + 1);
    }

    private bool IsWordPart(int at) => text[at] < 0x80 ? char.IsAsciiLetter(text[at])
        : char.IsHighSurrogate(text[at]) ? Signs.IsLetter(Signs.CodePointAt(text, at))
        : Signs.IsLetter(text[at]);

    private void JudgeWord(int start, int end)
    {
        if (end - start == 1)
        {
            JudgeSingle(start);
        }
        else if (IsOneAlphabet(start, end))
        {
            return;
        }
        else if (MixedWord.Judge(text, start, end) is { } word)
        {
            var foreign = Foreign(start, end, word.IsForeign);
            marks.Add(foreign[0].At, foreign[^1].At + Signs.Width(foreign[^1].CodePoint), HiddenMarkKind.LookAlikeLetter, word.Grade, null, foreign.Select(f => f.CodePoint));
        }
        else if (Foreign(start, end, c => LookAlikes.Of(c) == Alphabet.Styled && c is not (>= 0x2160 and <= 0x217F)) is { Count: >= MinStyledLetters } styled)
        {
            marks.Add(start, end, HiddenMarkKind.LookAlikeLetter, MarkGrade.SuspiciousInContext, null, styled.Select(f => f.CodePoint));
        }
    }

    /// <summary>The answer for nearly every word, and a cheap one.</summary>
    private bool IsOneAlphabet(int start, int end)
    {
        var first = LookAlikes.Of(text[start]);
        for (var at = start; at < end; at++)
        {
            if (LookAlikes.Of(text[at]) != first || char.IsSurrogate(text[at]) || (first == Alphabet.Latin && text[at] > 0xFF))
            {
                return false;
            }
        }

        return first is Alphabet.Latin or Alphabet.Cyrillic or Alphabet.Greek or Alphabet.Other;
    }

    /// <summary>A word of one small letter between words of another script that has the same letter for a word: <c>он c ним</c>.</summary>
    private void JudgeSingle(int at)
    {
        var main = text[at] switch
        {
            'a' or 'c' or 'o' or 'y' => Alphabet.Cyrillic,
            'а' or 'А' or 'І' => Alphabet.Latin,
            _ => Alphabet.Other,
        };
        if (main != Alphabet.Other && IsBetween(at, main))
        {
            marks.Add(at, at + 1, HiddenMarkKind.LookAlikeLetter, MarkGrade.SuspiciousInContext);
        }
    }

    private bool IsBetween(int at, Alphabet main) => at > 1 && at + 2 < text.Length && text[at - 1] == ' ' && text[at + 1] == ' '
        && LookAlikes.Of(text[at - 2]) == main && LookAlikes.Of(text[at + 2]) == main;

    private List<(int At, int CodePoint)> Foreign(int start, int end, Func<int, bool> isForeign)
    {
        var foreign = new List<(int, int)>();
        for (var at = start; at < end;)
        {
            var codePoint = Signs.CodePointAt(text, at);
            if (isForeign(codePoint))
            {
                foreign.Add((at, codePoint));
            }

            at += Signs.Width(codePoint);
        }

        return foreign;
    }

    private int JudgeNumber(int start)
    {
        var end = start;
        var isMixed = false;
        while (end < text.Length && Signs.ClassOf(text[end]) == SignClass.Digit)
        {
            isMixed |= ZeroOf(text[end]) != ZeroOf(text[start]);
            end++;
        }

        if (isMixed)
        {
            marks.Add(start, end, HiddenMarkKind.MixedDigits, MarkGrade.SuspiciousInContext);
        }

        return end;
    }

    /// <summary>Which set the digit is of: the zero that it counts from.</summary>
    private static int ZeroOf(char digit) => digit - (int)char.GetNumericValue(digit);
}
