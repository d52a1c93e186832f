using System.Text;

namespace RussiaTalibanArchive.Web.Text.Marks;

internal enum Alphabet : byte
{
    /// <summary>Arabic, Chinese and all others that nobody takes for Latin.</summary>
    Other,
    Latin,
    Cyrillic,
    Greek,

    /// <summary>Armenian, Cherokee, Lisu, Coptic and other alphabets that share shapes with ours.</summary>
    Alike,

    /// <summary>Latin letters with a style built in: fullwidth, mathematical, Roman numerals.</summary>
    Styled,
}

/// <summary>Letters of different scripts that print alike. Our own table, of the scripts that the archive's papers meet.</summary>
internal static class LookAlikes
{
    // In each group: Latin, Cyrillic, Greek and others. A space where a script has none.
    private static readonly string[] Groups =
    [
        "AАΑᎪꓮ", "BВΒᏴꓐ", "CСϹᏟꓚⲤ", "DᎠꓓ", "EЕΕᎬꓰ", "FϜꓝ", "GԌᏀꓖ", "HНΗᎻꓧ", "IІΙꓲ", "JЈͿᎫꓙ", "KКΚᏦꓗ", "LᏞꓡ", "MМΜᎷꓟ", "NΝꓠ",
        "OОΟՕꓳⲞ", "PРΡᏢꓑ", "QԚ", "SЅՏᏚꓢ", "TТΤᎢꓔ", "UՍꓴ", "VѴᏙꓦ", "WԜᎳꓪ", "XХΧꓫ", "YУΥҮꓬ", "ZΖᏃꓜ",
        "aаɑα", "cсϲⅽ", "dԁ", "eе", "gɡց", "hһհ", "iіɩι", "jјϳյ", "kκ", "lӏ", "nո", "oоοօⲟ", "pрρ", "qԛզ", "sѕꜱ", "uυս", "vѵν", "wԝ", "xхχ", "yуү",
        "ëё", "ïї", "ÄӒ", "äӓ", "ËЁ", "ÏЇ", "æӕ", "ÆӔ", "əә", "ƏӘ", "ГΓ", "ПΠ", "ФΦ", "кκ", "іι", "вʙ", "нʜ", "кᴋ", "мᴍ", "тᴛ", "гᴦ",
    ];

    private static readonly Alphabet[] Alphabets = [.. Enumerable.Range(0, 0x10000).Select(Classify)];
    private static readonly Dictionary<(char, Alphabet), char> Table = BuildTable();

    public static Alphabet Of(int codePoint) => codePoint <= 0xFFFF ? Alphabets[codePoint] : Classify(codePoint);

    /// <summary>The letter of <paramref name="alphabet"/> that prints like this one.</summary>
    /// <returns>
    /// The letter, or <see langword="null"/> when there is none. A letter of the alphabet itself is returned only for the few
    /// rare ones that print like a common one, such as ɡ like g.
    /// </returns>
    public static char? In(Alphabet alphabet, int codePoint)
    {
        var letter = Plain(codePoint);
        if (letter is not { } plain)
        {
            return null;
        }

        return Table.TryGetValue((plain, alphabet), out var alike) ? alike
            : plain != codePoint && Of(plain) == alphabet ? plain
            : null;
    }

    private static Alphabet Classify(int codePoint) => codePoint switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') => Alphabet.Latin,
        (>= 0x0400 and <= 0x052F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA640 and <= 0xA69F) => Alphabet.Cyrillic,
        (>= 0x0370 and <= 0x03FF) or (>= 0x1F00 and <= 0x1FFF) => Alphabet.Greek,
        (>= 0x00C0 and <= 0x02AF) or (>= 0x1D00 and <= 0x1DBF) or (>= 0x1E00 and <= 0x1EFF) or (>= 0x2C60 and <= 0x2C7F) or (>= 0xA720 and <= 0xA7FF) => Alphabet.Latin,
        (>= 0x0530 and <= 0x058F) or (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF) or (>= 0xA4D0 and <= 0xA4FF) or (>= 0x2C80 and <= 0x2CFF) => Alphabet.Alike,
        (>= 0xFF21 and <= 0xFF3A) or (>= 0xFF41 and <= 0xFF5A) or (>= 0x2160 and <= 0x217F) or (>= 0x1D400 and <= 0x1D7CB) => Alphabet.Styled,
        _ => Alphabet.Other,
    };

    /// <summary>The letter without a built-in style; <see langword="null"/> when it is no single letter.</summary>
    private static char? Plain(int codePoint)
    {
        if (Of(codePoint) != Alphabet.Styled)
        {
            return codePoint <= 0xFFFF ? (char)codePoint : null;
        }

        var plain = char.ConvertFromUtf32(codePoint).Normalize(NormalizationForm.FormKC);
        return plain.Length == 1 ? plain[0] : null;
    }

    private static Dictionary<(char, Alphabet), char> BuildTable()
    {
        var table = new Dictionary<(char, Alphabet), char>();
        foreach (var group in Groups)
        {
            foreach (var one in group)
            {
                foreach (var other in group.Where(o => Of(o) != Of(one) || (o == group[0] && o != one)))
                {
                    table.TryAdd((one, Of(other)), other);
                }
            }
        }

        return table;
    }
}
