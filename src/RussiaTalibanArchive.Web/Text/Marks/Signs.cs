using System.Globalization;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>What kinds of signs a text is made of, as far as hidden marks are concerned. Source: Unicode 16, DerivedCoreProperties (Default_Ignorable_Code_Point).</summary>
internal static class Signs
{
    public const int ZeroWidthSpace = 0x200B;
    public const int NonJoiner = 0x200C;
    public const int Joiner = 0x200D;
    public const int WordJoiner = 0x2060;
    public const int ByteOrderMark = 0xFEFF;
    public const int SoftHyphen = 0xAD;
    public const int GraphemeJoiner = 0x034F;
    public const int MongolianSeparator = 0x180E;

    private static readonly SignClass[] Table = BuildTable();

    /// <summary>The code point at <paramref name="at"/>; a lone surrogate stands for itself.</summary>
    public static int CodePointAt(string text, int at) =>
        at + 1 < text.Length && char.IsSurrogatePair(text[at], text[at + 1]) ? char.ConvertToUtf32(text[at], text[at + 1]) : text[at];

    /// <summary>The code point that ends before <paramref name="at"/>, or -1 at the start.</summary>
    public static int CodePointBefore(string text, int at) => at <= 0 ? -1
        : at > 1 && char.IsSurrogatePair(text[at - 2], text[at - 1]) ? char.ConvertToUtf32(text[at - 2], text[at - 1]) : text[at - 1];

    public static int Width(int codePoint) => codePoint > 0xFFFF ? 2 : 1;

    public static SignClass ClassOf(char c) => Table[c];

    public static SignClass ClassOf(int codePoint) => codePoint < 0 ? SignClass.Other
        : codePoint <= 0xFFFF ? Table[codePoint]
        : codePoint switch
        {
            >= 0xE0000 and <= 0xE007F => SignClass.Tag,
            >= 0xE0100 and <= 0xE01EF => SignClass.VariationSelector,
            >= 0xE0080 and <= 0xE0FFF or >= 0x1BCA0 and <= 0x1BCA3 or >= 0x1D173 and <= 0x1D17A => SignClass.ZeroWidth,
            >= 0x1D400 and <= 0x1D7CB => SignClass.Letter,
            _ => char.IsLetter(char.ConvertFromUtf32(codePoint), 0) ? SignClass.Letter : SignClass.Other,
        };

    /// <summary>Whether a reader sees nothing of it.</summary>
    public static bool IsInvisible(SignClass c) => c is >= SignClass.ZeroWidth and <= SignClass.Control;

    public static bool IsLetter(int codePoint) => ClassOf(codePoint) is SignClass.Letter or SignClass.RightToLeft;

    /// <summary>Whether zero-width joiners have work to do beside it: Arabic, Syriac, Indic and their neighbours, Mongolian.</summary>
    public static bool IsJoining(int codePoint) => codePoint is (>= 0x0600 and <= 0x08FF) or (>= 0x0900 and <= 0x109F)
        or (>= 0x1780 and <= 0x18AF) or (>= 0xA840 and <= 0xABFF) or (>= 0xFB50 and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFC)
        or (>= 0x10D00 and <= 0x11FFF) or (>= 0x1E900 and <= 0x1E95F);

    /// <summary>Whether zero-width spaces part words beside it: Thai, Lao, Tibetan, Myanmar, Khmer.</summary>
    public static bool IsWrittenWithoutSpaces(int codePoint) =>
        codePoint is (>= 0x0E00 and <= 0x0FFF) or (>= 0x1000 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x1950 and <= 0x1AAF);

    public static bool IsHangul(int codePoint) => codePoint is (>= 0x1100 and <= 0x11FF) or (>= 0x3130 and <= 0x318F) or (>= 0xA960 and <= 0xD7FF);

    public static bool IsIdeograph(int codePoint) =>
        codePoint is (>= 0x2E80 and <= 0x303F) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0xFF00 and <= 0xFF0F) or (>= 0x20000 and <= 0x3FFFF);

    /// <summary>Whether it may be drawn as an emoji, alone or in a sequence.</summary>
    public static bool IsEmoji(int codePoint) => codePoint is (>= 0x2190 and <= 0x2BFF) or (>= 0x1F000 and <= 0x1FAFF) or 0xA9 or 0xAE or 0x203C or 0x2049
        or 0x2122 or 0x2139 or 0x3030 or 0x303D or 0x3297 or 0x3299 or 0x20E3 or '#' or '*' or (>= '0' and <= '9');

    public static bool IsDirectionMark(int codePoint) => codePoint is 0x200E or 0x200F or 0x061C;

    public static bool IsSpace(char c) => c is ' ' or '\t' || Table[c] == SignClass.UnusualSpace;

    private static SignClass[] BuildTable()
    {
        var table = new SignClass[0x10000];
        for (var c = 0; c < table.Length; c++)
        {
            table[c] = Classify((char)c);
        }

        return table;
    }

    private static SignClass Classify(char c) => c switch
    {
        ' ' or '\t' => SignClass.Space,
        '\n' or '\f' or '\r' or '\u0085' or '\u2028' or '\u2029' => SignClass.LineEnd,
        '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' or '\u180E' or (>= '\u2061' and <= '\u2065')
            or '\u115F' or '\u1160' or '\u3164' or '\uFFA0' or '\u17B4' or '\u17B5' or (>= '\uFFF0' and <= '\uFFF8') => SignClass.ZeroWidth,
        (>= '\uFE00' and <= '\uFE0F') or (>= '\u180B' and <= '\u180D') or '\u180F' => SignClass.VariationSelector,
        '\u00AD' => SignClass.SoftHyphen,
        '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => SignClass.Direction,
        '\u034F' or (>= '\u206A' and <= '\u206F') or (>= '\uFFF9' and <= '\uFFFB') or (>= '\u007F' and <= '\u009F') => SignClass.Control,
        '\u00A0' or '\u1680' or (>= '\u2000' and <= '\u200A') or '\u202F' or '\u205F' or '\u3000' or '\u2800' => SignClass.UnusualSpace,
        (>= '\u2160' and <= '\u2188') => SignClass.Letter,
        '\u00AA' or '\u00B5' or '\u00BA' or (>= '\u02B0' and <= '\u02FF') => SignClass.Other,
        _ => CharUnicodeInfo.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark => SignClass.Mark,
            UnicodeCategory.DecimalDigitNumber => SignClass.Digit,
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => IsRightToLeft(c) ? SignClass.RightToLeft : SignClass.Letter,
            _ => SignClass.Other,
        },
    };

    private static bool IsRightToLeft(char c) => c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');
}

internal enum SignClass : byte
{
    Other,
    Letter,

    /// <summary>A letter written from right to left.</summary>
    RightToLeft,
    Digit,
    Mark,
    Space,
    UnusualSpace,
    LineEnd,

    // What follows is invisible.
    ZeroWidth,
    Tag,
    VariationSelector,
    SoftHyphen,
    Direction,
    Control,
}
