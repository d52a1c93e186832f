namespace RussiaTalibanArchive.Web.Text;

/// <summary>A marked span: from the opening mark to the end of the closing one, and the words inside, in UTF-16 code units.</summary>
internal sealed record MarkedSpan(int OpenStart, int Start, int End, int CloseEnd, bool IsBlock, bool IsClosed)
{
    /// <summary>Whether a comma or dash joins what follows to it: inside the mark, as in English, or right after.</summary>
    public bool EndsInComma(string text)
    {
        var next = CloseEnd;
        while (next < text.Length && text[next] is ' ' or '\u00A0' or '\u200E' or '\u200F')
        {
            next++;
        }

        return text[End - 1] is ',' or '،' || (next < text.Length && text[next] is ',' or '،' or '–' or '—');
    }
}

/// <summary>Pairs quotation marks and finds block quotations.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>« », “ ”, „ “ (or „ ”), ‹ › pair and nest. A closing mark closes the nearest opening one of its kind; opening
/// marks left between the two are dropped.</item>
/// <item>A closing mark after a space and before a letter, with nothing to close, opens: »so« and ”so“ are found.</item>
/// <item>" pairs by parity within a paragraph. With nothing to close, it opens unless a word goes before it and none
/// after; right after a digit it is a sign for inches.</item>
/// <item>‘ ’ pair only around words of at most 200 code units within a paragraph: ‘ before a letter and not after one, ’
/// after a word and not before one. A ’ after s and before a space is a possessive while another can close.</item>
/// <item>A mark left open goes on through paragraphs that each begin with the same mark, at most twenty; or else up to a
/// closing mark, with nothing of its own to close, in the next three paragraphs. Failing both it is taken to the end of its
/// paragraph, but only after a colon and when no other passage starts within; otherwise it is no mark.</item>
/// <item>Lines that start with <c>&gt;</c> are one block quotation, from the first word to the last; marks within are found too.</item>
/// </list>
/// </remarks>
internal static class PassageMarks
{
    private const int MaxRepeated = 20;
    private const int MaxAhead = 3;
    private const int MaxSingle = 200;

    // More marks than these left open in one paragraph are noise, and pairing them would take more than linear time.
    private const int MaxOpen = 8;

    public static IReadOnlyList<MarkedSpan> Find(string text)
    {
        var lines = Lines(text);
        var spans = new List<MarkedSpan>();
        AddBlocks(text, lines, spans);
        foreach (var line in lines)
        {
            Pair(text, line);
        }

        JoinParagraphs(text, lines);
        foreach (var line in lines)
        {
            foreach (var pair in line.Pairs.Where(p => p is not null))
            {
                AddTrimmed(text, pair!, spans);
            }
        }

        return Nested(spans);
    }

    private static List<Line> Lines(string text)
    {
        var lines = new List<Line>();
        for (var start = 0; start <= text.Length;)
        {
            var length = text.AsSpan(start).IndexOfAny('\n', '\r', '\f');
            var end = length < 0 ? text.Length : start + length;
            var at = start;
            while (at < end && char.IsWhiteSpace(text[at]))
            {
                at++;
            }

            var isQuoted = at < end && text[at] == '>' && at - start <= 3;
            while (isQuoted && at < end && (text[at] == '>' || char.IsWhiteSpace(text[at])))
            {
                at++;
            }

            lines.Add(new Line(at, end, isQuoted));
            start = end + 1;
        }

        return lines;
    }

    private static void AddBlocks(string text, List<Line> lines, List<MarkedSpan> spans)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            if (!lines[i].IsQuoted)
            {
                continue;
            }

            var first = i;
            while (i + 1 < lines.Count && lines[i + 1].IsQuoted)
            {
                i++;
            }

