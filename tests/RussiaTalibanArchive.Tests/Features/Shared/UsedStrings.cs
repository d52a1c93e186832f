using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Tests.Features.Shared;

/// <summary>
/// Finds the strings that C# and Razor sources send through the resources: string literals at the place of a call where
/// the code base passes such strings. It reads literals and brackets as C# does, so quotes inside strings and commas inside
/// arguments mislead nobody; it knows nothing else of the language.
/// </summary>
internal static partial class UsedStrings
{
    /// <summary>The keys of one source file, in its order.</summary>
    /// <exception cref="FormatException">A key is put together while running, so that nobody can know it beforehand.</exception>
    public static IEnumerable<string> In(string source)
    {
        foreach (Match call in Calls().Matches(source))
        {
            var arguments = new Reader(source, call.Index + call.Length).Arguments();
            var place = call.Groups["indexer"].Success || call.Groups["first"].Success ? 0 : call.Groups["required"].Success ? 2 : 1;
            foreach (var literal in place < arguments.Count ? arguments[place] : [])
            {
                if (call.Groups["count"].Success && !literal.Text.Contains('|', StringComparison.Ordinal))
                {
                    continue; // Another Count, such as that of a sequence.
                }

                yield return literal.IsWhole ? literal.Text : throw new FormatException($"A key with gaps filled too early: {literal.Text}");
            }
        }
    }

    /// <summary>What stands before the arguments: the interface's words, counts, what is wrong with a field, and why a file cannot be read.</summary>
    [GeneratedRegex("""
        (?<![\w.])(?<indexer>L|Words|words)\[
        | \b(?:L|Words|words)\.(?<count>Count)\(
        | \b(?:checks\.Add|(?<![\w.])Add|new\ Problem)\(
        | \b(?<required>RequiredLine)\(
        | \bRefusePart\(
        | \b(?<first>Words\.Key|new\ UnreadableException|new\ JobEnd)\(
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Calls();

    /// <summary>A literal as it reads when compiled; not whole when it is interpolated.</summary>
    private readonly record struct Literal(string Text, bool IsWhole);

    /// <summary>Reads on from just behind an opening bracket.</summary>
    private sealed class Reader(string source, int at)
    {
        private const char Quote = '"';
        private int _at = at;

        /// <summary>The literals in each argument, down to any depth, until the bracket closes.</summary>
        public List<List<Literal>> Arguments()
        {
            List<List<Literal>> arguments = [[]];
            for (var depth = 0; _at < source.Length;)
            {
                switch (source[_at])
                {
                    case Quote or '$' or '@' when AtLiteral() is { } prefix:
                        arguments[^1].Add(ReadLiteral(prefix));
                        continue;
                    case '\'':
                        SkipCharacter();
                        continue;
                    case '/' when source[_at + 1] == '/':
                        _at = source.IndexOf('\n', _at);
                        continue;
                    case '(' or '[' or '{':
                        depth++;
                        break;
                    case ')' or ']' or '}' when depth-- == 0:
                        return arguments;
                    case ',' when depth == 0:
                        arguments.Add([]);
                        break;
                }

                _at++;
            }

            throw new FormatException("A bracket is never closed.");
        }

        /// <summary>The <c>$</c> and <c>@</c> before the quote of a literal that begins here.</summary>
        private string? AtLiteral()
        {
            var quote = _at;
            while (quote < source.Length && source[quote] is '$' or '@')
            {
                quote++;
            }

            return quote < source.Length && source[quote] == Quote ? source[_at..quote] : null;
        }

        private Literal ReadLiteral(string prefix)
        {
            _at += prefix.Length;
            var quotes = source.AsSpan(_at).IndexOfAnyExcept(Quote);
            if (quotes >= 3)
            {
                var fence = new string(Quote, quotes);
                var start = _at + quotes;
                var end = source.IndexOf(fence, start, StringComparison.Ordinal);
                _at = end + quotes;
                return new(source[start..end], !prefix.Contains('$', StringComparison.Ordinal));
            }

            _at++;
            var isVerbatim = prefix.Contains('@', StringComparison.Ordinal);
            var isInterpolated = prefix.Contains('$', StringComparison.Ordinal);
            var text = new StringBuilder();
            while (true)
            {
                switch (source[_at])
                {
                    case Quote when isVerbatim && source[_at + 1] == Quote:
                        text.Append(Quote);
                        _at += 2;
                        break;
                    case Quote:
                        _at++;
                        return new(text.ToString(), !isInterpolated);
                    case '\\' when !isVerbatim:
                        text.Append(ReadEscape());
                        break;
                    case '{' when isInterpolated && source[_at + 1] != '{':
                        _at++;
                        Arguments(); // Literals within the gap are read, so that their quotes do not end this one.
                        _at++;
                        break;
                    case var letter:
                        text.Append(letter);
                        _at++;
                        break;
                }
            }
        }

        private char ReadEscape()
        {
            var letter = source[_at + 1];
            _at += 2;
            if (letter != 'u')
            {
                return letter switch { 'n' => '\n', 't' => '\t', _ => letter };
            }

            _at += 4;
            return (char)ushort.Parse(source.AsSpan(_at - 4, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        }

        private void SkipCharacter() => _at = source.IndexOf('\'', _at + (source[_at + 1] == '\\' ? 3 : 2)) + 1;
    }
}
