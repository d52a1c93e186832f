using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>
/// <c>/documents/RTA-D0001.md</c>, and the same of articles and quotations: what the citation says as front matter in YAML, then the text as it
/// stands, the original first, each translation under a heading.
/// </summary>
internal static class TextExport
{
    private static readonly JsonSerializerOptions Yaml = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // A string of JSON is one of YAML.

    public static void Map(WebApplication app)
    {
        foreach (var kind in CitationFormat.Kinds)
        {
            app.MapBeside(kind, ".md", WriteAsync);
        }
    }

    private static async Task<IResult> WriteAsync(CitedRequest cited, CancellationToken cancellationToken) =>
        cited.Answer(await TextOfAsync(cited.Db, cited.Kind, cited.Citation, cancellationToken), "text/markdown; charset=utf-8", ".md");

    /// <summary>The text of an item that the viewer may see.</summary>
    public static async Task<string> TextOfAsync(ArchiveDbContext db, ItemKind kind, Citation citation, CancellationToken cancellationToken)
    {
        var reference = citation.Reference;
        var text = new StringBuilder("---\n");
        AppendHead(text, citation);
        text.Append("---\n");
        switch (kind)
        {
            case ItemKind.Document:
                var texts = await db.Texts.Where(t => t.Document.Reference == reference && t.IsCurrent && !t.IsWithheld).OrderBy(t => t.Role).ThenBy(t => t.Language)
                    .Select(t => new { t.Role, t.Language, t.Body }).ToListAsync(cancellationToken);
                foreach (var (one, index) in texts.Select((t, i) => (t, i)))
                {
                    text.Append(index == 0 ? "\n" : string.Create(CultureInfo.InvariantCulture, $"\n## {(one.Role == TextRole.Translation ? "Translation" : "Text")} ({one.Language})\n\n")).Append(one.Body.TrimEnd('\n')).Append('\n');
                }

                break;
            case ItemKind.Article:
                text.Append('\n').Append(Mention.Without(await db.Articles.Where(a => a.Reference == reference).Select(a => a.Body).SingleAsync(cancellationToken)).TrimEnd('\n')).Append('\n');
                break;
            default:
                text.Append('\n').Append(string.Join('\n', (citation.Words ?? "").Split('\n').Select(line => "> " + line))).Append('\n');
                foreach (var translation in citation.Translations)
                {
                    text.Append(CultureInfo.InvariantCulture, $"\n## Translation ({translation.Language})\n\n").Append(string.Join('\n', translation.Text.Split('\n').Select(line => "> " + line))).Append('\n');
                }

                break;
        }

        return text.ToString();
    }

    private static void AppendHead(StringBuilder text, Citation citation)
    {
        Set("title", citation.Title);
        foreach (var (language, title) in citation.TitleTranslations.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            Set($"title-{language}", title);
        }

        Set("reference", citation.Reference);
        Set("language", citation.Language);
        Set("date", citation.Date?.Edtf);
        Set("date-printed", citation.DatePrinted);
        foreach (var author in citation.Authors.Take(1))
        {
            Set("author", string.Join("; ", citation.Authors.Select(a => a.Given is null ? a.Family : $"{a.Given} {a.Family}")));
        }

        Set("publisher", citation.Publisher);
        Set("type", citation.Genre);
        Set("speaker", citation.Speaker);
        Set("source", citation.Source?.Reference);
        Set("place", citation.Place);
        Set("archive", citation.Archive);
        Set("address", citation.Address);
        Set("published-at", citation.PublishedAddress);
        Set("rights", citation.Rights);
        Set("state", string.Join(". ", citation.Notes()));
        Set("sha256", citation.Words is null ? null : CitedText.Fingerprint(citation.Words));
        if (citation.Keywords.Count > 0)
        {
            text.Append("tags: ").Append(JsonSerializer.Serialize(citation.Keywords, Yaml)).Append('\n');
        }

        void Set(string name, string? value)
        {
            if (CitedText.Line(value) is { Length: > 0 } line)
            {
                text.Append(name).Append(": ").Append(JsonSerializer.Serialize(line, Yaml)).Append('\n');
            }
        }
    }
}
