namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>Where signs that nobody sees have work to do, whatever the language.</summary>
internal static class InvisibleRules
{
    private const int BlackFlag = 0x1F3F4;
    private const int CancelTag = 0xE007F;
    private const int EmojiSelector = 0xFE0F;

    /// <summary>Whether the tags make a flag emoji with what stands before them, such as that of Scotland.</summary>
    public static bool IsFlag(string text, int start, int end, int before) => before == BlackFlag
        && Signs.CodePointBefore(text, end) == CancelTag
        && TagLetters(text, start, end) is { Length: >= 3 and <= 6 } letters && letters.All(char.IsAsciiLetterOrDigit);

    /// <summary>What the tags spell in ASCII.</summary>
    public static string TagLetters(string text, int start, int end) => string.Concat(
        text[start..end].EnumerateRunes().Select(r => r.Value & 0x7F).Where(v => v is >= ' ' and <= '~').Select(v => (char)v));

    public static bool IsUsualSelector(int selector, int before) => selector switch
    {
        0xFE0E or EmojiSelector => Signs.IsEmoji(before) || Signs.IsIdeograph(before),
        >= 0xE0100 => Signs.IsIdeograph(before),
        >= 0x180B and <= 0x180F => IsMongolian(before),
        // Mathematical signs, Myanmar, Phags-pa, ideographs, the slashed zero.
        _ => Signs.IsIdeograph(before) || before is (>= 0x2200 and <= 0x22FF) or (>= 0x2A00 and <= 0x2AFF) or (>= 0x1000 and <= 0x109F) or (>= 0xA840 and <= 0xAA7F) or '0',
    };

    /// <summary>Whether the joiner at <paramref name="at"/> makes one emoji of two.</summary>
    public static bool IsEmojiJoin(string text, int at, int after)
    {
        var before = Signs.CodePointBefore(text, at);
        return Signs.IsEmoji(after) && (Signs.IsEmoji(before) || (before == EmojiSelector && Signs.IsEmoji(Signs.CodePointBefore(text, at - 1))));
    }

    /// <summary>A grapheme joiner between two combining marks: Hebrew has it, and the archive puts it after 30 marks.</summary>
    public static bool IsNeededJoiner(int sign, int before, int after) => sign == Signs.GraphemeJoiner
        && Signs.ClassOf(before) == SignClass.Mark && Signs.ClassOf(after) == SignClass.Mark;

    public static bool IsMongolian(int codePoint) => codePoint is >= 0x1800 and <= 0x18AF;

    /// <summary>Whether the sign without width parts words, or fills a syllable, in a writing that needs that.</summary>
    public static bool IsNeededFiller(int sign, int before, int after) => sign switch
    {
        Signs.ZeroWidthSpace => Signs.IsWrittenWithoutSpaces(before) || Signs.IsWrittenWithoutSpaces(after),
        Signs.MongolianSeparator => IsMongolian(before),
        0x115F or 0x1160 or 0x3164 or 0xFFA0 => Signs.IsHangul(before) || Signs.IsHangul(after),
        0x17B4 or 0x17B5 => Signs.IsWrittenWithoutSpaces(before),
        _ => false,
    };
}
