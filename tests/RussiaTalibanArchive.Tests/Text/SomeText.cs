using CsCheck;

namespace RussiaTalibanArchive.Tests.Text;

/// <summary>Generators of texts: anything at all, and what the archive's languages really mix.</summary>
internal static class SomeText
{
    /// <summary>Any UTF-16, lone surrogates and noncharacters included.</summary>
    public static readonly Gen<string> Anything = Gen.Char['\0', '\uFFFF'].Array[0, 60].Select(units => new string(units));

    private const string Letters = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآؤئءةىٱےپچژگکیټډړږښګڼځڅېۍۀہ" + "абвгдеёжзийклмнопрстуфхцчшщъыьэюяЁЙ" + "abcdefghijklmnopqrstuvwxyzABCÉéİıßſ";
    private const string Marks = "\u064B\u064C\u064D\u064E\u064F\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u0640\u0301\u0308\u0306\u0327\u0323\u0331";
    private const string Invisible = "\u200C\u200D\u200E\u200F\u061C\u00AD\u202B\u202C\u2066\u2069\uFEFF";
    private const string Signs = " \n\t\f\u00A0.,;:!?،؛؟-–—()>«»“”„‹›‘’\"'0123456789٠١٢۳۴";
    private const string Presentation = "\uFEFB\uFEF7\uFEF9\uFEF5\uFE8D\uFE91\uFEE0\uFEDF\uFB56\uFB8E\uFBFC\uFDF2\uFDFA\uFC5E\uFE76\uFB01";

    private static readonly Gen<string> Piece = Gen.Frequency(
        (12, Gen.Char[Letters].Select(c => c.ToString())),
        (3, Gen.Char[Marks].Select(c => c.ToString())),
        (2, Gen.Char[Invisible].Select(c => c.ToString())),
        (6, Gen.Char[Signs].Select(c => c.ToString())),
        (1, Gen.Char[Presentation].Select(c => c.ToString())),
        (1, OneOf("😀", "𝔄", "👩‍👩‍👧", "\uD800", "\uDC00", "e\u0301", "И\u0306", "لا", "قال", "الوثيقة", "сказал", "said")));

    private static Gen<string> OneOf(params string[] pieces) => Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]);

    /// <summary>Arabic, Pashto, Persian, Cyrillic and Latin letters with marks, signs and surrogates in between.</summary>
    public static readonly Gen<string> Mixed = Piece.Array[0, 50].Select(string.Concat);

    public static readonly Gen<string> Any = Gen.OneOf(Mixed, Anything);
}
