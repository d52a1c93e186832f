using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>
/// Reads Turtle without what vocabularies do not use: nested blank nodes and lists are refused.
/// Source: RDF 1.1 Turtle, W3C Recommendation of 25 February 2014, section 6.5.
/// </summary>
internal sealed partial class TurtleReader(string text)
{
    public const string Type = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";

    private static readonly SearchValues<char> NotInAddresses = SearchValues.Create(" \n\"{}|^`");

    private readonly Dictionary<string, string> _prefixes = [];
    private readonly List<RdfStatement> _statements = [];
    private Uri? _base;
    private int _at;

    /// <exception cref="FormatException">The text is not Turtle, or has what is refused; the message is the number of the line.</exception>
    public static IReadOnlyList<RdfStatement> Read(string text)
    {
        var reader = new TurtleReader(text);
        while (reader.SkipBlanks())
        {
            reader.ReadStatement();
        }

        return reader._statements;
    }

    private void ReadStatement()
    {
        if (Take(Directive()) is { } directive)
        {
            var isSparql = directive[0] != '@';
            if (directive.EndsWith("prefix", StringComparison.OrdinalIgnoreCase))
            {
                var prefix = Need(PrefixName())[..^1];
                _prefixes[prefix] = ReadAddress();
            }
            else
            {
                _base = Uri.TryCreate(ReadAddress(), UriKind.Absolute, out var address) ? address : throw Wrong();
            }

            if (!isSparql)
            {
                Expect('.');
            }

            return;
        }

        var subject = ReadAddress();
        do
        {
            if (Next() == '.')
            {
                break; // A semicolon may stand before the end.
            }

            var property = Take(A()) is null ? ReadAddress() : Type;
            do
            {
                _statements.Add(new(subject, property, ReadValue()));
            }
            while (Took(','));
        }
        while (TookAll(';'));
        Expect('.');
    }

    private RdfValue ReadValue()
    {
        if (Next() is '"' or '\'')
        {
            var literal = ReadText();
            if (_at < text.Length && text[_at] == '@')
            {
                _at++;
                return new(literal, LanguageTag().Match(text, _at) is { Success: true } tag ? Moved(tag) : throw Wrong());
            }

            if (_at + 1 < text.Length && text[_at] == '^' && text[_at + 1] == '^')
            {
                _at += 2;
                ReadAddress();
            }

            return new(literal);
        }

        return Take(Bare()) is { } bare ? new(bare) : new(ReadAddress(), IsAddress: true);
    }

    private string ReadAddress()
    {
        if (Next() == '<')
        {
            var end = text.IndexOf('>', _at);
            var address = end < 0 ? throw Wrong() : Unescape(text[(_at + 1)..end]);
            if (address.AsSpan().ContainsAny(NotInAddresses))
            {
                throw Wrong();
            }

            _at = end + 1;
            return _base is not null && Uri.TryCreate(_base, address, out var whole) ? whole.AbsoluteUri : address;
        }

        var name = Need(PrefixedName());
        var colon = name.IndexOf(':', StringComparison.Ordinal);
        return name[..colon] == "_" ? name
            : _prefixes.TryGetValue(name[..colon], out var prefix) ? prefix + LocalEscape().Replace(name[(colon + 1)..], "$1") : throw Wrong();
    }

    private string ReadText()
    {
        var quote = text[_at];
        var triple = new string(quote, 3);
        var end = string.CompareOrdinal(text, _at, triple, 0, 3) == 0 ? triple : quote.ToString();
        var start = _at += end.Length;
        for (; _at < text.Length && string.CompareOrdinal(text, _at, end, 0, end.Length) != 0; _at++)
        {
            if (text[_at] == '\\')
            {
                _at++;
            }
            else if (end.Length == 1 && text[_at] is '\n' or '\r')
            {
                throw Wrong();
            }
        }

        if (_at >= text.Length)
        {
            throw Wrong();
        }

        // A long text may end in a quotation mark of its own.
        while (end.Length == 3 && _at + 3 < text.Length && text[_at + 3] == quote)
        {
            _at++;
        }

        var literal = Unescape(text[start.._at]);
        _at += end.Length;
        return literal;
    }

    private string Unescape(string escaped)
    {
        var plain = new StringBuilder(escaped.Length);
        for (var i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] != '\\')
            {
                plain.Append(escaped[i]);
                continue;
            }

            var mark = ++i < escaped.Length ? escaped[i] : throw Wrong();
            var digits = mark == 'u' ? 4 : mark == 'U' ? 8 : 0;
            if (digits > 0)
            {
                var isNumber = int.TryParse(escaped.AsSpan(i + 1, Math.Min(digits, escaped.Length - i - 1)), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code);
                plain.Append(isNumber && i + digits < escaped.Length && Rune.TryCreate(code, out var rune) ? rune.ToString() : throw Wrong());
                i += digits;
                continue;
            }

            plain.Append("tbnrf\"'\\".IndexOf(mark, StringComparison.Ordinal) is var at and >= 0 ? "\t\b\n\r\f\"'\\"[at] : throw Wrong());
        }

        return plain.ToString();
    }

    private bool SkipBlanks()
    {
        while (_at < text.Length && (char.IsWhiteSpace(text[_at]) || text[_at] == '#'))
        {
            _at = text[_at] != '#' ? _at + 1 : text.IndexOf('\n', _at) is var end and >= 0 ? end : text.Length;
        }

        return _at < text.Length;
    }

    private char Next() => SkipBlanks() ? text[_at] : throw Wrong();

    private bool Took(char mark)
    {
        var took = Next() == mark;
        _at += took ? 1 : 0;
        return took;
    }

    private bool TookAll(char mark)
    {
        var took = false;
        while (Took(mark))
        {
            took = true;
        }

        return took;
    }

    private void Expect(char mark)
    {
        if (!Took(mark))
        {
            throw Wrong();
        }
    }

    private string? Take(Regex what)
    {
        SkipBlanks();
        return what.Match(text, _at) is { Success: true } found ? Moved(found) : null;
    }

    private string Need(Regex what) => Take(what) ?? throw Wrong();

    private string Moved(Match found)
    {
        _at += found.Length;
        return found.Value;
    }

    private FormatException Wrong() => new((text.AsSpan(0, Math.Min(_at, text.Length)).Count('\n') + 1).ToString(CultureInfo.InvariantCulture));

    [GeneratedRegex(@"\G(@prefix|@base|(?i:PREFIX|BASE)(?=\s))")]
    private static partial Regex Directive();

    [GeneratedRegex(@"\G([\p{L}\p{N}_][\p{L}\p{M}\p{N}_.-]*)?:")]
    private static partial Regex PrefixName();

    [GeneratedRegex(@"\G[\p{L}\p{N}_]?[\p{L}\p{M}\p{N}_-]*:([\p{L}\p{M}\p{N}_:-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-]|\.(?=[\p{L}\p{M}\p{N}_:%\\.-]))*")]
    private static partial Regex PrefixedName();

    [GeneratedRegex(@"\G[A-Za-z]+(-[A-Za-z0-9]+)*")]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"\Ga(?=[\s<])")]
    private static partial Regex A();

    [GeneratedRegex(@"\G(true\b|false\b|[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?)")]
    private static partial Regex Bare();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex LocalEscape();
}
