using System.Text;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>
/// Finds out in which encoding a text was written: by its byte order mark, by what UTF-8 and UTF-16 allow, else by which of the
/// code pages of Russian and Arabic makes the likeliest words of it.
/// </summary>
public static class TextDecoding
{
    private const int SampleBytes = 64 * 1024;

    /// <summary>The encodings that are told apart, by their WHATWG names.</summary>
    public static readonly IReadOnlyList<string> Names = ["utf-8", "utf-16le", "utf-16be", "windows-1256", "iso-8859-6", "windows-1251", "koi8-r", "ibm866", "windows-1252"];

    /// <summary>The commonest letters of Russian, and of Arabic and Persian, most frequent first.</summary>
    private const string CommonRussian = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё";
    private const string CommonArabic = "اليمنوتربدهةسعقفحكجشطصخءأذضإزئغثظىؤآ";

    static TextDecoding() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>An encoding by its WHATWG name; bytes that mean nothing in it become U+FFFD.</summary>
    /// <returns><see langword="null"/> for a name that is not in <see cref="Names"/>.</returns>
    public static Encoding? Of(string name) => name switch
    {
        "utf-16le" => new UnicodeEncoding(false, true),
        "utf-16be" => new UnicodeEncoding(true, true),
        "utf-8" => new UTF8Encoding(false),
        _ => Names.Contains(name) ? Encoding.GetEncoding(name) : null,
    };

    /// <param name="start">The beginning of the text: the first 64 KiB count.</param>
    /// <returns>One of <see cref="Names"/>.</returns>
    public static string Detect(ReadOnlySpan<byte> start)
    {
        var sample = start[..Math.Min(start.Length, SampleBytes)];
        return sample switch
        {
            [0xEF, 0xBB, 0xBF, ..] => "utf-8",
            [0xFF, 0xFE, ..] => "utf-16le",
            [0xFE, 0xFF, ..] => "utf-16be",
            _ => Utf16Of(sample) ?? (IsUtf8(sample) ? "utf-8" : CodePageOf(sample)),
        };
    }

    /// <summary>Whether bytes can be text at all: UTF-16, or few control characters and no NUL.</summary>
    public static bool LooksLikeText(ReadOnlySpan<byte> start)
    {
        if (start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || Utf16Of(start) is not null)
        {
            return true;
        }

        var controls = 0;
        foreach (var b in start)
        {
            if (b == 0)
            {
                return false;
            }

            controls += b is < 9 or (> 13 and < 32 and not 27) or 127 ? 1 : 0;
        }

        return controls * 50 <= start.Length;
    }

    /// <summary>The beginning of a text, for a look at what it is.</summary>
    public static string Peek(ReadOnlySpan<byte> start) => Of(Detect(start))!.GetString(start);

    /// <summary>In UTF-16 of our scripts every second byte is one of a few: the block of the letters, or zero.</summary>
    private static string? Utf16Of(ReadOnlySpan<byte> sample)
    {
        var even = sample.Length & ~1;
        if (even < 4)
        {
            return null;
        }

        int low = 0, high = 0, zeros = 0;
        for (var at = 0; at < even; at += 2)
        {
            high += IsBlock(sample[at]) ? 1 : 0;
            low += IsBlock(sample[at + 1]) ? 1 : 0;
            zeros += sample[at] == 0 || sample[at + 1] == 0 ? 1 : 0;
        }

        var units = even / 2;
        // Without a single zero byte, which every space, line end and digit has, it is no UTF-16.
        return zeros == 0 || Math.Max(low, high) * 10 < units * 9 ? null : low > high ? "utf-16le" : high > low ? "utf-16be" : null;

        static bool IsBlock(byte b) => b is 0x00 or 0x04 or 0x06 or 0x20 or 0xFB or 0xFC or 0xFD or 0xFE;
    }

    private static bool IsUtf8(ReadOnlySpan<byte> sample)
    {
        var end = sample.Length;
        for (var back = 0; back < 4 && back < sample.Length && sample[end - 1] >= 0x80; back++)
        {
            end--; // A letter may be cut at the end of the sample.
        }

        return System.Text.Unicode.Utf8.IsValid(sample[..(end == 0 ? sample.Length : end)]);
    }

    private static string CodePageOf(ReadOnlySpan<byte> sample)
    {
        var bytes = sample.ToArray();
        return Names.Skip(3).MaxBy(name => Score(Of(name)!.GetString(bytes)))!;
    }

    /// <summary>Rewards common letters and lower case after upper, punishes what no text of ours holds.</summary>
    private static double Score(string text)
    {
        double score = 0;
        var foreign = 0;
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c < 0x80)
            {
                continue;
            }

            foreign++;
            var lower = char.ToLowerInvariant(c);
            var rank = CommonRussian.IndexOf(lower, StringComparison.Ordinal) is >= 0 and var russian ? russian : CommonArabic.IndexOf(c, StringComparison.Ordinal);
            var before = at == 0 ? ' ' : text[at - 1];
            score += rank >= 0 ? 3 - (rank / 16.0) : char.IsLetter(c) ? 0.2 : c is '«' or '»' or '–' or '—' or '“' or '”' or '،' or '؛' or '؟' or '№' or '…' or '\u200C' or '\u00A0' ? 0.5 : -4;
            score -= char.IsUpper(c) && char.IsLower(before) ? 4 : 0; // KOI8-R read as 1251 turns the cases about.
            score -= char.IsUpper(c) && char.IsUpper(before) ? 0.6 : 0;
            score -= char.IsLetter(c) && char.IsLetter(before) && (before < 0x80 || IsArabic(before) != IsArabic(c)) ? 2 : 0;
        }

        return foreign == 0 ? 0 : (score / foreign) + (LanguageGuess.Of(text) is null ? 0 : 0.5);

        static bool IsArabic(char c) => c is >= '\u0600' and <= '\u06FF';
    }
}
