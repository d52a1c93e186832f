using System.Text;

namespace RussiaTalibanArchive.Web.Text.Marks;

/// <summary>
/// Reads messages out of sequences of signs. Who hid them is not here to say which sign is which, so every usual way is tried
/// and the one that gives the most sensible text is taken: bits of 7, 8 or 16 a character, either bit first, either sign as
/// zero; digits of base 4; characters of any number of bits with a sign between them.
/// </summary>
internal static class HiddenBits
{
    private const int MaxSigns = 4096;
    private const int MaxSignsOfMany = 512;
    private const int MaxText = 200;
    private const double MinSense = 0.9;

    /// <returns>The text, else the bits when there are two signs, else <see langword="null"/>.</returns>
    public static string? Describe(IReadOnlyList<int> signs) => Text(signs, minLength: 2) ?? Bits(signs);

    /// <summary>What the signs spell.</summary>
    /// <param name="signs">In order; of more than 4,096 the first are read, or 512 when there are more than two different ones.</param>
    /// <param name="minLength">The fewest characters that count as a message and not as chance.</param>
    public static string? Text(IReadOnlyList<int> signs, int minLength)
    {
        var alphabet = signs.Distinct().Order().Take(6).ToArray();
        int[] read = [.. signs.Take(alphabet.Length > 2 ? MaxSignsOfMany : MaxSigns)];
        return Best(Readings(read, alphabet), minLength);
    }

    /// <summary>Bytes as text when they are text, else in hexadecimal.</summary>
    public static string? Bytes(IReadOnlyList<byte> bytes)
    {
        if (bytes.Count == 0)
        {
            return null;
        }

        byte[] read = [.. bytes.Take(MaxSigns)];
        return Best([Utf8(read)], minLength: 1) ?? "0x" + Convert.ToHexString(read.AsSpan(0, Math.Min(read.Length, MaxText / 2)));
    }

    /// <summary>How sensible a message is: the share of letters, digits and spaces, 0 when anything in it is unfit for print.</summary>
    internal static double Sense(string text)
    {
        var plain = 0;
        var mayBeAddress = text.AsSpan().Count('@') == 1;
        foreach (var c in text)
        {
            var isUsual = char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '.' or ':' or '/' || (c == '@' && mayBeAddress) || IsOurLetter(c);
            if (!isUsual && c is not (> ' ' and <= '~'))
            {
                return 0;
            }

            plain += isUsual ? 1 : 0;
        }

        return text.Length == 0 ? 0 : (double)plain / text.Length;
    }

    private static bool IsOurLetter(char c) => c is (>= '\u0410' and <= '\u044F') or (>= '\u0621' and <= '\u06D3') && char.IsLetter(c);

    private static string? Bits(IReadOnlyList<int> signs)
    {
        var alphabet = signs.Distinct().Order().Take(3).ToArray();
        return alphabet.Length == 2 && signs.Count >= 8
            ? string.Concat(signs.Take(MaxText).Select(s => s == alphabet[0] ? '0' : '1'))
            : null;
    }

    private static string? Best(IEnumerable<string?> readings, int minLength)
    {
        string? best = null;
        var bestSense = MinSense;
        foreach (var reading in readings)
        {
            if (reading?.Length >= minLength && Sense(reading) is var sense && sense > bestSense)
            {
                (best, bestSense) = (reading.Length > MaxText ? reading[..MaxText] : reading, sense);
            }
        }

        return best;
    }

    private static IEnumerable<string?> Readings(int[] signs, int[] alphabet) => alphabet.Length switch
    {
        2 => TwoSigns(signs, alphabet),
        3 => alphabet.SelectMany(between => Parted(signs, alphabet, between)).Concat(FourDigits(signs, alphabet)),
        4 => FourDigits(signs, alphabet).Concat(WithoutOne(signs, alphabet)),
        5 => WithoutOne(signs, alphabet),
        _ => [],
    };

    /// <summary>One of the signs only parts the others.</summary>
    private static IEnumerable<string?> WithoutOne(int[] signs, int[] alphabet) => alphabet.SelectMany(
        between => Readings([.. signs.Where(s => s != between)], [.. alphabet.Where(s => s != between)]));

    private static IEnumerable<string?> TwoSigns(int[] signs, int[] alphabet)
    {
        foreach (var one in (int[])[alphabet[1], alphabet[0]])
        {
            var bits = Array.ConvertAll(signs, s => s == one ? 1 : 0);
            foreach (var isHighFirst in (bool[])[true, false])
            {
                yield return Utf8(Groups(bits, 2, 8, isHighFirst));
                yield return Utf16(Groups(bits, 2, 16, isHighFirst));
                yield return Utf16(Groups(bits, 2, 7, isHighFirst));
            }
        }
    }

    private static IEnumerable<string?> FourDigits(int[] signs, int[] alphabet)
    {
        foreach (var order in Orders([0, 1, 2, 3], alphabet.Length))
        {
            var digits = Array.ConvertAll(signs, s => order[Array.IndexOf(alphabet, s)]);
            yield return Utf8(Groups(digits, 4, 4, isHighFirst: true));
            yield return Utf16(Groups(digits, 4, 8, isHighFirst: true));
        }
    }

    private static IEnumerable<string?> Parted(int[] signs, int[] alphabet, int between)
    {
        var one = alphabet.Where(s => s != between).ToArray();
        foreach (var sign in one)
        {
            var text = new StringBuilder();
            int value = 0, bits = 0;
            foreach (var s in signs.Append(between))
            {
                if (s != between)
                {
                    (value, bits) = ((value << 1) | (s == sign ? 1 : 0), bits + 1);
                }
                else if (bits > 0)
                {
                    text.Append(bits is > 1 and <= 16 ? (char)value : '\0');
                    (value, bits) = (0, 0);
                }
            }

            yield return text.ToString();
        }
    }

    /// <summary>Whole groups of digits as numbers; a rest is left out.</summary>
    private static int[] Groups(int[] digits, int radix, int width, bool isHighFirst)
    {
        var values = new int[digits.Length / width];
        for (var at = 0; at < values.Length * width; at++)
        {
            var digit = isHighFirst ? digits[at] : digits[at / width * width + width - 1 - at % width];
            values[at / width] = values[at / width] * radix + digit;
        }

        return values;
    }

    private static string? Utf8(int[] bytes) => Utf8(Array.ConvertAll(bytes, b => (byte)b));

    private static string? Utf8(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes).TrimEnd('\0');
        return text.Contains('\uFFFD', StringComparison.Ordinal) ? null : text;
    }

    private static string Utf16(int[] units) => string.Concat(units.Select(u => (char)u)).TrimEnd('\0');

    private static IEnumerable<int[]> Orders(int[] digits, int length) => length == 0
        ? [[]]
        : digits.SelectMany(d => Orders([.. digits.Where(other => other != d)], length - 1).Select(rest => (int[])[d, .. rest]));
}