            var filled = lines[first..(i + 1)].Where(line => line.Start < line.End).ToList();
            if (filled.Count > 0)
            {
                var (start, end) = Trim(text, filled[0].Start, filled[^1].End);
                if (start < end)
                {
                    spans.Add(new MarkedSpan(start, start, end, filled[^1].End, IsBlock: true, IsClosed: true));
                }
            }
        }
    }

    /// <summary>Pairs the marks within one line, and keeps those that found no partner.</summary>
    private static void Pair(string text, Line line)
    {
        var open = new List<Mark>();
        for (var at = line.Start; at < line.End; at++)
        {
            var c = text[at];
            if (c is not ('«' or '»' or '“' or '”' or '„' or '‹' or '›' or '‘' or '’' or '"'))
            {
                continue;
            }

            var partner = CanClose(text, line, at) ? LastClosedBy(open, c, at) : -1;
            if (partner >= 0)
            {
                line.Pairs.Add(new Pairing(open[partner].At, at));
                open.RemoveRange(partner, open.Count - partner);
            }
            else if (CanOpen(text, line, at))
            {
                open.Add(new Mark(at, c, Closers(c)));
            }
            else if (c is '»' or '”' or '›' or '“' || (c == '"' && at > line.Start && !char.IsDigit(text[at - 1])))
            {
                line.Closers.Add(new Mark(at, c, ""));
            }
        }

        line.Openers.AddRange(open.Where(mark => mark.Sign is '«' or '“' or '„' or '‹' or '"').Take(MaxOpen));
    }

    private static int LastClosedBy(List<Mark> open, char c, int at)
    {
        // Marks of one kind close the nearest, so the search need not look far: a deep pile is not a quotation.
        for (var i = open.Count - 1; i >= Math.Max(0, open.Count - 16); i--)
        {
            if (open[i].Closers.Contains(c) && (open[i].Sign != '‘' || at - open[i].At <= MaxSingle))
            {
                return i;
            }
        }

        return -1;
    }

    private static string Closers(char opening) => opening switch
    {
        '«' => "»",
        '‹' => "›",
        '“' => "”",
        '„' => "“”",
        '‘' => "’",
        '"' => "\"",
        '”' => "“”",
        '»' => "«»",
        '›' => "‹›",
        _ => "",
    };

    private static bool CanOpen(string text, Line line, int at) => text[at] switch
    {
        '«' or '“' or '„' or '‹' => true,
        '"' => at == line.Start || !(char.IsDigit(text[at - 1]) || EndsOnly(text, line, at)),
        '‘' => StartsWord(text, line, at),
        '”' or '»' or '›' => StartsWord(text, line, at) && (at == line.Start || !char.IsPunctuation(text[at - 1])),
        _ => false,
    };

    /// <summary>Whether " has a word before it and none after: such a mark can only close.</summary>
    private static bool EndsOnly(string text, Line line, int at) =>
        !char.IsWhiteSpace(text[at - 1]) && (at + 1 == line.End || char.IsWhiteSpace(text[at + 1]));

    private static bool CanClose(string text, Line line, int at)
    {
        if (text[at] is '“' or '«' or '‹')
        {
            // These open, unless they close a reversed or a German pair: then no space goes before them.
            return at > line.Start && !char.IsWhiteSpace(text[at - 1]);
        }

        if (text[at] != '’')
        {
            return true;
        }

        var endsWord = at > line.Start && !char.IsWhiteSpace(text[at - 1]) && (at + 1 >= line.End || !char.IsLetterOrDigit(text[at + 1]));
        var isPossessive = at > line.Start && text[at - 1] is 's' && at + 1 < line.End && text[at + 1] == ' ' && ClosesLater(text, line, at + 1);
        return endsWord && !isPossessive;
    }

    /// <summary>Whether another ’ that ends a word follows before a new ‘.</summary>
    private static bool ClosesLater(string text, Line line, int from)
    {
        for (var at = from; at < Math.Min(line.End, from + MaxSingle) && text[at] != '‘'; at++)
        {
            if (text[at] == '’' && !char.IsWhiteSpace(text[at - 1]) && (at + 1 >= line.End || !char.IsLetterOrDigit(text[at + 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool StartsWord(string text, Line line, int at) =>
        (at == line.Start || !char.IsLetterOrDigit(text[at - 1])) && (at == line.Start || text[at - 1] is not ('’' or '\''))
        && at + 1 < line.End && (char.IsLetterOrDigit(text[at + 1]) || text[at + 1] is '…' or '[' or '(' or '“' or '"' or '«' || char.IsSurrogate(text[at + 1]));

    private static void JoinParagraphs(string text, List<Line> lines)
    {
        var filled = lines.Where(line => line.Start < line.End).ToList();
        for (var i = 0; i < filled.Count; i++)
        {
            foreach (var opener in filled[i].Openers)
            {
                if (opener.At < filled[i].TakenUpTo)
                {
                    continue;
                }

                if ((CloseByRepeating(text, filled, i, opener) ?? CloseAhead(filled, i, opener)) is { } pair)
                {
                    filled[i].Pairs.Add(pair);
                    break;
                }

                if (IsIntroduced(text, opener.At) && !filled[i].Pairs.Exists(p => p is not null && p.Open > opener.At))
                {
                    filled[i].Pairs.Add(new Pairing(opener.At, filled[i].End, IsClosed: false));
                    break;
                }
            }
        }
    }

    /// <summary>Each paragraph begins with the mark again; only the last has the closing one.</summary>
    private static Pairing? CloseByRepeating(string text, List<Line> lines, int index, Mark opener)
    {
        for (var next = index + 1; next < lines.Count && next <= index + MaxRepeated; next++)
        {
            var line = lines[next];
            if (line.IsQuoted != lines[index].IsQuoted || text[line.Start] != opener.Sign)
            {
                return null;
            }

            var closed = line.Pairs.FindIndex(pair => pair is not null && pair.Open == line.Start);
            if (closed >= 0)
            {
                var close = line.Pairs[closed]!.Close;
                line.Pairs[closed] = null;
                Take(lines, index, next, close);
                return new Pairing(opener.At, close);
            }
        }

        return null;
    }

    private static Pairing? CloseAhead(List<Line> lines, int index, Mark opener)
    {
        for (var next = index + 1; next < lines.Count && next <= index + MaxAhead && lines[next].IsQuoted == lines[index].IsQuoted; next++)
        {
            var line = lines[next];
            var close = line.Closers.FindIndex(mark => mark.At >= line.TakenUpTo && opener.Closers.Contains(mark.Sign));
            if (close >= 0)
            {
                var at = line.Closers[close].At;
                Take(lines, index, next, at);
                return new Pairing(opener.At, at);
            }

            if (line.Openers.Exists(mark => mark.Sign == opener.Sign))
            {
                return null;
            }
        }

        return null;
    }

    /// <summary>What lies within the joined passage is spoken for.</summary>
    private static void Take(List<Line> lines, int from, int to, int end)
    {
        for (var i = from; i <= to; i++)
        {
            lines[i].TakenUpTo = end + 1;
        }
    }

    private static bool IsIntroduced(string text, int mark)
    {
        var at = mark - 1;
        while (at >= 0 && text[at] is ' ' or '\u00A0' or '\u200E' or '\u200F')
        {
            at--;
        }

        return at >= 0 && text[at] is ':' or '：';
    }

    private static void AddTrimmed(string text, Pairing pair, List<MarkedSpan> spans)
    {
        var (start, end) = Trim(text, pair.Open + 1, pair.Close);
        if (start < end)
        {
            spans.Add(new MarkedSpan(pair.Open, start, end, pair.IsClosed ? pair.Close + 1 : pair.Close, IsBlock: false, pair.IsClosed));
        }
    }

    private static (int Start, int End) Trim(string text, int start, int end)
    {
        while (start < end && IsEdge(text[start]))
        {
            start++;
        }

        while (start < end && IsEdge(text[end - 1]))
        {
            end--;
        }

        return (start, end);
    }

    private static bool IsEdge(char c) => char.IsWhiteSpace(c) || Folding.IsInvisible(c);

    /// <summary>Outer before inner, and none that cuts across another: of two that do, the first stays.</summary>
    private static List<MarkedSpan> Nested(List<MarkedSpan> spans)
    {
        spans.Sort((a, b) => a.OpenStart != b.OpenStart ? a.OpenStart.CompareTo(b.OpenStart) : b.CloseEnd.CompareTo(a.CloseEnd));
        var nested = new List<MarkedSpan>(spans.Count);
        var open = new Stack<MarkedSpan>();
        foreach (var span in spans)
        {
            while (open.TryPeek(out var outer) && outer.CloseEnd <= span.OpenStart)
            {
                open.Pop();
            }

            if (!open.TryPeek(out var around) || span.CloseEnd <= around.CloseEnd)
            {
                nested.Add(span);
                open.Push(span);
            }
        }

        return nested;
    }

    private sealed record Mark(int At, char Sign, string Closers);

    private sealed record Pairing(int Open, int Close, bool IsClosed = true);

    private sealed class Line(int start, int end, bool isQuoted)
    {
        public int Start { get; } = start;

        public int End { get; } = end;

        public bool IsQuoted { get; } = isQuoted;

        public List<Pairing?> Pairs { get; } = [];

        public List<Mark> Openers { get; } = [];

        public List<Mark> Closers { get; } = [];

        public int TakenUpTo { get; set; }
    }
}
