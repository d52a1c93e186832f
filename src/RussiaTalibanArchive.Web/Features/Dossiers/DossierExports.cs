using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>A dossier to take away: the citations of what its reader may see of it, in its order, or all of it as Markdown.</summary>
public sealed class DossierExports(ArchiveDbContext db, CitationReader citations, MentionTargets targets)
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];
    private static readonly JsonSerializerOptions Yaml = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }; // A string of JSON is one of YAML.

    /// <summary>The citations, each once, in the dossier's order.</summary>
    /// <returns><see langword="null"/> when there is no such dossier for the viewer.</returns>
    public async Task<IReadOnlyList<Citation>?> CitationsAsync(string reference, string site, CancellationToken cancellationToken)
    {
        if (!await db.Dossiers.AnyAsync(d => d.Reference == reference, cancellationToken))
        {
            return null;
        }

        var entries = await EntriesAsync(reference, cancellationToken);
        var found = await CitedAsync(entries, site, cancellationToken);
        return [.. entries.Select(e => e.Item.Reference).Distinct().Select(found.GetValueOrDefault).OfType<Citation>()];
    }

    /// <summary>The dossier as Markdown with a head of YAML.</summary>
    /// <inheritdoc cref="CitationsAsync"/>
    public async Task<string?> MarkdownAsync(string reference, string site, CancellationToken cancellationToken)
    {
        var dossier = await db.Dossiers.AsNoTracking().SingleOrDefaultAsync(d => d.Reference == reference, cancellationToken);
        if (dossier is null)
        {
            return null;
        }

        var entries = await EntriesAsync(reference, cancellationToken);
        var found = await CitedAsync(entries, site, cancellationToken);
        var named = await targets.FindAsync(entries.Select(e => e.Comment).Append(dossier.Introduction).SelectMany(Mention.AllIn), cancellationToken);
        var text = new StringBuilder()
            .Append("---\n")
            .Append(CultureInfo.InvariantCulture, $"title: {Quoted(dossier.Title)}\nreference: {Quoted(dossier.Reference)}\nlanguage: {Quoted(dossier.Language)}\n")
            .Append(CultureInfo.InvariantCulture, $"address: {Quoted(site + References.PathOf(ItemKind.Dossier, dossier.Reference))}\nitems: {found.Count}\n---\n\n")
            .Append(CultureInfo.InvariantCulture, $"# {MarkdownEscape.Line(dossier.Title)}\n");
        AppendText(text, dossier.Introduction);
        var number = 0;
        foreach (var (item, comment) in entries)
        {
            if (found.GetValueOrDefault(item.Reference) is { } citation)
            {
                AppendEntry(text, ++number, citation, comment);
            }
        }

        return text.ToString();

        void AppendEntry(StringBuilder to, int at, Citation citation, string? comment)
        {
            var title = MarkdownEscape.Line(CitedText.Line(citation.Source?.Title ?? citation.Title));
            to.Append(CultureInfo.InvariantCulture, $"\n## {at}. {title}\n");
            if (citation.Words is not null)
            {
                to.Append(CultureInfo.InvariantCulture, $"\n{MarkdownEscape.Quote(citation.Words)}\n");
            }

            var facts = new[]
            {
                string.Join("; ", citation.Authors.Select(a => a.Given is null ? a.Family : $"{a.Given} {a.Family}")), citation.Publisher, citation.Date?.Edtf, citation.Place,
            };
            to.Append(CultureInfo.InvariantCulture, $"\n{string.Join(", ", facts.Where(f => !string.IsNullOrEmpty(f)).Select(f => MarkdownEscape.Line(f!)).Append($"[{citation.Reference}]({citation.Address})"))}.");
            to.AppendJoin("", citation.Notes().Select(n => $" {MarkdownEscape.Line(n)}.")).Append('\n');
            AppendText(to, comment);
        }

        void AppendText(StringBuilder to, string? markdown)
        {
            if (!string.IsNullOrWhiteSpace(markdown))
            {
                to.Append('\n').Append(Mention.Abroad(markdown, named.GetValueOrDefault, site).Trim()).Append('\n');
            }
        }
    }

    internal static void Map(WebApplication app)
    {
        foreach (var format in CitationFormat.All)
        {
            MapAs(format.Suffix, format.ContentType, async (exports, reference, site, cancellationToken) =>
                await exports.CitationsAsync(reference, site, cancellationToken) is { } citations ? format.Write(citations) : null);
        }

        MapAs(".md", "text/markdown; charset=utf-8", (exports, reference, site, cancellationToken) => exports.MarkdownAsync(reference, site, cancellationToken));

        void MapAs(string suffix, string contentType, Func<DossierExports, string, string, CancellationToken, Task<string?>> write) => app.MapMethods(
            $"/dossiers/{{reference}}{suffix}", Reading,
            async (string reference, HttpContext http, DossierExports exports, Tombstones tombstones, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
            {
                if (!References.TryParse(reference, out var named, out var canonical) || named != ItemKind.Dossier)
                {
                    return Results.NotFound();
                }

                var path = References.PathOf(ItemKind.Dossier, canonical) + suffix;
                if (canonical != reference)
                {
                    return Results.LocalRedirect(path, permanent: true);
                }

                return await write(exports, canonical, Citations.Citations.SiteOf(http.Request, options.Value), cancellationToken) is { } text
                    ? Citations.Citations.Answer(http, text, contentType, canonical + suffix, path)
                    : await Citations.Citations.MissingAsync(ItemKind.Dossier, canonical, tombstones, cancellationToken);
            })
            .RequireAuthorization(Policies.Visitor);
    }

    private async Task<IReadOnlyList<(Mention Item, string? Comment)>> EntriesAsync(string reference, CancellationToken cancellationToken)
    {
        var entries = await db.Set<DossierEntry>().Where(e => e.Dossier.Reference == reference).OrderBy(e => e.Position)
            .Select(e => new { e.Comment, Document = e.Document!.Reference, Article = e.Article!.Reference, Quotation = e.Quotation!.Reference })
            .ToListAsync(cancellationToken);
        return [.. entries.Select(e => (e.Document is not null ? new Mention(ItemKind.Document, e.Document)
            : e.Article is not null ? new Mention(ItemKind.Article, e.Article) : new Mention(ItemKind.Quotation, e.Quotation), e.Comment))];
    }

    private Task<IReadOnlyDictionary<string, Citation>> CitedAsync(IEnumerable<(Mention Item, string? Comment)> entries, string site, CancellationToken cancellationToken) =>
        citations.FindAllAsync(entries.Select(e => e.Item).Distinct().ToLookup(i => i.Kind, i => i.Reference), site, cancellationToken);

    private static string Quoted(string text) => JsonSerializer.Serialize(text, Yaml);
}
