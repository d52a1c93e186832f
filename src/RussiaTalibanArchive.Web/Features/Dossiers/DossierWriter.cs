using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>A dossier as import reads and export writes it.</summary>
public sealed record DossierRecord : ItemRecord
{
    [JsonIgnore]
    public override ItemKind ItemKind => ItemKind.Dossier;
    public string? Title { get; set; }
    public string? Language { get; set; }
    public string? Introduction { get; set; }
    public List<DossierEntryRecord>? Items { get; set; }
    public ItemStatus? Status { get; set; }
    public DateTimeOffset? EmbargoUntil { get; set; }
}

/// <summary>One item of a dossier, by its reference, with a comment in Markdown.</summary>
public sealed record DossierEntryRecord
{
    public string? Reference { get; set; }
    public string? Comment { get; set; }
}

public sealed class DossierWriter(ArchiveDbContext db, CurrentViewer viewer, References references, TimeProvider clock)
    : ItemWriter<Dossier, DossierRecord>(db, viewer, references, clock)
{
    protected override ItemKind Kind => ItemKind.Dossier;

    protected override IQueryable<Dossier> Whole => Db.Dossiers
        .IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
        .Include(d => d.Entries).ThenInclude(e => e.Document)
        .Include(d => d.Entries).ThenInclude(e => e.Article)
        .Include(d => d.Entries).ThenInclude(e => e.Quotation);

    public override DossierRecord Describe(Dossier dossier) => new()
    {
        Reference = dossier.Reference,
        Title = dossier.Title,
        Language = dossier.Language,
        Introduction = dossier.Introduction,
        Items = NullIfEmpty(dossier.Entries.OrderBy(e => e.Position)
            .Select(e => new DossierEntryRecord { Reference = TargetOf(e), Comment = e.Comment })),
        Status = dossier.Status,
        EmbargoUntil = dossier.EmbargoUntil,
    };

    protected override Dossier New(DossierRecord record) => new() { Title = "", Language = "" };

    protected override SearchEntry SearchableOf(Dossier item) => new()
    {
        Audience = AudienceOf(item),
        EmbargoUntil = item.EmbargoUntil,
        Language = item.Language,
        Status = SearchEntry.StatusOf(item.Status),
        Fields = [new(EntryPart.Title, item.Title), new(EntryPart.Other, item.Reference)],
        Bodies = [new(Mention.Without(item.Introduction) ?? "", item.Language)],
    };

    protected override ItemStatus AudienceOf(Dossier item) => item.Status;

    protected override async Task ApplyAsync(Dossier item, DossierRecord record, Checks checks, CancellationToken cancellationToken)
    {
        item.Title = checks.RequiredLine(nameof(record.Title), record.Title, "Give the dossier a title.");
        item.Introduction = checks.Text(nameof(record.Introduction), record.Introduction, 100_000);
        item.Language = checks.Language(nameof(record.Language), record.Language) ?? LanguageGuess.Of($"{item.Title}\n{item.Introduction}") ?? "und";
        item.Status = record.Status ?? item.Status;
        item.EmbargoUntil = record.EmbargoUntil?.ToUniversalTime();
        await ApplyEntriesAsync(item, record.Items ?? [], checks, cancellationToken);
    }

    private static string TargetOf(DossierEntry entry) => (entry.Document?.Reference ?? entry.Article?.Reference ?? entry.Quotation?.Reference)!;

    private async Task ApplyEntriesAsync(Dossier item, List<DossierEntryRecord> wanted, Checks checks, CancellationToken cancellationToken)
    {
        var before = item.Entries.ToList();
        var position = 0;
        for (var i = 0; i < wanted.Count; i++)
        {
            var field = $"Items[{i}]";
            var name = wanted[i].Reference?.Trim().ToUpperInvariant() ?? "";
            var entry = before.Find(e => TargetOf(e) == name);
            if (entry is not null)
            {
                before.Remove(entry);
            }
            else if (await EntryAsync(item, name, cancellationToken) is { } made)
            {
                item.Entries.Add(entry = made);
            }
            else
            {
                checks.Add(field, "There is no {0} in the archive.", name);
                continue;
            }

            entry.Position = ++position;
            entry.Comment = checks.Text(field, wanted[i].Comment, 20_000);
        }

        Db.Drop(item.Entries, before.Contains);
    }

    private async Task<DossierEntry?> EntryAsync(Dossier dossier, string name, CancellationToken cancellationToken)
    {
        if (!References.TryParse(name, out var kind, out var reference))
        {
            return null;
        }

        Item? target = kind switch
        {
            ItemKind.Document => await Db.Documents.SingleOrDefaultAsync(d => d.Reference == reference, cancellationToken),
            ItemKind.Article => await Db.Articles.SingleOrDefaultAsync(a => a.Reference == reference, cancellationToken),
            ItemKind.Quotation => await Db.Quotations.SingleOrDefaultAsync(q => q.Reference == reference, cancellationToken),
            _ => null,
        };
        return target is null ? null : new DossierEntry
        {
            DossierId = dossier.Id,
            Position = 0,
            DocumentId = (target as Document)?.Id,
            Document = target as Document,
            ArticleId = (target as Article)?.Id,
            Article = target as Article,
            QuotationId = (target as Quotation)?.Id,
            Quotation = target as Quotation,
        };
    }
}
