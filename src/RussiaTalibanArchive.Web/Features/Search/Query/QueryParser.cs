using System.Buffers;
using System.Globalization;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>
/// Reads what a reader types, in any script: words, "phrases" («…», “…”, „…“), AND OR NOT (И ИЛИ НЕ; &amp; | -), groups in parentheses,
/// begin*, ~nearly, NEAR/5, and field:value. Nothing stops it: what makes no sense is named and left out, or taken for words.
/// </summary>
public sealed class QueryParser
{
    /// <summary>In UTF-16 code units; what is beyond is left out.</summary>
    public const int MaxLength = 1_000;

    public const int MaxNear = 50;
    private const int DefaultNear = 10;
    private const int MaxTerms = 60;
    private const int MaxNears = 4;
    private const int MaxDepth = 20;
    private const int ShortestPrefix = 2;

    private static readonly Dictionary<string, object> Fields = new Dictionary<string, object>
    {
        ["title"] = TextField.Title,
        ["عنوان"] = TextField.Title,
        ["заголовок"] = TextField.Title,
        ["issuer"] = TextField.Issuer,
        ["publisher"] = TextField.Issuer,
        ["جهة"] = TextField.Issuer,
        ["صادرکننده"] = TextField.Issuer,
        ["автор"] = TextField.Issuer,
        ["speaker"] = TextField.Speaker,
        ["قائل"] = TextField.Speaker,
        ["گوینده"] = TextField.Speaker,
        ["говорящий"] = TextField.Speaker,
        ["tag"] = ItemFilter.Tag,
        ["وسم"] = ItemFilter.Tag,
        ["برچسب"] = ItemFilter.Tag,
        ["тег"] = ItemFilter.Tag,
        ["lang"] = ItemFilter.Lang,
        ["language"] = ItemFilter.Lang,
        ["لغة"] = ItemFilter.Lang,
        ["زبان"] = ItemFilter.Lang,
        ["язык"] = ItemFilter.Lang,
        ["date"] = ItemFilter.Date,
        ["تاريخ"] = ItemFilter.Date,
        ["дата"] = ItemFilter.Date,
        ["status"] = ItemFilter.Status,
        ["حالة"] = ItemFilter.Status,
        ["وضعیت"] = ItemFilter.Status,
        ["статус"] = ItemFilter.Status,
        ["has"] = ItemFilter.Has,
        ["فيه"] = ItemFilter.Has,
        ["دارد"] = ItemFilter.Has,
        ["есть"] = ItemFilter.Has,
        ["in"] = ItemFilter.In,
        ["في"] = ItemFilter.In,
        ["در"] = ItemFilter.In,
        ["где"] = ItemFilter.In,
    }.ToDictionary(f => Folding.Key(f.Key), f => f.Value, StringComparer.Ordinal);

    private static readonly SearchValues<char> OperatorEnds = SearchValues.Create(" \t\n\r()\"\u00A0");

    private readonly string _text;
    private readonly List<QueryMistake> _mistakes = [];
    private int _at;
    private int _depth;
    private int _terms;
    private int _nears;

    private QueryParser(string text) => _text = text;

    public static SearchQuery Parse(string? query)
    {
        // PostgreSQL takes no NUL.
        var text = (query ?? "").Replace('\0', ' ');
        var parser = new QueryParser(text.Length > MaxLength ? text[..MaxLength] : text);
        if (text.Length > MaxLength)
        {
            parser.Note(QueryMistakeKind.TooLong, MaxLength, text.Length - MaxLength, text[..MaxLength]);
        }

        var root = parser.ReadAll();
        return new(text, root, [.. parser._mistakes.OrderBy(m => m.Start)]);
    }

    /// <summary>The first and last day that a range such as <c>2024..2025-07</c>, <c>2024..</c> or <c>1404-02</c> names; EDTF at each end.</summary>
    public static bool TryReadDates(string value, out DateOnly? from, out DateOnly? to)
    {
        ArgumentNullException.ThrowIfNull(value);
        (from, to) = (null, null);
        var digits = Folding.Key(value).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (digits.Split("..") is [var first, var last])
        {
            return first.Length + last.Length > 0 && TryReadEnd(first, e => e.Earliest, out from) && TryReadEnd(last, e => e.Latest, out to) && !(to < from);
        }

        return digits.Length > 0 && TryReadEnd(digits, e => e.Earliest, out from) && TryReadEnd(digits, e => e.Latest, out to);
    }

