using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Citations.Annotations;

/// <summary>
/// Quotations as annotations, as the viewer may see them. Source: W3C Web Annotation Data Model (2017). Positions count UTF-16 code units of
/// the text of the document or article, which its page shows.
/// </summary>
public sealed class AnnotationReader(ArchiveDbContext db, IOptions<ArchiveOptions> options)
{
    public const string Context = "http://www.w3.org/ns/anno.jsonld";

    /// <summary>How much stands beside a passage, in UTF-16 code units.</summary>
    private const int Beside = 32;

    /// <param name="quotations">As the viewer sees them, in order.</param>
    /// <param name="site">Where the archive is reached, without a slash at the end.</param>
    /// <param name="cancellationToken">Ends the queries.</param>
    /// <returns>One annotation a quotation, without a context of its own.</returns>
    public async Task<IReadOnlyList<JsonObject>> ReadAsync(IQueryable<Quotation> quotations, string site, CancellationToken cancellationToken)
    {
        var rows = await quotations.Select(q => new
        {
            q.Reference,
            q.Exact,
            q.Prefix,
            q.Suffix,
            q.Start,
            q.End,
            q.Page,
            q.Language,
            q.Speaker,
            q.SpeakerRole,
            q.Note,
            q.Status,
            q.TextId,
            Published = q.PublishedAt ?? q.CreatedAt,
            q.UpdatedAt,
            Document = q.Document!.Reference,
            Article = q.Article!.Reference,
            Pieces = q.Pieces.OrderBy(p => p.Position).Select(p => new { p.Exact, p.Start, p.End }).ToList(),
            Translations = q.Translations.OrderBy(t => t.Language).ThenBy(t => t.Id).Select(t => new { t.Language, t.Text, t.Translator }).ToList(),
            Tags = q.Taggings.OrderBy(t => t.Tag.Reference).Select(t => new TagName(t.Tag.Reference, t.Tag.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList())).ToList(),
        }).ToListAsync(cancellationToken);

        // What stands beside the pieces of a passage is in its text alone.
        var broken = rows.Where(r => r.Pieces.Count > 0).Select(r => r.TextId).OfType<Guid>().Distinct().ToList();
        var texts = broken.Count == 0 ? [] : await db.Texts.Where(t => broken.Contains(t.Id)).ToDictionaryAsync(t => t.Id, t => t.Body, cancellationToken);
        return rows.ConvertAll(q =>
        {
            var source = site + (q.Document is not null ? References.PathOf(ItemKind.Document, q.Document) : References.PathOf(ItemKind.Article, q.Article));
            var body = new JsonArray();
            foreach (var tag in q.Tags)
            {
                body.Add(Text("tagging", tag.Label.Text, tag.Label.Language));
            }

            foreach (var translation in q.Translations)
            {
                var text = Text("describing", translation.Text, translation.Language);
                if (!string.IsNullOrEmpty(translation.Translator))
                {
                    text["creator"] = new JsonObject { ["type"] = "Person", ["name"] = translation.Translator };
                }

                body.Add(text);
            }

            if (!string.IsNullOrEmpty(q.Speaker))
            {
                body.Add(Text("identifying", string.IsNullOrEmpty(q.SpeakerRole) ? q.Speaker : $"{q.Speaker}, {q.SpeakerRole}", q.Language));
            }

            if (!string.IsNullOrEmpty(q.Note))
            {
                var note = Text("commenting", q.Note, null);
                note["format"] = "text/markdown";
                body.Add(note);
            }

            if (q.Status == QuotationStatus.Disputed)
            {
                body.Add(Text("assessing", "Wording disputed", "en"));
            }

            JsonNode target = q.Pieces.Count == 0
                ? Target(source, q.Document is null ? null : q.Page, q.Exact, q.Prefix, q.Suffix, q.Start, q.End)
                : new JsonArray([.. q.Pieces.Select(p =>
                {
                    var text = q.TextId is { } id ? texts.GetValueOrDefault(id) : null;
                    return (JsonNode)Target(source, q.Document is null ? null : q.Page, p.Exact,
                        text is null || p.Start > text.Length ? null : text[Math.Max(0, p.Start - Beside)..p.Start],
                        text is null || p.End > text.Length ? null : text[p.End..Math.Min(text.Length, p.End + Beside)], p.Start, p.End);
                })]);
            var annotation = new JsonObject
            {
                ["id"] = site + References.PathOf(ItemKind.Quotation, q.Reference),
                ["type"] = "Annotation",
                ["motivation"] = "highlighting",
                // To readers the moment could tell more than the day.
                ["created"] = Day(q.Published),
                ["modified"] = Day(q.UpdatedAt > q.Published ? q.UpdatedAt : q.Published),
                ["creator"] = new JsonObject { ["type"] = "Organization", ["name"] = options.Value.Title, ["homepage"] = site + "/" },
            };
            if (body.Count > 0)
            {
                annotation["body"] = body;
            }

            annotation["target"] = target;
            return annotation;
        });
    }

    private static JsonObject Target(string source, int? page, string exact, string? prefix, string? suffix, int? start, int? end)
    {
        var quote = new JsonObject { ["type"] = "TextQuoteSelector", ["exact"] = exact };
        if (prefix is not null)
        {
            quote["prefix"] = prefix;
        }

        if (suffix is not null)
        {
            quote["suffix"] = suffix;
        }

        var selectors = new JsonArray(quote);
        if (start is { } from && end is { } to)
        {
            selectors.Add(new JsonObject { ["type"] = "TextPositionSelector", ["start"] = from, ["end"] = to });
        }

        if (page is { } number)
        {
            selectors.Add(new JsonObject
            {
                ["type"] = "FragmentSelector",
                ["conformsTo"] = "http://tools.ietf.org/rfc/rfc3778",
                ["value"] = string.Create(CultureInfo.InvariantCulture, $"page={number}"),
                ["refinedBy"] = quote.DeepClone(),
            });
        }

        return new JsonObject { ["type"] = "SpecificResource", ["source"] = source, ["selector"] = selectors };
    }

    private static JsonObject Text(string purpose, string value, string? language)
    {
        var body = new JsonObject { ["type"] = "TextualBody", ["purpose"] = purpose, ["value"] = value, ["format"] = "text/plain" };
        if (language is not (null or "" or "und"))
        {
            body["language"] = language;
        }

        return body;
    }

    private static string Day(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T00:00:00Z'", CultureInfo.InvariantCulture);
}
