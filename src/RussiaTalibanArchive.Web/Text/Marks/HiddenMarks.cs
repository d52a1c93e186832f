using System.Buffers;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>
/// Finds and removes what may tell one copy of a paper from another (canary traps): signs that nobody sees, letters that look
/// like others, spaces in patterns. Two other channels, wording and layout, only show when two copies are compared.
/// </summary>
public static class HiddenMarks
{
    /// <summary>The most marks of one kind that are listed: a list with as many may be cut.</summary>
    public const int MaxPerKind = 1000;

    /// <summary>The most code points that one mark lists.</summary>
    public const int MaxCodePoints = 64;

    // With the high surrogates of tags and selectors, of shorthand and of musical controls.
    private static readonly SearchValues<char> Invisible = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => Signs.IsInvisible(Signs.ClassOf(c))), '\uDB40', '\uD82F', '\uD834']);

    private static readonly SearchValues<char> Direction = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => Signs.ClassOf(c) == SignClass.Direction)]);

    private static readonly SearchValues<char> RightToLeft = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => Signs.ClassOf(c) == SignClass.RightToLeft)]);

    /// <summary>
    /// What is suspicious in a text, in the order of the text. Zero-width non-joiners in Persian, Dari and Pashto, joiners and
    /// direction marks in Arabic script, Cyrillic words among Latin ones and the typography of Russian and French are ordinary.
    /// Takes time linear in the length of the text.
    /// </summary>
    /// <param name="text">Any text. What was recognised from a picture (OCR) holds no hidden mark of the file, but slips that look like some.</param>
    /// <param name="language">Its BCP 47 language; <see langword="null"/> to guess.</param>
    public static IReadOnlyList<HiddenMark> Find(string text, string? language)
    {
        ArgumentNullException.ThrowIfNull(text);
        var marks = new MarkList(text);
        var primary = (language ?? LanguageGuess.Of(text) ?? "").Split('-')[0];
        var hasRightToLeft = text.AsSpan().ContainsAny(RightToLeft);
        var words = new WordMarks(text, marks).Judge();
        JudgeInvisible(text, new InvisibleMarks(text, marks, hasRightToLeft && primary is not ("en" or "ru")), words);
        JudgeDirections(text, new DirectionMarks(text, marks, hasRightToLeft));
        new SpaceMarks(text, marks).Judge();
        new PunctuationMarks(text, marks).Judge();
        if (hasRightToLeft)
        {
            new ArabicMarks(text, marks, isPashto: primary == "ps").Judge();
        }

        return marks.InOrder();
    }

    /// <summary>
    /// The form in which a text leaves the archive: without the signs that nobody sees, unless they shape Arabic or other joining
    /// letters, emoji or direction; look-alike letters and punctuation as their word has them; spaces plain and single. Every
    /// letter that a reader sees stays. In NFC, and idempotent.
    /// </summary>
    /// <remarks>The typing of yeh, kaf and heh stays as well: it is spelling, which quotations must match.</remarks>
    public static string Clean(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TextCleaning.Clean(text);
    }

    /// <summary>Where the run of invisible signs ends that begins at <paramref name="start"/>.</summary>
    internal static int InvisibleEnd(string text, int start)
    {
        var end = start;
        while (end < text.Length && Signs.CodePointAt(text, end) is var codePoint && Signs.IsInvisible(Signs.ClassOf(codePoint)))
        {
            end += Signs.Width(codePoint);
        }

        return end;
    }

    private static void JudgeInvisible(string text, InvisibleMarks invisible, int words)
    {
        for (var at = 0; at < text.Length;)
        {
            var next = text.AsSpan(at).IndexOfAny(Invisible);
            if (next < 0)
            {
                break;
            }

            var end = InvisibleEnd(text, at += next);
            if (end > at)
            {
                invisible.Judge(at, end);
            }

            at = Math.Max(end, at + 1);
        }

        invisible.Finish(words);
    }

    private static void JudgeDirections(string text, DirectionMarks directions)
    {
        for (var at = text.AsSpan().IndexOfAny(Direction); at >= 0;)
        {
            var start = text.AsSpan(0, at).LastIndexOfAny('\n', '\f') + 1;
            var length = text.AsSpan(at).IndexOfAny('\n', '\f');
            var end = length < 0 ? text.Length : at + length;
            directions.JudgeLine(start, end);
            var next = text.AsSpan(end).IndexOfAny(Direction);
            at = next < 0 ? -1 : end + next;
        }
    }
}