    private static bool TryReadEnd(string text, Func<Edtf, DateOnly> day, out DateOnly? end)
    {
        end = Edtf.TryParse(text, out var edtf) ? day(edtf) : null;
        return text.Length == 0 || end is not null;
    }

    private QueryNode? ReadAll()
    {
        var parts = new List<QueryNode>();
        while (true)
        {
            if (ReadOr() is { } node)
            {
                parts.Add(node);
            }

            if (!SkipSpace())
            {
                return All(parts);
            }

            // Only a closing parenthesis ends an expression before the query does.
            Note(QueryMistakeKind.GroupNotOpened, _at, 1, _text.Remove(_at, 1));
            _at++;
        }
    }

    private QueryNode? ReadOr()
    {
        var choices = new List<QueryNode>();
        while (true)
        {
            var node = ReadAnd();
            if (node is not null)
            {
                choices.Add(node);
            }

            SkipSpace();
            var before = _at;
            if (!TakeOperator(Operator.Or))
            {
                return choices.Count switch { 0 => null, 1 => choices[0], _ => new OrNode(choices) };
            }

            if (node is null || !HasOperand())
            {
                Note(QueryMistakeKind.OperatorAlone, before, _at - before, Without(before, _at));
            }
        }
    }

    private QueryNode? ReadAnd()
    {
        var parts = new List<QueryNode>();
        while (SkipSpace() && _text[_at] != ')' && PeekOperator().Kind != Operator.Or)
        {
            var before = _at;
            if (TakeOperator(Operator.And))
            {
                if (parts.Count == 0 || !HasOperand())
                {
                    Note(QueryMistakeKind.OperatorAlone, before, _at - before, Without(before, _at));
                }
            }
            else if (PeekOperator() is { Kind: Operator.Near } near)
            {
                _at += near.Length;
                ReadNear(parts, before, near.Number);
            }
            else if (ReadNot() is { } node)
            {
                parts.Add(node);
            }
        }

        return All(parts);
    }

    private void ReadNear(List<QueryNode> parts, int start, int distance)
    {
        var length = _at - start;
        // Of three words the middle one is near both.
        var (left, isChain) = parts.LastOrDefault() is NearNode before ? (before.Right, true) : (parts.LastOrDefault(), false);
        var right = HasOperand() ? ReadNot() : null;
        if (left is WordNode or PhraseNode && right is WordNode or PhraseNode)
        {
            if (++_nears > MaxNears)
            {
                // Each is a hundred questions to the index.
                Note(QueryMistakeKind.TooLong, start, length, null);
                parts.Add(right);
                return;
            }

            if (!isChain)
            {
                parts.RemoveAt(parts.Count - 1);
            }

            parts.Add(new NearNode(left, right, distance));
            return;
        }

        Note(QueryMistakeKind.NearAlone, start, length, Without(start, start + length));
        if (right is not null)
        {
            parts.Add(right);
        }
    }

    private QueryNode? ReadNot()
    {
        var start = _at;
        if (!TakeOperator(Operator.Not))
        {
            return ReadTerm();
        }

        if (!HasOperand())
        {
            Note(QueryMistakeKind.OperatorAlone, start, _at - start, Without(start, _at));
            return null;
        }

        // Two negations are none, and each may stand before the next.
        return Deeper(ReadNot) is { } child ? child is NotNode inner ? inner.Child : new NotNode(child, start) : null;
    }

    private QueryNode? ReadTerm()
    {
        SkipSpace();
        if (_text[_at] == '(')
        {
            return ReadGroup();
        }

        if (ClosingQuoteOf(_text[_at]) is { } closing)
        {
            return ReadPhrase(closing);
        }

        var start = _at;
        var field = ReadField();
        return _at > start ? field : ReadWord();
    }

    private QueryNode? ReadGroup()
    {
        var start = _at++;
        var node = Deeper(ReadOr);
        if (SkipSpace() && _text[_at] == ')')
        {
            _at++;
            if (node is null)
            {
                Note(QueryMistakeKind.EmptyGroup, start, _at - start, Without(start, _at));
            }
        }
        else
        {
            Note(QueryMistakeKind.GroupNotClosed, start, 1, _text + ")");
        }

        return node;
    }

    private PhraseNode? ReadPhrase(string closing)
    {
        var start = _at++;
        var end = _text.AsSpan(_at).IndexOfAny(closing);
        if (end < 0)
        {
            Note(QueryMistakeKind.QuoteNotClosed, start, 1, _text + closing[0]);
            end = _text.Length - _at;
        }

        var words = _text.Substring(_at, end);
        _at = Math.Min(_text.Length, _at + end + 1);
        return SearchWords.Of(words).Count > 0 && Counts() ? new PhraseNode(words, start, _at) : null;
    }

