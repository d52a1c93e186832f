using System.Text;
using System.Text.RegularExpressions;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.WebPages;

/// <summary>In which encoding a web page is: what an editor chose, its mark, what it declares unless the bytes contradict, or a guess.</summary>
internal static partial class HtmlCharset
{
    private const int DeclaredWithin = 4096;

    /// <param name="bytes">The whole page.</param>
    /// <param name="chosen">By an editor.</param>
    /// <param name="declared">Outside the page, such as in the head of a message.</param>
    public static Encoding Of(ReadOnlySpan<byte> bytes, string? chosen, string? declared)
    {
        if (chosen is not null)
        {
            return TextDecoding.Named(chosen)?.Encoding ?? throw new UnreadableException("There is no character encoding called {0}.", chosen);
        }

        var guess = TextDecoding.Detect(bytes).Name;
        if (guess.StartsWith("utf-16", StringComparison.Ordinal) || guess.StartsWith("utf-32", StringComparison.Ordinal))
        {
            return TextDecoding.Named(guess)!.Encoding;
        }

        var said = Find(declared) ?? Find(Meta(bytes));
        var isAscii = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) < 0;
        return said is null || (!isAscii && (guess == "utf-8" || IsUnicode(said))) ? TextDecoding.Named(guess)!.Encoding : said;
    }

    private static bool IsUnicode(Encoding encoding) => encoding.CodePage is 65001 or 1200 or 1201 or 12000 or 12001;

    private static string? Meta(ReadOnlySpan<byte> bytes)
    {
        var match = Declared().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclaredWithin)]));
        return match.Success ? match.Groups[1].Value : null;
    }

    [GeneratedRegex(@"<meta\s[^>]*charset\s*=\s*[""']?([A-Za-z0-9_:-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Declared();

    private static Encoding? Find(string? name) => name is null ? null : TextDecoding.Named(name)?.Encoding;
}
