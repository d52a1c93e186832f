using RussiaTalibanArchive.Web.Features.Search.Query;

namespace RussiaTalibanArchive.Web.Features.Search.Building;

/// <summary>Writes a query for a reader who fills in fields: whatever is typed there is taken for words, never for signs.</summary>
public sealed record QueryBuilder
{
    public string? All { get; init; }
    public string? Phrase { get; init; }
    public string? Any { get; init; }
    public string? None { get; init; }

    /// <summary>The first of two words near each other.</summary>
    public string? Near { get; init; }

    /// <summary>The other.</summary>
    public string? NearTo { get; init; }

    /// <summary>How many words they may be apart.</summary>
    public int Distance { get; init; } = 10;

    public string? Title { get; init; }
    public string? Issuer { get; init; }
    public string? Speaker { get; init; }

    /// <summary>The fields that say what a query of plain words says; empty ones for a query with signs, which they cannot say.</summary>
    public static QueryBuilder Of(string? query) =>
        (QueryParser.Parse(query).Root is WordNode or AndNode) && WordsOf(query) is var words && words.TrueForAll(w => w[0] != '"') ? new() { All = query } : new();

    /// <summary>See <see cref="QueryParser"/>; empty if nothing was filled in.</summary>
    public string Write()
    {
        var any = WordsOf(Any);
        var parts = new List<string>();
        parts.AddRange(WordsOf(All));
        parts.AddRange(WordsOf(Phrase) is { Count: > 0 } ? [Quoted(Phrase!)] : []);
        parts.AddRange(any.Count switch { 0 => [], 1 => any, _ => [$"({string.Join(" | ", any)})"] });
        if (WordsOf(Near).Count > 0 && WordsOf(NearTo).Count > 0)
        {
            parts.Add($"{Quoted(Near!)} NEAR/{Math.Clamp(Distance, 1, QueryParser.MaxNear)} {Quoted(NearTo!)}");
        }
        else
        {
            // A word alone is near nothing, but it was meant to be found.
            parts.AddRange([.. WordsOf(Near), .. WordsOf(NearTo)]);
        }

        parts.AddRange(WordsOf(Title).Select(w => $"title:{w}"));
        parts.AddRange(WordsOf(Issuer).Select(w => $"issuer:{w}"));
        parts.AddRange(WordsOf(Speaker).Select(w => $"speaker:{w}"));
        parts.AddRange(WordsOf(None).Select(w => $"-{w}"));
        return string.Join(' ', parts);
    }

    /// <summary>Each word; one that could be taken for a sign or a field stands between quotation marks.</summary>
    private static List<string> WordsOf(string? typed) =>
    [
        .. (typed ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(w => QueryParser.Parse(w).Root is WordNode { Match: WordMatch.Forms } word && word.Text == w ? w : Quoted(w))
            .Where(w => w.Any(char.IsLetterOrDigit)),
    ];

    private static string Quoted(string words) => $"\"{string.Concat(words.Where(c => !QuotationMarks.Contains(c))).Trim()}\"";

    private const string QuotationMarks = "\"“”„«»";
}