    /// <summary>A field and its value; nothing is read where there is none.</summary>
    private QueryNode? ReadField()
    {
        var (start, colon) = (_at, _at);
        while (colon < _text.Length && (char.IsLetter(_text[colon]) || Folding.IsInvisible(_text[colon]) || char.GetUnicodeCategory(_text[colon]) == UnicodeCategory.NonSpacingMark))
        {
            colon++;
        }

        if (colon == start || colon >= _text.Length || _text[colon] is not (':' or '：'))
        {
            return null;
        }

        var name = Folding.Key(_text[start..colon]);
        if (!Fields.TryGetValue(name, out var field))
        {
            NoteUnknownField(name, start, colon);
            return null;
        }

        _at = colon + 1;
        if (_at >= _text.Length || char.IsWhiteSpace(_text[_at]) || _text[_at] == ')')
        {
            Note(QueryMistakeKind.FieldEmpty, start, _at - start, Without(start, _at));
            return null;
        }

        return field is TextField place ? ReadTextField(place, start) : ReadFilter((ItemFilter)field, start);
    }

    private void NoteUnknownField(string name, int start, int colon)
    {
        // "https://…" and "Re: …" are no fields, and neither is a word that is like none.
        if (colon + 1 < _text.Length && !char.IsWhiteSpace(_text[colon + 1]) && _text[colon + 1] != '/'
            && Fields.Keys.MinBy(k => Distance(k, name)) is { } nearest && Distance(nearest, name) <= (name.Length > 4 ? 2 : 1))
        {
            Note(QueryMistakeKind.UnknownField, start, colon - start, _text[..start] + nearest + _text[colon..]);
        }
    }

    private FieldNode? ReadTextField(TextField field, int start) =>
        Deeper(() => _text[_at] == '(' ? ReadGroup() : ClosingQuoteOf(_text[_at]) is { } closing ? ReadPhrase(closing) : ReadWord()) is { } child
            ? new FieldNode(field, child, start) : null;

    private FilterNode? ReadFilter(ItemFilter filter, int start)
    {
        string value;
        if (ClosingQuoteOf(_text[_at]) is { } closing)
        {
            var from = ++_at;
            var end = _text.AsSpan(from).IndexOfAny(closing);
            end = end < 0 ? _text.Length : from + end;
            value = _text[from..end];
            _at = Math.Min(_text.Length, end + 1);
        }
        else
        {
            var from = _at;
            while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not (')' or '('))
            {
                _at++;
            }

            value = _text[from.._at];
        }

        value = string.Concat(value.Where(c => !Folding.IsInvisible(c))).Trim();
        var mistake = value.Length == 0 ? QueryMistakeKind.FieldEmpty
            : filter == ItemFilter.Date && !TryReadDates(value, out _, out _) ? QueryMistakeKind.DateNotUnderstood
            : filter == ItemFilter.Has && !Enum.TryParse<ItemTrait>(value, true, out _) ? QueryMistakeKind.UnknownTrait
            : filter == ItemFilter.In && SearchKinds.Of(value) is null ? QueryMistakeKind.UnknownKind
            : (QueryMistakeKind?)null;
        if (mistake is { } kind)
        {
            Note(kind, start, _at - start, Without(start, _at));
            return null;
        }

