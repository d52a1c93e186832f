using System.Buffers;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Judges the signs that set the direction of writing, a line at a time. Source: UAX #9, Unicode Bidirectional Algorithm.</summary>
internal sealed class DirectionMarks(string text, MarkList marks, bool hasRightToLeft)
{
    private const char Pop = '\u202C';
    private const char PopIsolate = '\u2069';
    private const int MaxDepth = 125;
    private const int LongRun = 8;

    private static readonly SearchValues<char> InNumbers = SearchValues.Create("+0123456789 -().\u00A0");

    private readonly Stack<(char Sign, int At)> _open = new();

    /// <summary>Judges the direction signs of the line from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public void JudgeLine(int start, int end)
    {
        _open.Clear();
        for (var at = start; at < end; at++)
        {
            if (Signs.ClassOf(text[at]) == SignClass.Direction)
            {
                at = Signs.IsDirectionMark(text[at]) ? JudgeRun(at, end) : JudgeControl(at);
            }
        }

        foreach (var (sign, at) in _open.Where(o => !IsOverride(o.Sign)))
        {
            marks.Add(at, at + 1, HiddenMarkKind.DirectionControl, MarkGrade.SuspiciousInContext);
        }

        foreach (var (_, at) in _open.Where(o => IsOverride(o.Sign)))
        {
            marks.Add(at, end, HiddenMarkKind.DirectionOverride, MarkGrade.Suspicious, null, [text[at]]);
        }
    }

    public static bool IsOverride(char sign) => sign is '\u202D' or '\u202E';

    public static bool IsOpening(char sign) => sign is '\u202A' or '\u202B' or '\u202D' or '\u202E' or '\u2066' or '\u2067' or '\u2068';

    /// <summary>Whether <paramref name="closing"/> ends what <paramref name="opening"/> began.</summary>
    public static bool Closes(char opening, char closing) => closing == (opening >= '\u2066' ? PopIsolate : Pop);

    /// <returns>The last unit of the run of direction marks at <paramref name="start"/>.</returns>
    private int JudgeRun(int start, int end)
    {
        var next = start;
        while (next < end && Signs.IsDirectionMark(text[next]))
        {
            next++;
        }

        var signs = text[start..next].Select(c => (int)c).ToArray();
        if (signs.Length >= LongRun && !marks.IsFull(HiddenMarkKind.ZeroWidth) && signs.Distinct().Count() > 1)
        {
            marks.Add(start, next, HiddenMarkKind.ZeroWidth, MarkGrade.Suspicious, HiddenBits.Describe(signs), signs);
        }
        else if (!hasRightToLeft)
        {
            marks.Add(start, next, HiddenMarkKind.DirectionControl, MarkGrade.SuspiciousInContext);
        }

        return next - 1;
    }

    private int JudgeControl(int at)
    {
        var sign = text[at];
        if (IsOpening(sign) && _open.Count < MaxDepth)
        {
            _open.Push((sign, at));
        }
        else if (_open.TryPeek(out var open) && Closes(open.Sign, sign))
        {
            _open.Pop();
            JudgePair(open.Sign, open.At, at);
        }
        else if (!hasRightToLeft)
        {
            // In a text that has use for it, an end without a beginning is a program's slip, and does nothing.
            marks.Add(at, at + 1, HiddenMarkKind.DirectionControl, MarkGrade.SuspiciousInContext);
        }

        return at;
    }

    private void JudgePair(char opening, int start, int end)
    {
        if (IsOverride(opening))
        {
            // Telephones put numbers between an override to the right and its end.
            var isNumber = opening == '\u202D' && text.AsSpan(start + 1, end - start - 1).IndexOfAnyExcept(InNumbers) < 0;
            marks.Add(start, end + 1, HiddenMarkKind.DirectionOverride, isNumber ? MarkGrade.SuspiciousInContext : MarkGrade.Suspicious, null, [opening, text[end]]);
        }
        else if (!hasRightToLeft)
        {
            marks.Add(start, end + 1, HiddenMarkKind.DirectionControl, MarkGrade.SuspiciousInContext, null, [opening, text[end]]);
        }
    }
}
