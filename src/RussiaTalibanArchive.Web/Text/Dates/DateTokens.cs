using System.Globalization;
using System.Text;

namespace RussiaTalibanArchive.Web.Text.Dates;

internal enum DateTokenKind : byte
{
    Word,
    Number,
    Mark,
}

/// <summary>A word, a number or one other character, with its place in the text in UTF-16 code units.</summary>
internal readonly record struct DateToken
{
    public DateTokenKind Kind { get; init; }
    public int Start { get; init; }
    public int End { get; init; }

    /// <summary>Where the listed word begins, after a conjunction or preposition written together with it.</summary>
    public int TermStart { get; init; }

    /// <summary>White space before the token, in characters; a second line break counts as too much.</summary>
    public int Gap { get; init; }

    public int Value { get; init; }
    public int Digits { get; init; }
    public bool HasPersianDigits { get; init; }
    public bool HasWesternDigits { get; init; }
    public char Mark { get; init; }

    /// <summary>How many letters the word has, folded.</summary>
    public int Letters { get; init; }

    /// <summary>What the word means in dates; <see langword="null"/> for every other word.</summary>
    public DateWord? Word { get; init; }

    public bool Touches => Gap == 0;
}

/// <summary>Cuts a text into tokens. Letters are folded to look words up; places are those of the text as it stands.</summary>
internal static class DateTokens
{
    private const int TooWide = 100;

    public static DateToken[] Read(string text)
    {
        var tokens = new List<DateToken>((text.Length / 5) + 8);
        var (gap, breaks) = (0, 0);
        for (var at = 0; at < text.Length;)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c))
            {
                breaks += c is '\n' or '\u2029' || (c == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')) ? 1 : 0;
                gap++;
                at++;
                continue;
            }

            if (DateFold.IsIgnored(c))
            {
                at++;
                continue;
            }

            var token = DateFold.Digit(c) >= 0 ? ReadNumber(text, at)
                : char.IsLetter(c) ? ReadWord(text, at)
                : new DateToken { Kind = DateTokenKind.Mark, Start = at, TermStart = at, End = at + 1, Mark = c };
            tokens.Add(token with { Gap = breaks > 1 ? TooWide : gap });
            at = token.End;
            (gap, breaks) = (0, 0);
        }

        return [.. tokens];
    }

    private static DateToken ReadNumber(string text, int start)
    {
        var (value, digits, end) = (0, 0, start);
        var (persian, western) = (false, false);
        for (var at = start; at < text.Length; at++)
        {
            var digit = DateFold.Digit(text[at]);
            if (digit >= 0)
            {
                value = digits < 8 ? (value * 10) + digit : value;
                persian |= text[at] is >= '۰' and <= '۹';
                western |= text[at] is >= '0' and <= '9';
                digits++;
                end = at + 1;
            }
            else if (!DateFold.IsIgnored(text[at]))
            {
                break;
            }
        }

        return new DateToken
        {
            Kind = DateTokenKind.Number,
            Start = start,
            TermStart = start,
            End = end,
            Value = value,
            Digits = digits,
            HasPersianDigits = persian,
            HasWesternDigits = western,
        };
    }

    private static DateToken ReadWord(string text, int start)
    {
        Span<char> folded = stackalloc char[DateWords.MaxLength + 8];
        Span<int> places = stackalloc int[folded.Length];
        var (length, end) = (0, start);
        for (var at = start; at < text.Length; at++)
        {
            var c = text[at];
            if (DateFold.IsIgnored(c))
            {
                // Marks belong to the letter before them; direction marks and joiners to nobody.
                end = DateFold.IsFormat(c) ? end : at + 1;
                continue;
            }

            if (!char.IsLetter(c))
            {
                break;
            }

            end = at + 1;
            length = DateFold.Append(c, at, folded, places, length);
        }

        var (word, skipped) = length <= DateWords.MaxLength + 2 ? DateWords.Find(folded[..length]) : (null, 0);
        return new DateToken
        {
            Kind = DateTokenKind.Word,
            Start = start,
            TermStart = skipped == 0 ? start : places[skipped],
            End = end,
            Letters = length,
            Word = word,
        };
    }
}

/// <summary>Makes spellings of one word equal. Dates fold more than search does: every yeh is one letter, every alef another.</summary>
internal static class DateFold
{
    public static int Digit(char c) => c switch
    {
        >= '0' and <= '9' => c - '0',
        >= '٠' and <= '٩' => c - '٠',
        >= '۰' and <= '۹' => c - '۰',
        _ => -1,
    };

    /// <summary>Vowel signs, tatweel and other combining marks, direction marks, joiners, soft hyphens.</summary>
    public static bool IsIgnored(char c) => c switch
    {
        < '\u00AD' or >= 'ء' and <= 'غ' or >= 'ف' and <= 'ي' or >= '\u0400' and <= '\u0481' => false,
        'ـ' => true,
        _ => char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark,
    };

    public static bool IsFormat(char c) => char.GetUnicodeCategory(c) == UnicodeCategory.Format;

    public static string Text(string word)
    {
        Span<char> folded = stackalloc char[word.Length * 2];
        Span<int> places = stackalloc int[folded.Length];
        var length = 0;
        foreach (var c in word.Where(c => !IsIgnored(c)))
        {
            length = Append(c, 0, folded, places, length);
        }

        return folded[..length].ToString();
    }

    /// <summary>Adds a folded letter, or the letters of a ligature. What does not fit is dropped.</summary>
    public static int Append(char c, int place, Span<char> folded, Span<int> places, int length)
    {
        if (c is not (>= '\uFB50' and <= '\uFDFF' or >= '\uFE70' and <= '\uFEFC'))
        {
            return Add(Letter(c), place, folded, places, length);
        }

        foreach (var part in c.ToString().Normalize(NormalizationForm.FormKC))
        {
            length = char.IsLetter(part) && part != 'ـ' ? Add(Letter(part), place, folded, places, length) : length;
        }

        return length;
    }

    private static int Add(char letter, int place, Span<char> folded, Span<int> places, int length)
    {
        if (length == folded.Length)
        {
            return length;
        }

        (folded[length], places[length]) = (letter, place);
        return length + 1;
    }

    private static char Letter(char c) => c switch
    {
        'أ' or 'إ' or 'آ' or 'ٱ' or 'ٲ' or 'ٳ' => 'ا',
        'ى' or 'ی' or 'ې' or 'ۍ' or 'ئ' or 'ێ' or 'ے' => 'ي',
        'ؤ' => 'و',
        'ة' or 'ۀ' or 'ە' or 'ۃ' or 'ۂ' or 'ہ' or 'ھ' => 'ه',
        'ک' or 'ڪ' => 'ك',
        'ګ' => 'گ',
        'ډ' => 'د',
        'ё' or 'Ё' => 'е',
        'й' or 'Й' => 'и',
        _ => char.ToLowerInvariant(c),
    };
}
