namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Judges the signs that nobody sees, but for those that set the direction of writing.</summary>
internal sealed class InvisibleMarks(string text, MarkList marks, bool isJoiningText)
{
    /// <summary>A run of joiners of this length carries something even in Persian.</summary>
    private const int LongRun = 8;

    private const int MinPatternSigns = 16;

    private readonly List<int> _carriers = [];
    private readonly List<(int At, bool IsInWord)> _softHyphens = [];
    private int _firstCarrier = -1;
    private int _lastCarrierEnd;
    private bool _hasDecodedRun;

    /// <summary>Judges one run of invisible signs, from <paramref name="start"/> up to <paramref name="end"/>.</summary>
    public void Judge(int start, int end)
    {
        var before = Signs.CodePointBefore(text, start);
        var after = end < text.Length ? Signs.CodePointAt(text, end) : -1;
        for (var at = start; at < end;)
        {
            var kind = Signs.ClassOf(Signs.CodePointAt(text, at));
            var next = at;
            while (next < end && Signs.ClassOf(Signs.CodePointAt(text, next)) == kind)
            {
                next += Signs.Width(Signs.CodePointAt(text, next));
            }

            JudgePart(kind, at, next, before, after);
            at = next;
        }
    }

    /// <summary>Judges what only shows in the whole text: messages spread over it, and how it is hyphenated.</summary>
    public void Finish(int words)
    {
        if (!_hasDecodedRun && _carriers.Count >= MinPatternSigns && HiddenBits.Text(_carriers, minLength: 3) is { } message)
        {
            marks.Add(_firstCarrier, _lastCarrierEnd, HiddenMarkKind.ZeroWidthPattern, MarkGrade.Suspicious, message, _carriers);
        }

        // A text that is hyphenated throughout was so before it came to us.
        var isHyphenated = _softHyphens.Count >= 10 && _softHyphens.Count * 20 > words;
        foreach (var (at, _) in _softHyphens.Where(h => !h.IsInWord || !isHyphenated))
        {
            marks.Add(at, at + 1, HiddenMarkKind.SoftHyphen, MarkGrade.SuspiciousInContext);
        }
    }

    private void JudgePart(SignClass kind, int start, int end, int before, int after)
    {
        switch (kind)
        {
            case SignClass.ZeroWidth:
                JudgeZeroWidth(start, end, before, after);
                break;
            case SignClass.Tag:
                JudgeTags(start, end, before);
                break;
            case SignClass.VariationSelector:
                JudgeSelectors(start, end, before);
                break;
            case SignClass.SoftHyphen:
                JudgeSoftHyphens(start, end, before, after);
                break;
            case SignClass.Control when end - start > 1 || !InvisibleRules.IsNeededJoiner(text[start], before, after):
                marks.Add(start, end, HiddenMarkKind.Control, MarkGrade.Suspicious);
                break;
        }
    }

    private void JudgeZeroWidth(int start, int end, int before, int after)
    {
        var isLong = end - start >= LongRun;
        if (isLong || !IsEffective(start, end, before, after))
        {
            Carry(start, end);
        }

        if (!isLong && !marks.IsFull(HiddenMarkKind.ZeroWidth) && GradeOf(start, end, before, after) is { } grade)
        {
            marks.Add(start, end, HiddenMarkKind.ZeroWidth, grade);
        }
        else if (isLong && !marks.IsFull(HiddenMarkKind.ZeroWidth))
        {
            var decoded = HiddenBits.Describe([.. text[start..end].Select(c => (int)c)]);
            _hasDecodedRun |= decoded is not null;
            marks.Add(start, end, HiddenMarkKind.ZeroWidth, MarkGrade.Suspicious, decoded);
        }
    }

    /// <returns><see langword="null"/> for what is ordinary.</returns>
    private MarkGrade? GradeOf(int start, int end, int before, int after)
    {
        MarkGrade? worst = null;
        for (var at = start; at < end; at++)
        {
            var grade = GradeOf(text[at], at, before, after);
            worst = grade is null || worst == MarkGrade.Suspicious ? worst : grade;
        }

        return worst;
    }

    private MarkGrade? GradeOf(char sign, int at, int before, int after)
    {
        var isInWord = Signs.IsLetter(before) && Signs.IsLetter(after);
        return sign switch
        {
            '\u200C' or '\u200D' when IsJoiningContext(before, after) => null,
            '\u200D' when InvisibleRules.IsEmojiJoin(text, at, after) => null,
            _ when InvisibleRules.IsNeededFiller(sign, before, after) => null,
            '\uFEFF' when at == 0 => null,
            '\u200C' or '\u200D' or '\u200B' or '\uFEFF' or '\u2060' when !isInWord => MarkGrade.SuspiciousInContext,
            '\u2061' when before == 'f' || after == '(' => MarkGrade.SuspiciousInContext,
            _ => MarkGrade.Suspicious,
        };
    }

    /// <summary>Joiners beside a letter that joins; in a text of such letters anywhere but inside a word of another script.</summary>
    private bool IsJoiningContext(int before, int after) => Signs.IsJoining(before) || Signs.IsJoining(after)
        || (isJoiningText && !(Signs.IsLetter(before) && Signs.IsLetter(after)));

    /// <summary>Whether the sign changes how letters are drawn, so that it cannot be put in at will.</summary>
    private bool IsEffective(int start, int end, int before, int after) => end - start == 1
        && ((Signs.IsJoining(before) && Signs.IsJoining(after)) || InvisibleRules.IsEmojiJoin(text, start, after));

    private void Carry(int start, int end)
    {
        _firstCarrier = _firstCarrier < 0 ? start : _firstCarrier;
        _lastCarrierEnd = end;
        for (var at = start; at < end && _carriers.Count < 4096; at++)
        {
            _carriers.Add(text[at]);
        }
    }

    private void JudgeTags(int start, int end, int before)
    {
        if (InvisibleRules.IsFlag(text, start, end, before))
        {
            return;
        }

        var letters = InvisibleRules.TagLetters(text, start, end);
        marks.Add(start, end, HiddenMarkKind.Tags, MarkGrade.Suspicious, letters.Length > 200 ? letters[..200] : letters);
    }

    private void JudgeSelectors(int start, int end, int before)
    {
        var selector = Signs.CodePointAt(text, start);
        var isAlone = start + Signs.Width(selector) == end;
        if (!isAlone || !InvisibleRules.IsUsualSelector(selector, before))
        {
            var bytes = text[start..end].EnumerateRunes().Where(r => r.Value is (>= 0xFE00 and <= 0xFE0F) or >= 0xE0100)
                .Select(r => (byte)(r.Value < 0xE0100 ? r.Value - 0xFE00 : r.Value - 0xE0100 + 16));
            marks.Add(start, end, HiddenMarkKind.VariationSelectors, MarkGrade.Suspicious, HiddenBits.Bytes([.. bytes]));
        }
    }

    private void JudgeSoftHyphens(int start, int end, int before, int after)
    {
        if (end - start > 1 || Signs.IsJoining(before) || Signs.IsJoining(after))
        {
            marks.Add(start, end, HiddenMarkKind.SoftHyphen, MarkGrade.Suspicious);
        }
        else if (Signs.ClassOf(after) is not (SignClass.LineEnd or SignClass.Space))
        {
            // At the end of a line it is the hyphen that is seen there.
            _softHyphens.Add((start, Signs.IsLetter(before) && Signs.IsLetter(after)));
        }
    }
}
