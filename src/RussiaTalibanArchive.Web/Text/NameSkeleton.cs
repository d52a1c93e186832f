using System.Text;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>
/// What is left of a name in whatever script when all that transliterations differ in is taken away: vowels, the colour of consonants
/// (خ and х are written kh and h, ق q and k, ج j, zh and dzh), doubled letters. Kabulov, Кабулов and کابولوف have the same one.
/// </summary>
internal static class NameSkeleton
{
    /// <summary>Of a shorter skeleton too many words are.</summary>
    public const int Shortest = 3;

    // Read before single letters.
    private static readonly (string Letters, char Sound)[] Pairs =
    [
        ("shch", 'S'), ("kh", 'h'), ("gh", 'g'), ("sh", 'S'), ("ch", 'C'), ("zh", 'j'), ("dzh", 'j'), ("dj", 'j'), ("ts", 's'), ("tz", 's'), ("th", 's'),
        ("dh", 'z'), ("ph", 'v'), ("ck", 'k'), ("дж", 'j'), ("кс", 'x'),
    ];

    private const char Silent = '\0';

    /// <param name="word">One folded word.</param>
    /// <returns>Empty for a word of another script, or with digits.</returns>
    public static string Of(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        var sounds = new StringBuilder(word.Length);
        for (var at = 0; at < word.Length;)
        {
            var (sound, length) = SoundAt(word, at);
            if (sound is null)
            {
                return "";
            }

            if (sound != Silent && (sounds.Length == 0 || sounds[^1] != sound))
            {
                sounds.Append(sound);
            }

            at += length;
        }

        // A last h is often written and seldom heard: Herat's mosque is a masjid-e jame or jameh.
        return sounds.Length > 1 && sounds[^1] == 'h' ? sounds.ToString(0, sounds.Length - 1) : sounds.ToString();
    }

    private static (char? Sound, int Length) SoundAt(string word, int at)
    {
        foreach (var (letters, sound) in Pairs)
        {
            if (string.CompareOrdinal(word, at, letters, 0, letters.Length) == 0)
            {
                return (sound, letters.Length);
            }
        }

        return (word[at] switch
        {
            'a' or 'e' or 'i' or 'o' or 'u' or 'y' or '\'' => Silent,
            'а' or 'е' or 'и' or 'о' or 'у' or 'ы' or 'э' or 'ю' or 'я' or 'й' or 'ь' or 'ъ' => Silent,
            'ا' or 'ی' or 'ع' or 'ء' => Silent,
            'و' => at == 0 ? 'v' : Silent, // Elsewhere it is a vowel more often than not.
            'w' => at == 0 ? 'v' : Silent,
            'v' or 'f' or 'в' or 'ф' or 'ف' => 'v',
            'b' or 'p' or 'б' or 'п' or 'ب' or 'پ' => 'b',
            't' or 'т' or 'ت' or 'ط' or 'ټ' => 't',
            'd' or 'д' or 'د' or 'ض' or 'ډ' => 'd',
            's' or 'с' or 'ц' or 'س' or 'ص' or 'ث' or 'څ' => 's',
            'z' or 'з' or 'ز' or 'ذ' or 'ظ' or 'ځ' => 'z',
            'j' or 'ж' or 'ج' or 'ژ' => 'j',
            'c' or 'k' or 'q' or 'к' or 'ک' or 'ق' => 'k',
            'x' => 'x',
            'g' or 'г' or 'گ' or 'غ' => 'g',
            'h' or 'х' or 'ح' or 'خ' or 'ه' => 'h',
            'ш' or 'щ' or 'ش' or 'ښ' or 'ݭ' => 'S',
            'ч' or 'چ' => 'C',
            'r' or 'р' or 'ر' or 'ړ' => 'r',
            'l' or 'л' or 'ل' => 'l',
            'm' or 'м' or 'م' => 'm',
            'n' or 'н' or 'ن' or 'ڼ' => 'n',
            _ => null,
        }, 1);
    }
}
