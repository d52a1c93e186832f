using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>Where an item stands in dossiers, and how it comes into one and out again.</summary>
public sealed class InDossiers(ArchiveDbContext db, DossierWriter writer)
{
    /// <summary>As many dossiers as a menu offers; the newest.</summary>
    private const int MaxChoices = 200;

    /// <summary>The dossiers that hold an item, as far as the viewer may see both.</summary>
    public async Task<IReadOnlyList<DossierRow>> HoldingAsync(string reference, CancellationToken cancellationToken) => await db.Dossiers
        .Where(d => d.Entries.Any(e => e.Document!.Reference == reference || e.Article!.Reference == reference || e.Quotation!.Reference == reference))
        .OrderBy(d => d.Reference).ToRows().ToListAsync(cancellationToken);

    /// <summary>The dossiers that an editor may add an item to: those that it is not in yet, the last changed first.</summary>
    public async Task<IReadOnlyList<DossierRow>> OfferedAsync(string reference, CancellationToken cancellationToken) => await db.Dossiers
        .Where(d => !d.Entries.Any(e => e.Document!.Reference == reference || e.Article!.Reference == reference || e.Quotation!.Reference == reference))
        .OrderByDescending(d => d.UpdatedAt).Take(MaxChoices).ToRows().ToListAsync(cancellationToken);

    /// <summary>Puts an item at the end of a dossier.</summary>
    /// <param name="dossier">Its reference; <see langword="null"/> for a new one.</param>
    /// <param name="title">The title of a new one.</param>
    /// <param name="reference">The item.</param>
    /// <param name="comment">Markdown.</param>
    /// <param name="cancellationToken">Stops it; nothing is saved then.</param>
    public Task<Saved<Dossier>> AddAsync(string? dossier, string? title, string reference, string? comment, CancellationToken cancellationToken)
    {
        var entry = new DossierEntryRecord { Reference = reference, Comment = comment };
        return dossier is null
            ? writer.CreateAsync(new DossierRecord { Title = title, Status = ItemStatus.Draft, Items = [entry] }, cancellationToken: cancellationToken)
            : ChangeAsync(dossier, items => items.Exists(i => i.Reference == reference) ? items : [.. items, entry], cancellationToken);
    }

    /// <summary>Takes an item out of a dossier, wherever it stands in it.</summary>
    public Task<Saved<Dossier>> TakeOutAsync(string dossier, string reference, CancellationToken cancellationToken) =>
        ChangeAsync(dossier, items => items.FindAll(i => i.Reference != reference), cancellationToken);

    /// <summary>One entry comes or goes, so nobody's other changes can be lost: the newest version is taken, once more if it is overtaken.</summary>
    private async Task<Saved<Dossier>> ChangeAsync(string dossier, Func<List<DossierEntryRecord>, List<DossierEntryRecord>> change, CancellationToken cancellationToken)
    {
        for (var tries = 1; ; tries++)
        {
            var stored = await writer.LoadAsync(dossier, cancellationToken);
            if (stored is null || stored.WithdrawnAt is not null)
            {
                return new(SaveOutcome.Missing, null, []);
            }

            var record = writer.Describe(stored);
            record.Items = change(record.Items ?? []);
            var saved = await writer.UpdateAsync(dossier, stored.Version, record, cancellationToken: cancellationToken);
            if (saved.Outcome != SaveOutcome.Conflict || tries == 3)
            {
                return saved;
            }
        }
    }
}
