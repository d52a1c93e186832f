using System.Buffers;
using System.Globalization;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>
/// Guesses the language of a text from its letters and its commonest words, among those the archive holds.
/// </summary>
/// <remarks>
/// The script with most letters decides first. Cyrillic is Russian unless it uses letters that Russian lacks; Latin is
/// English only when one word in 25 is a function word that other languages lack. In Arabic script each word votes: Pashto by its own letters
/// (ټ ډ ړ ږ ښ ګ ڼ ځ څ ې ۍ) and function words; Persian by پ چ ژ گ and function words; Arabic by ة, final ى, the article
/// and function words. The typing of yeh and kaf only breaks a tie. Persian is Dari (<c>fa-AF</c>) on Afghan evidence:
/// one word that only Afghan offices use, a Solar month beside a number, or two weaker signs, and more of these than of
/// words used in Iran; without such evidence it is <c>fa</c>.
/// </remarks>
public static class LanguageGuess
{
    /// <summary>How much of a text is looked at, in UTF-16 code units.</summary>
    private const int SampleLength = 20_000;

    private static readonly SearchValues<char> PashtoLetters = SearchValues.Create("ټډړږښګڼځڅېۍ");
    private static readonly SearchValues<char> PersianLetters = SearchValues.Create("پچژگ");
    private const string NotRussian = "іїєґўјљњћђџѓќѕқғңүұһәөҷӣӯҳ";

    private static readonly HashSet<string> English = Set("the of and to that with from this are have not which has were would their been they");
    private static readonly HashSet<string> Pashto = Set("د په کې چې دي ده دی سره ته دې هغه یې شوي شوی وو وویل یوه خپل");
    private static readonly HashSet<string> Persian = Set("است این که را از برای می شد شده آن با به در خود هم بود کرد شود های نیز اما تا هر یک");
    private static readonly HashSet<string> Arabic = Set("في من أن التي الذي هذا هذه عن مع كان لا قد إن ذلك كما أو ثم قال وقد وفي ولا");

    private static readonly HashSet<string> AfghanOffices = Set("ولسوالی ولسوال ولسوالیها څارنوالی څارنوال سارنوالی سارنوال شاروالی پوهنتون قوماندانی قوماندان قومندان امنیه امنیتی‌ها والی لوی استخبارات");
    private static readonly HashSet<string> AfghanSigns = Set("ولایت ولایات ولایتی میباشد میگردد میشود کابل کندهار قندهار هلمند ننگرهار بدخشان افغانستان افغانی مکتوب امارت مجاهدین سرحدی");
    private static readonly HashSet<string> AfghanMonths = Set("حمل ثور جوزا سرطان اسد سنبله میزان عقرب قوس جدی دلو حوت");
    private static readonly HashSet<string> IranianSigns = Set("استان شهرستان استانداری استاندار فرمانداری فرماندار شهرداری شهردار دانشگاه تهران ایران فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر بهمن اسفند سپاه");

    /// <returns>
    /// <c>ar</c>, <c>ps</c>, <c>fa-AF</c>, <c>fa</c>, <c>ru</c> or <c>en</c> (BCP 47), or <see langword="null"/> when the text
    /// does not tell.
    /// </returns>
    public static string? Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sample = text.AsSpan(0, Math.Min(text.Length, SampleLength));
        int arabic = 0, cyrillic = 0, latin = 0, notRussian = 0;
        foreach (var c in sample)
        {
            if (!char.IsLetter(c))
            {
                continue;
            }

            arabic += c is (>= '\u0620' and <= '\u08FF') or (>= '\uFB50' and <= '\uFEFC') ? 1 : 0;
            cyrillic += c is >= '\u0400' and <= '\u052F' ? 1 : 0;
            latin += c is < '\u0250' ? 1 : 0;
            notRussian += NotRussian.Contains(char.ToLowerInvariant(c)) ? 1 : 0;
        }

        if (arabic > Math.Max(cyrillic, latin))
        {
            return OfArabicScript(sample.ToString());
        }

        if (cyrillic > Math.Max(arabic, latin))
        {
            return notRussian * 100 > cyrillic ? null : "ru";
        }

        return latin > 0 && IsEnglish(sample.ToString()) ? "en" : null;
    }

    private static bool IsEnglish(string sample)
    {
        int words = 0, english = 0;
        foreach (var word in Words(sample))
        {
            words++;
            english += English.Contains(Folding.Key(word)) ? 1 : 0;
        }

        return english * 25 >= words && english > 0;
    }

    private static string? OfArabicScript(string sample)
    {
        int pashto = 0, persian = 0, arabic = 0, persianTyping = 0, arabicTyping = 0;
        foreach (var word in Words(sample))
        {
            var key = Folding.Key(word);
            var hasPashtoLetter = word.AsSpan().IndexOfAny(PashtoLetters) >= 0;
            pashto += hasPashtoLetter || Pashto.Contains(key) ? 1 : 0;
            persian += !hasPashtoLetter && (word.AsSpan().IndexOfAny(PersianLetters) >= 0 || Persian.Contains(key)) ? 1 : 0;
            arabic += Arabic.Contains(key) || IsArabicShape(word, key) ? 1 : 0;
            persianTyping += word.AsSpan().IndexOfAny('ی', 'ک') >= 0 ? 1 : 0;
            arabicTyping += word.AsSpan().IndexOfAny('ي', 'ك') >= 0 ? 1 : 0;
        }

        if (pashto > 0 && pashto >= persian && pashto >= arabic)
        {
            return "ps";
        }

        if (persian == arabic)
        {
            (persian, arabic) = (persianTyping, arabicTyping);
        }

        return persian > arabic ? (IsDari(sample) ? "fa-AF" : "fa") : arabic > persian ? "ar" : null;
    }

    private static bool IsArabicShape(string word, string key) => word.Contains('ة')
        || (word.Length > 2 && word[^1] == 'ى')
        || (key.Length > 4 && (key.StartsWith("ال", StringComparison.Ordinal) || key.StartsWith("وال", StringComparison.Ordinal)
            || key.StartsWith("بال", StringComparison.Ordinal) || key.StartsWith("لل", StringComparison.Ordinal)));

    private static bool IsDari(string sample)
    {
        int afghan = 0, iranian = 0;
        string previous = "", beforeThat = "";
        foreach (var word in Words(sample))
        {
            var key = Folding.Key(word);
            afghan += AfghanOffices.Contains(key) ? 2 : AfghanSigns.Contains(key) ? 1 : 0;
            iranian += IranianSigns.Contains(key) ? 1 : 0;
            // Most names of months are common words too; beside a number they are months.
            afghan += AfghanMonths.Contains(previous) && (IsNumber(key) || IsNumber(beforeThat)) ? 2 : 0;
            (beforeThat, previous) = (previous, key);
        }

        afghan += AfghanMonths.Contains(previous) && IsNumber(beforeThat) ? 2 : 0;
        return afghan >= 2 && afghan > iranian;
    }

    private static bool IsNumber(string key) => key.Length > 0 && char.IsAsciiDigit(key[0]);

    private static HashSet<string> Set(string words) =>
        words.Split(' ').Select(word => Folding.Key(word)).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Words(string text)
    {
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var isWord = at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '\u200C' or '\u0640'
                || char.GetUnicodeCategory(text[at]) is UnicodeCategory.NonSpacingMark);
            if (isWord && start < 0)
            {
                start = at;
            }
            else if (!isWord && start >= 0)
            {
                yield return text[start..at];
                start = -1;
            }
        }
    }
}
