using System.Buffers;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>
/// Judges how Arabic letters are typed. Arabic and Persian keyboards have a yeh, a kaf and a heh of their own that look
/// alike within a word; most texts keep to one, and a few words that do not are worth a look. Pashto needs both yehs.
/// </summary>
internal sealed class ArabicMarks(string text, MarkList marks, bool isPashto)
{
    /// <summary>Fewer letters than this show no habit.</summary>
    private const int MinLetters = 50;

    /// <summary>Out of a hundred letters, more than this are a second habit and no exception.</summary>
    private const int MaxPercent = 2;

    private static readonly (char Arabic, string Others)[] Typings = [('ي', "ی"), ('ك', "ک"), ('ه', "ہەھ")];

    private static readonly SearchValues<char> PresentationForms = SearchValues.Create(
        [.. Enumerable.Range(0xFB50, 0xFC5E - 0xFB50).Concat(Enumerable.Range(0xFC64, 0xFCF2 - 0xFC64)).Concat(Enumerable.Range(0xFE80, 0xFEFD - 0xFE80)).Select(c => (char)c)]);

    /// <summary>Forms for the beginning of a word. Alone they are signs of their own: ﻫ for the Hijri year, ﺑ for "with" before a quotation.</summary>
    private static readonly SearchValues<char> InitialForms = SearchValues.Create(
        "\uFB54\uFB58\uFB5C\uFB60\uFB64\uFB68\uFB6C\uFB70\uFB74\uFB78\uFB7C\uFB80\uFB90\uFB94\uFB98\uFB9C\uFBA2\uFBA8" +
        "\uFBAC\uFBD5\uFBE6\uFBE8\uFBFE\uFE8B\uFE91\uFE97\uFE9B\uFE9F\uFEA3\uFEA7\uFEB3\uFEB7\uFEBB\uFEBF\uFEC3\uFEC7" +
        "\uFECB\uFECF\uFED3\uFED7\uFEDB\uFEDF\uFEE3\uFEE7\uFEEB\uFEF3");

    private static readonly SearchValues<char> Letters = SearchValues.Create(
        [.. Enumerable.Range(0x0620, 0x06D6 - 0x0620).Select(c => (char)c)]);

    public void Judge()
    {
        foreach (var (arabic, others) in Typings.Where(t => !isPashto || t.Arabic != 'ي'))
        {
            JudgeTyping(arabic, others);
        }

        JudgePresentationForms();
    }

    /// <summary>Whether the letter is a ready-shaped form of others. Vowel signs on a space of their own and ﷺ are not.</summary>
    public static bool IsPresentationForm(char c) => PresentationForms.Contains(c);

    /// <summary>Whether the letter at <paramref name="at"/> shows a shape that an ordinary letter would not have in its place.</summary>
    public static bool StandsAlone(string text, int at) => InitialForms.Contains(text[at])
        && !(at + 1 < text.Length && Signs.ClassOf(text[at + 1]) is SignClass.RightToLeft or SignClass.Mark or SignClass.ZeroWidth);

    private void JudgeTyping(char arabic, string others)
    {
        var arabics = text.AsSpan().Count(arabic);
        var rest = others.Sum(o => text.AsSpan().Count(o));
        var (rare, sought) = arabics < rest ? (arabics, arabic.ToString()) : (rest, others);
        if (rare == 0 || arabics + rest < MinLetters || rare * 100 > (arabics + rest) * MaxPercent)
        {
            return;
        }

        for (var at = text.AsSpan().IndexOfAny(sought); at >= 0;)
        {
            marks.Add(at, at + 1, HiddenMarkKind.ArabicTyping, MarkGrade.SuspiciousInContext);
            var next = text.AsSpan(at + 1).IndexOfAny(sought);
            at = next < 0 ? -1 : at + 1 + next;
        }
    }

    private void JudgePresentationForms()
    {
        var first = text.AsSpan().IndexOfAny(PresentationForms);
        if (first < 0)
        {
            return;
        }

        var letters = 0;
        var forms = new List<int>();
        for (var at = 0; at < text.Length; at++)
        {
            letters += Letters.Contains(text[at]) ? 1 : 0;
            if (IsPresentationForm(text[at]) && !StandsAlone(text, at))
            {
                forms.Add(at);
            }
        }

        // Where most letters are such forms, the program that made the text wrote it so.
        if (forms.Count * 100 <= letters * MaxPercent)
        {
            forms.ForEach(at => marks.Add(at, at + 1, HiddenMarkKind.PresentationForm, MarkGrade.SuspiciousInContext));
        }
    }
}
