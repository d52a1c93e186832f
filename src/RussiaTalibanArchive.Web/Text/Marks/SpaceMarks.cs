namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Judges the spaces of a text: between words, between sentences, at the ends of lines.</summary>
internal sealed class SpaceMarks(string text, MarkList marks)
{
    private const int MaxGaps = 4096;
    private const int MinLetters = 6;

    private readonly List<int> _gapSigns = [];
    private readonly Gaps _sentences = new();
    private readonly Gaps _words = new();
    private readonly List<(int Start, int End)> _trailing = [];
    private readonly List<int> _noBreakInWords = [];
    private readonly Dictionary<int, int> _doubledLines = [];
    private int _wideGaps;
    private int _firstGap = -1;
    private int _lastGapEnd;

    public void Judge()
    {
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\f');
            var end = length < 0 ? text.Length : start + length;
            JudgeLine(start, end);
            start = end + 1;
        }

        JudgeGapSigns();
        JudgeRepeated();
        JudgeTrailing();
    }

    private void JudgeLine(int start, int end)
    {
        var content = end;
        while (content > start && Signs.IsSpace(text[content - 1]))
        {
            content--;
        }

        if (content < end && content > start)
        {
            _trailing.Add((content, end));
        }

        while (start < content && Signs.IsSpace(text[start]))
        {
            JudgeSpace(start++, isInLine: false);
        }

        var doubles = _sentences.Doubles + _words.Doubles;
        JudgeGaps(start, content);
        if (_sentences.Doubles + _words.Doubles > doubles)
        {
            _doubledLines[end - start] = _doubledLines.GetValueOrDefault(end - start) + 1;
        }
    }

    private void JudgeGaps(int start, int end)
    {
        for (var at = start; at < end; at++)
        {
            if (!Signs.IsSpace(text[at]))
            {
                continue;
            }

            var gap = at;
            while (at < end && Signs.IsSpace(text[at]))
            {
                JudgeSpace(at++, isInLine: true);
            }

            Count(gap, at);
        }
    }

    /// <summary>Takes note of one gap inside a line.</summary>
    private void Count(int start, int end)
    {
        var width = end - start;
        if (width == 1 && _gapSigns.Count < MaxGaps)
        {
            _firstGap = _firstGap < 0 ? start : _firstGap;
            _lastGapEnd = end;
            _gapSigns.Add(text[start]);
        }

        if (width > 2 || text.AsSpan(start, width).IndexOfAnyExcept(' ') >= 0)
        {
            _wideGaps += width > 2 ? 1 : 0;
            return;
        }

        var before = text[start - 1];
        if (before is '.' or '!' or '?' or '؟' or '۔')
        {
            _sentences.Add(start, width);
        }
        else if (char.IsLetter(before) && char.IsLetter(text[end]))
        {
            _words.Add(start, width);
        }
    }

    private void JudgeSpace(int at, bool isInLine)
    {
        if (text[at] is ' ' or '\t')
        {
            return;
        }

        var before = Signs.CodePointBefore(text, at);
        var after = at + 1 < text.Length ? Signs.CodePointAt(text, at + 1) : -1;
        var isInWords = isInLine && Signs.IsLetter(before) && Signs.IsLetter(after);
        MarkGrade? grade = text[at] switch
        {
            '\u00A0' => null,
            '\u1680' or '\u2800' => MarkGrade.Suspicious,
            '\u3000' => Signs.IsIdeograph(before) || Signs.IsIdeograph(after) || !isInWords ? null : MarkGrade.SuspiciousInContext,
            '\u2002' or '\u2003' => isInWords ? MarkGrade.SuspiciousInContext : null,
            // Thin and narrow spaces set off numbers, initials and dashes, and nothing else.
            _ => isInWords ? MarkGrade.Suspicious : null,
        };
        if (grade is { } found)
        {
            marks.Add(at, at + 1, HiddenMarkKind.UnusualSpace, found);
        }
        else if (text[at] == '\u00A0' && isInWords && IsBetweenLongWords(at))
        {
            _noBreakInWords.Add(at);
        }
    }

    /// <summary>Russian and French put no-break spaces after short words, before particles and beside numbers and dashes.</summary>
    private bool IsBetweenLongWords(int at)
    {
        const int Long = 4;
        return at >= Long && at + Long < text.Length && AreLetters(at - Long) && AreLetters(at + 1);

        bool AreLetters(int start) => !text.AsSpan(start, Long).ContainsAnyInRange('\0', '@') && text.AsSpan(start, Long).IndexOf('\u00A0') < 0;
    }

    /// <summary>Messages told by which space stands between words, and no-break spaces where few or none are.</summary>
    private void JudgeGapSigns()
    {
        if (_gapSigns.Any(s => s != ' ') && HiddenBits.Text(_gapSigns, MinLetters) is { } message)
        {
            marks.Add(_firstGap, _lastGapEnd, HiddenMarkKind.UnusualSpace, MarkGrade.Suspicious, message, _gapSigns.Where(s => s != ' '));
        }
        else if (_noBreakInWords.Count is > 0 and <= 5)
        {
            foreach (var at in _noBreakInWords)
            {
                marks.Add(at, at + 1, HiddenMarkKind.UnusualSpace, MarkGrade.SuspiciousInContext);
            }
        }
    }

    private void JudgeRepeated()
    {
        foreach (var gaps in (Gaps[])[_words, _sentences])
        {
            if (gaps.Doubles > 0 && HiddenBits.Text(gaps.Widths, MinLetters) is { } message)
            {
                marks.Add(gaps.First, gaps.End, HiddenMarkKind.RepeatedSpaces, MarkGrade.Suspicious, message, [' ', ' ']);
            }
            else if (gaps.IsMixed && _wideGaps < gaps.Doubles && !IsJustified())
            {
                marks.Add(gaps.First, gaps.End, HiddenMarkKind.RepeatedSpaces, MarkGrade.SuspiciousInContext, HiddenBits.Describe(gaps.Widths), [' ', ' ']);
            }
        }
    }

    /// <summary>Whether spaces were doubled to make lines equally long, as typewriters and old programs did.</summary>
    private bool IsJustified()
    {
        var lines = _doubledLines.Values.Sum();
        var usual = _doubledLines.MaxBy(l => l.Value).Key;
        return lines > 2 && _doubledLines.Where(l => Math.Abs(l.Key - usual) <= 1).Sum(l => l.Value) * 2 >= lines;
    }

    private void JudgeTrailing()
    {
        if (_trailing.Count == 0)
        {
            return;
        }

        var signs = _trailing.SelectMany(t => text[t.Start..t.End]).Take(MaxGaps).Select(c => (int)c).ToArray();
        var message = HiddenBits.Text(Triples(), MinLetters) ?? HiddenBits.Text(signs, MinLetters);
        var odd = _trailing.Count(t => t.End - t.Start > 2 && text.AsSpan(t.Start, t.End - t.Start).ContainsAny('\t', '\u00A0') && text[t.Start..t.End].Contains(' ', StringComparison.Ordinal));
        if (message is not null || odd > 1)
        {
            var grade = message is null ? MarkGrade.SuspiciousInContext : MarkGrade.Suspicious;
            marks.Add(_trailing[0].Start, _trailing[^1].End, HiddenMarkKind.TrailingSpaces, grade, message ?? HiddenBits.Describe(signs), signs);
        }
    }

    /// <summary>Bits by the most common method: after each tab, 0 to 7 spaces are three bits.</summary>
    private int[] Triples() => [.. _trailing.Take(MaxGaps)
        .SelectMany(t => text[t.Start..t.End].Split('\t').Skip(1))
        .Where(spaces => spaces.Length <= 7)
        .SelectMany(spaces => (int[])[(spaces.Length >> 2) & 1, (spaces.Length >> 1) & 1, spaces.Length & 1])];

    /// <summary>Gaps of one and of two spaces between things of one kind.</summary>
    private sealed class Gaps
    {
        private const int MinEach = 4;
        private const int MinPercent = 15;

        public List<int> Widths { get; } = [];
        public int Doubles { get; private set; }
        public int First { get; private set; } = -1;
        public int End { get; private set; }

        /// <summary>Whether both are so common that neither is a slip.</summary>
        public bool IsMixed => Doubles >= MinEach && Widths.Count - Doubles >= MinEach
            && Math.Min(Doubles, Widths.Count - Doubles) * 100 >= Widths.Count * MinPercent;

        public void Add(int start, int width)
        {
            if (Widths.Count == MaxGaps)
            {
                return;
            }

            Widths.Add(width);
            Doubles += width == 2 ? 1 : 0;
            First = First < 0 ? start : First;
            End = start + width;
        }
    }
}
