namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;

/// <summary>Tells UTF-16 and UTF-32 that come without a byte order mark.</summary>
internal static class WideText
{
    private const int MinPercent = 90;
    private const int MaxUnits = 4096;

    /// <returns>Its name, or <see langword="null"/> for bytes that make no ordinary text in these encodings.</returns>
    public static string? NameOf(ReadOnlySpan<byte> text)
    {
        int little16 = 0, big16 = 0, little32 = 0, big32 = 0;
        var units = Math.Min(MaxUnits, text.Length / 4);
        for (var at = 0; at < units * 4; at += 4)
        {
            int a = text[at], b = text[at + 1], c = text[at + 2], d = text[at + 3];
            little16 += Ordinary(a | (b << 8)) + Ordinary(c | (d << 8));
            big16 += Ordinary((a << 8) | b) + Ordinary((c << 8) | d);
            little32 += c == 0 && d == 0 ? Ordinary(a | (b << 8)) : 0;
            big32 += a == 0 && b == 0 ? Ordinary((c << 8) | d) : 0;
        }

        return units == 0 ? null
            : Enough(little32, units) ? "utf-32le"
            : Enough(big32, units) ? "utf-32be"
            : Enough(little16, 2 * units) ? "utf-16le"
            : Enough(big16, 2 * units) ? "utf-16be"
            : null;
    }

    private static bool Enough(int ordinary, int units) => ordinary * 100 >= units * MinPercent;

    private static int Ordinary(int unit) => unit is '\t' or '\n' or '\r' or '\f' or (>= 0x20 and <= 0x7E) or (>= 0xA0 and <= 0x17F)
        or (>= 0x400 and <= 0x52F) or (>= 0x600 and <= 0x6FF) or (>= 0x200B and <= 0x201F) or 0x2026 or 0x2116 ? 1 : 0;
}