        return Counts() ? new FilterNode(filter, value, start, _at) : null;
    }

    private WordNode? ReadWord()
    {
        var start = _at;
        var isFuzzy = _text[_at] == '~';
        while (_at < _text.Length && !char.IsWhiteSpace(_text[_at]) && _text[_at] is not ('(' or ')' or '|' or '&') && (_at == start || ClosingQuoteOf(_text[_at]) is null || IsApostrophe(_at)))
        {
            _at++;
        }

        if (_at == start)
        {
            _at++; // a sign that is no word and begins none
            return null;
        }

        var written = _text[start.._at];
        var text = written.Trim('~', '*');
        if (SearchWords.Of(text) is not { Count: > 0 } words)
        {
            return null;
        }

        isFuzzy |= written.EndsWith('~');
        var isPrefix = written.EndsWith('*');
        if (isPrefix && words[^1].Folded.Length < ShortestPrefix)
        {
            Note(QueryMistakeKind.PrefixTooShort, start, _at - start, _text.Remove(_at - 1, 1));
            isPrefix = false;
        }

        return Counts() ? new WordNode(text, isPrefix ? WordMatch.Prefix : isFuzzy ? WordMatch.Fuzzy : WordMatch.Forms, start, _at) : null;
    }

    /// <summary>Between two letters a mark is no quotation mark.</summary>
    private bool IsApostrophe(int at) =>
        _text[at] is '\'' or '’' && at > 0 && char.IsLetter(_text[at - 1]) && at + 1 < _text.Length && char.IsLetter(_text[at + 1]);

    /// <summary>Whether one term more may be sought.</summary>
    private bool Counts()
    {
        if (++_terms == MaxTerms + 1)
        {
            Note(QueryMistakeKind.TooLong, _at, _text.Length - _at, null);
        }

        return _terms <= MaxTerms;
    }

    private QueryNode? Deeper(Func<QueryNode?> read)
    {
        if (_depth == MaxDepth)
        {
            Note(QueryMistakeKind.TooLong, _at, _text.Length - _at, null);
            _at = _text.Length;
            return null;
        }

        _depth++;
        var node = read();
        _depth--;
        return node;
    }

    private bool SkipSpace()
    {
        while (_at < _text.Length && (char.IsWhiteSpace(_text[_at]) || Folding.IsInvisible(_text[_at])))
        {
            _at++;
        }

        return _at < _text.Length;
    }

    /// <summary>Whether something stands here that an operator can take.</summary>
    private bool HasOperand() => SkipSpace() && _text[_at] != ')' && PeekOperator().Kind is null or Operator.Not;

    private bool TakeOperator(Operator wanted)
    {
        if (!SkipSpace() || PeekOperator() is not { Kind: { } kind, Length: var length } || kind != wanted)
        {
            return false;
        }

        _at += length;
        return true;
    }

    private (Operator? Kind, int Length, int Number) PeekOperator()
    {
        var rest = _text.AsSpan(_at);
        var after = rest.Length > 1 ? rest[1] : ' ';
        switch (rest.Length == 0 ? ' ' : rest[0])
        {
            case '|':
                return (Operator.Or, after == '|' ? 2 : 1, 0);
            case '&':
                return (Operator.And, after == '&' ? 2 : 1, 0);
            case '+' when !char.IsWhiteSpace(after):
                return (Operator.And, 1, 0);
            case '-' or '!' or '−' or '–' when !char.IsWhiteSpace(after):
                return (Operator.Not, 1, 0);
        }

        var length = rest.IndexOfAny(OperatorEnds);
        var word = length < 0 ? rest : rest[..length];
        if (word is "AND" or "И")
        {
            return (Operator.And, word.Length, 0);
        }

        if (word is "OR" or "ИЛИ")
        {
            return (Operator.Or, word.Length, 0);
        }

        if (word is "NOT" or "НЕ")
        {
            return (Operator.Not, word.Length, 0);
        }

        return word.StartsWith("near", StringComparison.OrdinalIgnoreCase) && NearOf(word[4..]) is { } near ? (Operator.Near, word.Length, near) : (null, 0, 0);

        // In small letters "near" is a word, "near/5" is none.
        int? NearOf(ReadOnlySpan<char> number) => number.Length == 0
            ? _text.AsSpan(_at).StartsWith("NEAR") ? DefaultNear : null
            : number[0] == '/' && int.TryParse(Folding.Key(number[1..].ToString()), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? Math.Clamp(n, 1, MaxNear) : null;
    }

    private void Note(QueryMistakeKind kind, int start, int length, string? mended)
    {
        if (!_mistakes.Exists(m => m.Kind == kind && m.Start == start))
        {
            _mistakes.Add(new(kind, start, length, mended?.Trim()));
        }
    }

    private string Without(int start, int end) => string.Join(' ', new[] { _text[..start].TrimEnd(), _text[end..].TrimStart() }.Where(p => p.Length > 0));

    private static QueryNode? All(List<QueryNode> parts) => parts.Count switch { 0 => null, 1 => parts[0], _ => new AndNode(parts) };

    private static string? ClosingQuoteOf(char c) => c switch
    {
        '"' => "\"“”",
        '“' or '”' or '„' or '‟' => "”“\"",
        '«' => "»",
        '»' => "«",
        '‹' => "›",
        '「' => "」",
        _ => null,
    };

    /// <summary>How many letters must be changed, added, dropped to make one of the other.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[b.Length];
    }

    private enum Operator
    {
        And,
        Or,
        Not,
        Near,
    }
}
