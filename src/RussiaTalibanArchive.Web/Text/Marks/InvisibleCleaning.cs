using System.Buffers;
using System.Text;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Drops the signs that nobody sees, but for those that shape letters, emoji or the direction of a line.</summary>
internal sealed class InvisibleCleaning
{
    private static readonly SearchValues<char> Sought = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => Signs.IsInvisible(Signs.ClassOf(c))), '\uDB40', '\uD82F', '\uD834']);

    private readonly string _text;
    private readonly StringBuilder _clean;
    private readonly Stack<char> _open = new();
    private readonly HashSet<int> _kept = [];
    private bool _hasRightToLeft;

    private InvisibleCleaning(string text) => (_text, _clean) = (text, new(text.Length));

    public static string Clean(string text) => text.AsSpan().ContainsAny(Sought) ? new InvisibleCleaning(text).Run() : text;

    private string Run()
    {
        for (var start = 0; start <= _text.Length;)
        {
            var length = _text.AsSpan(start).IndexOfAny('\n', '\f');
            var end = length < 0 ? _text.Length : start + length;
            AppendLine(start, end);
            if (end < _text.Length)
            {
                _clean.Append(_text[end]);
            }

            start = end + 1;
        }

        return _clean.ToString();
    }

    private void AppendLine(int start, int end)
    {
        _hasRightToLeft = HasRightToLeft(_text.AsSpan(start, end - start));
        for (var at = start; at < end;)
        {
            var next = _text.AsSpan(at, end - at).IndexOfAny(Sought);
            var run = next < 0 ? end : at + next;
            _clean.Append(_text, at, run - at);
            at = HiddenMarks.InvisibleEnd(_text, run);
            AppendKept(run, at);
            if (at == run && run < end)
            {
                // A high surrogate of something else.
                _clean.Append(_text[at++]);
            }
        }

        while (_open.TryPop(out var opening))
        {
            _clean.Append(opening >= '\u2066' ? '\u2069' : '\u202C');
        }
    }

    private static bool HasRightToLeft(ReadOnlySpan<char> line)
    {
        foreach (var c in line)
        {
            if (Signs.ClassOf(c) == SignClass.RightToLeft)
            {
                return true;
            }
        }

        return false;
    }

    private void AppendKept(int start, int end)
    {
        if (start == end)
        {
            return;
        }

        _kept.Clear();
        var before = Signs.CodePointBefore(_text, start);
        var after = end < _text.Length ? Signs.CodePointAt(_text, end) : -1;
        for (var at = start; at < end;)
        {
            var codePoint = Signs.CodePointAt(_text, at);
            var next = at + Signs.Width(codePoint);
            if (Signs.ClassOf(codePoint) == SignClass.Tag)
            {
                next = AppendTags(at, end, before);
            }
            else if (codePoint is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069))
            {
                AppendControl((char)codePoint);
            }
            else if (codePoint == Signs.SoftHyphen)
            {
                // At the end of a line it is the hyphen that is seen there.
                _clean.Append(next == end && Signs.ClassOf(after) == SignClass.LineEnd ? "-" : "");
            }
            else if (IsNeeded(codePoint, at, before, after) && _kept.Add(codePoint))
            {
                _clean.Append(_text, at, next - at);
            }

            at = next;
        }
    }

    /// <summary>Whether the sign does something between what is seen before and after it.</summary>
    private bool IsNeeded(int sign, int at, int before, int after) => Signs.ClassOf(sign) switch
    {
        SignClass.Direction => _hasRightToLeft,
        SignClass.VariationSelector => _kept.Count == 0 && InvisibleRules.IsUsualSelector(sign, before),
        SignClass.Control => InvisibleRules.IsNeededJoiner(sign, before, after),
        _ => sign switch
        {
            Signs.NonJoiner => (Signs.IsJoining(before) && IsSeen(after)) || (Signs.IsJoining(after) && IsSeen(before)),
            Signs.Joiner => Signs.IsJoining(before) || Signs.IsJoining(after) || InvisibleRules.IsEmojiJoin(_text, at, after),
            _ => InvisibleRules.IsNeededFiller(sign, before, after),
        },
    };

    private static bool IsSeen(int codePoint) => codePoint >= 0 && Signs.ClassOf(codePoint) is not (SignClass.Space or SignClass.UnusualSpace or SignClass.LineEnd);

    private int AppendTags(int start, int end, int before)
    {
        var next = start;
        while (next < end && Signs.ClassOf(Signs.CodePointAt(_text, next)) == SignClass.Tag)
        {
            next += 2;
        }

        if (InvisibleRules.IsFlag(_text, start, next, before))
        {
            _clean.Append(_text, start, next - start);
        }

        return next;
    }

    /// <summary>Embeddings and isolates stay where a line needs them, and close; overrides become embeddings, so that letters stand in their order.</summary>
    private void AppendControl(char sign)
    {
        if (!_hasRightToLeft)
        {
            return;
        }

        if (DirectionMarks.IsOpening(sign))
        {
            _open.Push(sign);
            _clean.Append(sign switch { '\u202D' => '\u202A', '\u202E' => '\u202B', _ => sign });
        }
        else if (_open.TryPeek(out var opening) && DirectionMarks.Closes(opening, sign))
        {
            _open.Pop();
            _clean.Append(sign);
        }
    }
}
