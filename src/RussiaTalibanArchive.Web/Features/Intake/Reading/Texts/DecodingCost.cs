namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;

/// <summary>How unlikely a text is as the decoding of someone's letters, in bits: the right decoding costs least.</summary>
/// <remarks>
/// Pairs of letters cost what they cost in Russian or Arabic; capitals inside a word, scripts that meet inside a word, rare
/// letters, drawing characters and control characters cost more. ASCII is the same in all decodings and costs nothing.
/// </remarks>
internal static class DecodingCost
{
    private const int ScriptsMeet = 8;
    private const int CapitalInside = 6;
    private const int Mark = 7;
    private const int RareLetter = 13;
    private const int Symbol = 14;
    private const int Control = 25;
    private const string CommonMarks = "«»—–…“”„’‘№§°•®©±£½،؟؛\u00A0\u200C\u200D\u200E\u200F\u0640";

    private enum Script
    {
        None,
        Latin,
        Russian,
        Arabic,
    }

    public static long Of(ReadOnlySpan<char> text)
    {
        var cost = 0L;
        var before = default(Letter);
        var previous = '\0';
        foreach (var c in text)
        {
            if (c is >= '\u064B' and <= '\u0652')
            {
                cost += Mark;
                continue;
            }

            var letter = Letter.Of(c);
            cost += WordCost(before, letter) + (letter.Script == Script.None ? SignCost(c, previous) : 0);
            (before, previous) = (letter, c);
        }

        return cost + WordCost(before, default);
    }

    private static int WordCost(Letter before, Letter letter)
    {
        var cost = before.Script != letter.Script && before.Script != Script.None && letter.Script != Script.None ? ScriptsMeet : 0;
        cost += before.Script != letter.Script ? before.PairCost(0) : 0;
        cost += letter.IsCapital ? (before.Script == Script.None ? 1 : before.IsCapital ? 1 : CapitalInside) : 0;
        return cost + letter.CostAfter(before.Script == letter.Script ? before.Position : 0);
    }

    private static int SignCost(char c, char previous) => c switch
    {
        < '\u0080' => 0,
        <= '\u009F' or '\uFFFD' => Control,
        _ when c == previous => 3,
        _ when CommonMarks.Contains(c) => Mark,
        _ when char.IsLetter(c) => RareLetter,
        _ => Symbol,
    };

    private readonly record struct Letter(Script Script, int Position, bool IsCapital, bool IsAscii)
    {
        public static Letter Of(char c)
        {
            if (c < '\u0250')
            {
                return char.IsLetter(c) ? new(Script.Latin, 0, char.IsUpper(c), c < '\u0080') : default;
            }

            var small = char.ToLowerInvariant(c);
            if (LetterPairs.Russian.Position(small) is > 0 and var russian)
            {
                return new(Script.Russian, russian, small != c, false);
            }

            return LetterPairs.Arabic.Position(c switch { 'ی' => 'ي', 'ک' => 'ك', _ => c }) is > 0 and var arabic
                ? new(Script.Arabic, arabic, false, false)
                : default;
        }

        public int PairCost(int next) => Script switch
        {
            Script.Russian => LetterPairs.Russian.Cost(Position, next),
            Script.Arabic => LetterPairs.Arabic.Cost(Position, next),
            _ => 0,
        };

        public int CostAfter(int before) => Script switch
        {
            Script.Russian => LetterPairs.Russian.Cost(before, Position),
            Script.Arabic => LetterPairs.Arabic.Cost(before, Position),
            Script.Latin when !IsAscii => 6,
            _ => 0,
        };
    }
}
