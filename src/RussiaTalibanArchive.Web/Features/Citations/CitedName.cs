using System.Collections.Frozen;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>An author: a person of two names, or a body whose one name is never taken apart.</summary>
/// <param name="Family">The family name, or the whole name of a body.</param>
/// <param name="Given">The given names; <see langword="null"/> for a body.</param>
public sealed record CitedName(string Family, string? Given = null)
{
    /// <summary>More words than this are the name of a body.</summary>
    private const int MaxWordsOfPerson = 5;

    /// <summary>Words that stand before a family name and belong to it.</summary>
    private static readonly FrozenSet<string> Particles = FrozenSet.ToFrozenSet(
        ["al", "el", "abu", "bin", "ibn", "ben", "bint", "de", "der", "den", "di", "du", "la", "le", "van", "von", "zur",
            "أبو", "ابو", "بن", "ابن", "بنت", "آل", "عبد", "фон", "де", "бен", "ибн", "аль"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that no person is called by: who has one in the name is a body.</summary>
    private static readonly FrozenSet<string> BodyWords = FrozenSet.ToFrozenSet(
        ["agency", "and", "board", "bureau", "centre", "center", "committee", "correspondent", "correspondents", "council", "department",
            "desk", "editorial", "editors", "group", "ministry", "network", "news", "newspaper", "office", "of", "press", "radio",
            "service", "staff", "team", "television", "the", "times", "tv",
            "الأرشيف", "أرشيف", "فريق", "التحرير", "الصحيفة", "المراسل", "جريدة", "دائرة", "إدارة", "شبكة", "صحيفة", "قناة", "لجنة", "مديرية", "مراسل", "مراسلو", "مركز", "مكتب", "موقع", "هيئة", "وزارة", "وكالة",
            "آرشیف", "آرشیو", "تیم", "آژانس", "اداره", "تلویزیون", "خبرگزاری", "خبرنگار", "روزنامه", "ریاست", "شبکه", "وزارت",
            "آژانس", "اداره", "خبري", "ورځپاڼه", "پاڼه", "وزارت", "څانګه",
            "агентство", "архив", "команда", "газета", "департамент", "и", "издание", "канал", "комитет", "корреспондент", "министерство", "отдел", "редакция", "служба", "управление", "центр"],
        StringComparer.OrdinalIgnoreCase);

    public bool IsBody => Given is null;

    /// <summary>A body, such as the office that issued a paper.</summary>
    public static CitedName Body(string name) => new(CitedText.Line(name));

    /// <summary>
    /// Reads a by-line. <c>Family, Given</c> says what is what, a comma at the end that it is a body. Of two to five words the
    /// last one is the family name, with the particles before it, unless a word such as <c>agency</c> tells a body.
    /// </summary>
    public static CitedName Of(string byLine)
    {
        var name = CitedText.Line(byLine);
        if (name.EndsWith(',') || name.EndsWith('،'))
        {
            return new(name.TrimEnd(',', '،', ' '));
        }

        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var halves = name.Split([',', '،']);
        if (words.Length is < 2 or > MaxWordsOfPerson || halves.Length > 2 || words.Any(w => BodyWords.Contains(w.Trim(',', '،', '.'))))
        {
            return new(name);
        }

        if (halves.Length == 2)
        {
            return new(halves[0].Trim(), halves[1].Trim());
        }

        var family = words.Length - 1;
        while (family > 1 && Particles.Contains(words[family - 1]))
        {
            family--;
        }

        return new(string.Join(' ', words[family..]), string.Join(' ', words[..family]));
    }
}
