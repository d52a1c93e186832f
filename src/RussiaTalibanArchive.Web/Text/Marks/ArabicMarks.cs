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
        [.. Enumerable.Range(0xFB50, 0xFD3E - 0xFB50).Concat(Enumerable.Range(0xFE70, 0xFEFD - 0xFE70)).Select(c => (char)c)]);

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

    /// <summary>Whether the letter is a ready-shaped form of another, not one of the few signs that are only kept so.</summary>
    public static bool IsPresentationForm(char c) => PresentationForms.Contains(c) && c is not ('\uFDF2' or (>= '\uFDFA' and <= '\uFDFD'));

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
            if (IsPresentationForm(text[at]))
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
