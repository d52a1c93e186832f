using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>What an import did.</summary>
/// <param name="Added">Items that are new.</param>
/// <param name="Unchanged">Items that were here already.</param>
/// <param name="Refused">Lines that were not taken, with the reason.</param>
public sealed record ImportReport(int Added, int Unchanged, IReadOnlyList<Refusal> Refused);

/// <param name="Line">From 1.</param>
/// <param name="Reason">In words that a person can act on.</param>
public sealed record Refusal(int Line, string Reason);

/// <param name="Language">BCP 47 language of items that name none.</param>
/// <param name="Publish">Whether items that name no status become public, quotations checked.</param>
/// <param name="Folder">Where the files that lines name lie; <see langword="null"/> when lines may name none.</param>
public sealed record ImportOptions(string? Language = null, bool Publish = false, string? Folder = null);

/// <summary>
/// Reads items as JSON lines, in any order, in one transaction a file. What is here already is left as it is, so that the same
/// file can be imported again without harm.
/// </summary>
public sealed class ItemsImporter(
    ArchiveDbContext db, TagVocabulary vocabulary, FileStore files, TimeProvider clock,
    TagWriter tags, DocumentWriter documents, ArticleWriter articles, QuotationWriter quotations, NoteWriter notes, DossierWriter dossiers)
{
    private const int ManyItems = 500;

    private readonly List<Refusal> _refused = [];
    private int _added;
    private int _unchanged;

    public async Task<ImportReport> ImportAsync(IAsyncEnumerable<string> lines, ImportOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var parsed = await ParseAsync(lines, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await ImportTagsAsync([.. parsed.Where(l => l.Record is TagRecord)], progress, cancellationToken);
        vocabulary.Refresh();
        foreach (var kind in parsed.Where(l => l.Record is not TagRecord).GroupBy(l => l.Record.ItemKind).OrderBy(g => g.Key))
        {
            await (kind.Key switch
            {
                ItemKind.Document => ImportKindAsync(documents, db.Documents, [.. kind], options, progress, cancellationToken),
                ItemKind.Article => ImportKindAsync(articles, db.Articles, [.. kind], options, progress, cancellationToken),
                ItemKind.Quotation => ImportKindAsync(quotations, db.Quotations, [.. kind], options, progress, cancellationToken),
                ItemKind.Note => ImportKindAsync(notes, db.Notes, [.. kind], options, progress, cancellationToken),
                _ => ImportKindAsync(dossiers, db.Dossiers, [.. kind], options, progress, cancellationToken),
            });
        }

        await transaction.CommitAsync(cancellationToken);
        if (_added >= ManyItems)
        {
            await db.Database.ExecuteSqlAsync($"ANALYZE", cancellationToken); // Else the planner believes in an empty archive for a while.
        }

        return new(_added, _unchanged, [.. _refused.OrderBy(r => r.Line)]);
    }

    /// <summary>Takes one item that did not come as a line of JSON.</summary>
    /// <returns>The item that is now here, and whether it is new; nothing but problems when it was refused.</returns>
    public async Task<(Article? Article, bool IsNew, IReadOnlyList<Problem> Problems)> ImportArticleAsync(ArticleRecord record, CancellationToken cancellationToken)
    {
        var hash = HashOf(record);
        var known = await db.Articles.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
            .Where(a => a.ImportHash == hash).Select(a => a.Reference).FirstOrDefaultAsync(cancellationToken);
        if (known is not null)
        {
            return (await articles.LoadAsync(known, cancellationToken), false, []);
        }

        var saved = await articles.CreateAsync(record, RevisionAction.Imported, hash, cancellationToken);
        return (saved.Item, saved.Item is not null, saved.Problems);
    }

    private async Task<List<Line>> ParseAsync(IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        var parsed = new List<Line>();
        var number = 0;
        await foreach (var text in lines.WithCancellation(cancellationToken))
        {
            number++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            try
            {
                var record = Parse(number == 1 ? text.TrimStart('\uFEFF') : text);
                parsed.Add(new(number, record, HashOf(record)));
            }
            catch (JsonException e)
            {
                _refused.Add(new(number, ReasonOf(e)));
            }
        }

        return parsed;
    }

    private static ItemRecord Parse(string text)
    {
        using var json = JsonDocument.Parse(text);
        var kind = json.RootElement.ValueKind == JsonValueKind.Object && json.RootElement.TryGetProperty("kind", out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString() : null;
        return kind switch
        {
            "tag" => ItemJson.Read<TagRecord>(text),
            "document" => ItemJson.Read<DocumentRecord>(text),
            "article" => ItemJson.Read<ArticleRecord>(text),
            "quotation" => ItemJson.Read<QuotationRecord>(text),
            "note" => ItemJson.Read<NoteRecord>(text),
            "dossier" => ItemJson.Read<DossierRecord>(text),
            null => throw new JsonException("The line is not an object with a “kind”."),
            _ => throw new JsonException($"There is no kind “{kind}”: document, article, quotation, tag, note or dossier."),
        };
    }

    /// <summary>The parser's own words where they name a field, without its line and byte counts.</summary>
    private static string ReasonOf(JsonException e)
    {
        var reason = e.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        if (reason.StartsWith("The JSON property '", StringComparison.Ordinal))
        {
            return $"There is no field “{reason.Split('\'')[1]}”.";
        }

        return string.IsNullOrEmpty(e.Path) || e.Path == "$" ? reason : $"{e.Path.TrimStart('$', '.')}: {reason}";
    }

    /// <summary>Tags in an order in which each comes after the one above it.</summary>
    private async Task ImportTagsAsync(List<Line> lines, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var waiting = lines;
        while (waiting.Count > 0)
        {
            var slugs = waiting.Select(l => ((TagRecord)l.Record).Slug).ToHashSet();
            var ready = waiting.FindAll(l => ((TagRecord)l.Record).Broader is not { } broader || !slugs.Contains(broader) || broader == ((TagRecord)l.Record).Slug);
            if (ready.Count == 0)
            {
                _refused.AddRange(waiting.Select(l => new Refusal(l.Number, "The tags above this one run in a circle.")));
                return;
            }

            await ImportKindAsync(tags, db.Tags, ready, new ImportOptions(), progress, cancellationToken);
            waiting = [.. waiting.Except(ready)];
        }
    }

    private async Task ImportKindAsync<TItem, TRecord>(
        ItemWriter<TItem, TRecord> writer, DbSet<TItem> items, List<Line> lines, ImportOptions options, IProgress<int>? progress, CancellationToken cancellationToken)
        where TItem : Item
        where TRecord : ItemRecord
    {
        var known = await items.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
            .Select(i => new { i.Reference, i.ImportHash }).ToListAsync(cancellationToken);
        var hashes = known.Where(k => k.ImportHash is not null).Select(k => k.ImportHash!).ToHashSet();
        var references = known.Select(k => k.Reference).ToHashSet();
        foreach (var line in lines)
        {
            var record = (TRecord)line.Record;
            var refusal = hashes.Contains(line.Hash) ? null : await TakeAsync(writer, record, line.Hash, references, options, cancellationToken);
            if (hashes.Contains(line.Hash) || refusal is AlreadyHere)
            {
                _unchanged++;
            }
            else if (refusal is not null)
            {
                _refused.Add(new(line.Number, refusal));
            }
            else
            {
                _added++;
                hashes.Add(line.Hash);
                references.Add(record.Reference ?? "");
            }

            db.ChangeTracker.Clear();
            progress?.Report(_added + _unchanged + _refused.Count);
        }
    }

    private const string AlreadyHere = "";

    /// <returns><see langword="null"/> when the item was added; <see cref="AlreadyHere"/>; or the reason why it was refused.</returns>
    private async Task<string?> TakeAsync<TItem, TRecord>(
        ItemWriter<TItem, TRecord> writer, TRecord record, string hash, HashSet<string> references, ImportOptions options, CancellationToken cancellationToken)
        where TItem : Item
        where TRecord : ItemRecord
    {
        if (ReferenceProblem(record) is { } problem)
        {
            return problem;
        }

        if (record.Reference is { Length: > 0 } reference && references.Contains(reference))
        {
            var held = await writer.LoadAsync(reference, cancellationToken);
            return held is not null && ItemJson.Write(writer.Describe(held)) == ItemJson.Write(record)
                ? AlreadyHere
                : $"{reference} is here already, with other content; change it in the browser instead.";
        }

        SetDefaults(record, options);
        if (record is DocumentRecord document && await TakeFilesAsync(document, options.Folder, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        var saved = await writer.CreateAsync(record, RevisionAction.Imported, hash, cancellationToken);
        return saved.Outcome == SaveOutcome.Saved ? null : string.Join(" ", saved.Problems.Select(p => $"{p.Field}: {p}"));
    }

    private static string? ReferenceProblem(ItemRecord record) => record switch
    {
        { Reference: null or "" } or TagRecord => null,
        NoteRecord => int.TryParse(record.Reference, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out _)
            ? null : $"“{record.Reference}” is not a note's number.",
        _ => References.TryParse(record.Reference, out var kind, out var reference) && kind == record.ItemKind && reference == record.Reference
            ? null : $"“{record.Reference}” is not a reference of this kind.",
    };

    private static void SetDefaults(ItemRecord record, ImportOptions options)
    {
        ItemStatus? status = options.Publish ? ItemStatus.Public : null;
        switch (record)
        {
            case DocumentRecord document:
                document.Language ??= options.Language;
                document.Status ??= status;
                break;
            case ArticleRecord article:
                article.Language ??= options.Language;
                article.Status ??= status;
                break;
            case QuotationRecord quotation:
                quotation.Status ??= options.Publish ? QuotationStatus.Checked : null;
                break;
            case NoteRecord note:
                note.Status ??= status;
                break;
            case DossierRecord dossier:
                dossier.Language ??= options.Language;
                dossier.Status ??= status;
                break;
        }
    }

    /// <summary>Stores the files that a line names by path; a path may not lead out of the folder.</summary>
    private async Task<string?> TakeFilesAsync(DocumentRecord document, string? folder, CancellationToken cancellationToken)
    {
        foreach (var file in document.Files ?? [])
        {
            if (file.Path is null || (file.Sha256 is not null && await db.Files.AnyAsync(f => f.Sha256 == file.Sha256, cancellationToken)))
            {
                continue;
            }

            var path = folder is null ? null : Path.GetFullPath(Path.Combine(folder, file.Path));
            if (path is null || !path.StartsWith(Path.GetFullPath(folder!) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                || new FileInfo(path) is { Exists: false } or { LinkTarget: not null })
            {
                return "Files: one of them does not lie beside the imported file.";
            }

            await using var content = File.OpenRead(path);
            var (sha256, length) = (await files.StoreAsync(content, long.MaxValue, cancellationToken))!;
            if (file.Sha256 is not null && !file.Sha256.Equals(sha256, StringComparison.OrdinalIgnoreCase))
            {
                return "Files: one of them has another SHA-256 than the line says.";
            }

            file.Sha256 = sha256;
            if (!await db.Files.AnyAsync(f => f.Sha256 == sha256, cancellationToken))
            {
                db.Files.Add(new StoredFile { Sha256 = sha256, LengthBytes = length, StoredAt = clock.GetUtcNow() });
                await db.SaveChangesAsync(cancellationToken);
            }
        }

        return null;
    }

    private static string HashOf(ItemRecord record) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ItemJson.Write(record))));

    private sealed record Line(int Number, ItemRecord Record, string Hash);
}
