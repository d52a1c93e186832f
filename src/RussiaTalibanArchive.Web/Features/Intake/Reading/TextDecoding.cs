using System.Text;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Texts;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>How the bytes of a text become letters.</summary>
/// <param name="Name">By the WHATWG Encoding Standard, such as <c>windows-1256</c>; UTF-32, which it lacks, is <c>utf-32le</c> or <c>utf-32be</c>.</param>
/// <param name="Encoding">Puts U+FFFD in place of what it cannot decode.</param>
/// <param name="PreambleLength">Bytes of the byte order mark.</param>
/// <param name="IsGuess">Whether it was told from the letters alone, so that an editor may know better.</param>
public sealed record TextEncoding(string Name, Encoding Encoding, int PreambleLength, bool IsGuess);

/// <summary>Tells the character encoding of texts: from a byte order mark, from UTF-8 that is valid, else from the letters that come out.</summary>
public static class TextDecoding
{
    private static readonly TextEncoding[] TextGuesses = Load();
    private static readonly TextEncoding[] NameGuesses =
        [.. new[] { "ibm866", "windows-1251", "windows-1256", "dos-720", "ibm437", "koi8-r" }.Select(name => Known(name, true))];

    /// <summary>What may be offered to an editor who corrects a guess.</summary>
    public static IReadOnlyList<string> Names { get; } =
        ["utf-8", "utf-16le", "utf-16be", "windows-1251", "windows-1256", "koi8-r", "iso-8859-6", "ibm866", "windows-1252"];

    /// <returns><see langword="null"/> when there is no such encoding.</returns>
    public static TextEncoding? Named(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        try
        {
            return Known(name.Trim().Trim('"', '\'').ToLowerInvariant(), false);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The encoding of a whole text. An invalid byte here and there does not make it less UTF-8.</summary>
    public static TextEncoding Detect(ReadOnlySpan<byte> text)
    {
        using var stream = new MemoryStream(text.ToArray(), writable: false);
        return Detect(stream);
    }

    /// <inheritdoc cref="Detect(ReadOnlySpan{byte})"/>
    /// <param name="text">Read from its beginning and put back there.</param>
    public static TextEncoding Detect(Stream text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text.Position = 0;
        var sample = TextSample.Of(text);
        text.Position = 0;
        if (ByMark(sample.Bytes) is { } marked)
        {
            return marked;
        }

        if (WideText.NameOf(sample.Bytes) is { } wide)
        {
            return Known(wide, true);
        }

        return sample.IsUtf8 ? Known("utf-8", sample.HasFaults) : Likeliest(TextGuesses, sample.Bytes);
    }

    /// <summary>The encoding that an editor named, or the one the text seems to be in.</summary>
    /// <exception cref="UnreadableException">There is no encoding of that name.</exception>
    public static TextEncoding Choose(string? named, Stream text)
    {
        var detected = Detect(text);
        if (named is null)
        {
            return detected;
        }

        var chosen = Named(named) ?? throw new UnreadableException("There is no character encoding called {0}.", named);
        return chosen with { PreambleLength = chosen.Name == detected.Name ? detected.PreambleLength : 0 };
    }

    /// <summary>The name that the web has for an encoding.</summary>
    public static string NameOf(Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return encoding.CodePage switch { 1200 => "utf-16le", 1201 => "utf-16be", 12000 => "utf-32le", 12001 => "utf-32be", 866 => "ibm866", _ => encoding.WebName };
    }

    /// <summary>Decodes bytes without the mark that they may begin with.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        ReadOnlySpan<byte> mark = encoding.CodePage switch { 65001 => [0xEF, 0xBB, 0xBF], 1200 => [0xFF, 0xFE], 1201 => [0xFE, 0xFF], _ => [] };
        return encoding.GetString(bytes[(mark.Length > 0 && bytes.StartsWith(mark) ? mark.Length : 0)..]);
    }

    /// <summary>Decodes a whole text.</summary>
    public static string Decode(TextEncoding encoding, ReadOnlySpan<byte> text)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        return encoding.Encoding.GetString(text[Math.Min(text.Length, encoding.PreambleLength)..]);
    }

    /// <summary>The one encoding of names from an archive that does not say it: UTF-8 if all are valid, else what the letters of all together say.</summary>
    public static TextEncoding OfNames(IEnumerable<byte[]> names)
    {
        using var all = new MemoryStream();
        foreach (var name in names.TakeWhile(_ => all.Length < TextSample.MaxLength))
        {
            all.Write(name);
            all.WriteByte((byte)'\n');
        }

        all.Position = 0;
        var sample = TextSample.Of(all);
        return sample.IsUtf8 && !sample.HasFaults ? Known("utf-8", false) : Likeliest(NameGuesses, sample.Bytes);
    }

    private static TextEncoding Likeliest(TextEncoding[] guesses, byte[] sample) =>
        guesses.MinBy(guess => DecodingCost.Of(guess.Encoding.GetString(sample)))!;

    private static TextEncoding? ByMark(ReadOnlySpan<byte> text) => text switch
    {
        [0xEF, 0xBB, 0xBF, ..] => Known("utf-8", false) with { PreambleLength = 3 },
        [0xFF, 0xFE, 0, 0, ..] => Known("utf-32le", false) with { PreambleLength = 4 },
        [0, 0, 0xFE, 0xFF, ..] => Known("utf-32be", false) with { PreambleLength = 4 },
        [0xFF, 0xFE, ..] => Known("utf-16le", false) with { PreambleLength = 2 },
        [0xFE, 0xFF, ..] => Known("utf-16be", false) with { PreambleLength = 2 },
        _ => null,
    };

    private static TextEncoding[] Load()
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        // The first wins where they cost the same.
        return [.. new[] { "windows-1252", "windows-1251", "windows-1256", "koi8-r", "iso-8859-6", "ibm866" }.Select(name => Known(name, true))];
    }

    /// <remarks>Names as in the WHATWG Encoding Standard, for which ASCII and Latin-1 are windows-1252.</remarks>
    private static TextEncoding Known(string name, bool isGuess) => name switch
    {
        "utf-8" or "utf8" => new("utf-8", new UTF8Encoding(false), 0, isGuess),
        "utf-16le" or "utf-16" or "unicode" => new("utf-16le", new UnicodeEncoding(false, false), 0, isGuess),
        "utf-16be" => new(name, new UnicodeEncoding(true, false), 0, isGuess),
        "utf-32le" or "utf-32" => new("utf-32le", new UTF32Encoding(false, false), 0, isGuess),
        "utf-32be" => new(name, new UTF32Encoding(true, false), 0, isGuess),
        "iso-8859-1" or "iso8859-1" or "latin1" or "us-ascii" or "ascii" or "cp1252" => Known("windows-1252", isGuess),
        "cp1251" or "win-1251" or "x-cp1251" => Known("windows-1251", isGuess),
        "cp1256" or "x-cp1256" => Known("windows-1256", isGuess),
        "koi8" => Known("koi8-r", isGuess),
        "866" or "cp866" => Known("ibm866", isGuess),
        _ => Other(Encoding.GetEncoding(name), isGuess),
    };

    private static TextEncoding Other(Encoding encoding, bool isGuess) =>
        new(encoding.CodePage == 866 ? "ibm866" : encoding.WebName, encoding, 0, isGuess);
}
