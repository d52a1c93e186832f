using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Redactions;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text.Marks;

namespace RussiaTalibanArchive.Web.Features.Documents;

public sealed partial class DocumentWriter(ArchiveDbContext db, CurrentViewer viewer, References references, TimeProvider clock)
    : ItemWriter<Document, DocumentRecord>(db, viewer, references, clock)
{
    private IReadOnlyDictionary<string, Tag>? _tags;
    private HashSet<string>? _stored;

    protected override ItemKind Kind => ItemKind.Document;

    protected override IQueryable<Document> Whole => Db.Documents
        .IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
        .Include(d => d.Texts.OrderBy(t => t.Version)).Include(d => d.Files.OrderBy(f => f.Position))
        .Include(d => d.Provenance.OrderBy(p => p.Position)).Include(d => d.Assessments.OrderBy(a => a.Position))
        .Include(d => d.Taggings).ThenInclude(t => t.Tag);

    public override DocumentRecord Describe(Document document) => new()
    {
        Reference = document.Reference,
        Title = document.Title,
        Language = document.Language,
        TitleTranslations = document.TitleTranslations.Count == 0 ? null : new(document.TitleTranslations.OrderBy(t => t.Key, StringComparer.Ordinal)),
        Date = DateRecord.Of(document.Date),
        DocumentType = document.DocumentType,
        Issuer = document.Issuer,
        Addressee = document.Addressee,
        Classification = document.Classification,
        Abstract = document.Abstract,
        Source = document is { SourceUrl: null, SourcePublisher: null, SourceReceived: null, SourceNote: null } ? null : new()
        {
            Url = document.SourceUrl,
            Publisher = document.SourcePublisher,
            Received = document.SourceReceived,
            Note = document.SourceNote,
        },
        Rights = document.Rights,
        Grade = document.Grade,
        Authenticity = NullIfEmpty(document.Assessments.OrderBy(a => a.Position)
            .Select(a => new AssessmentRecord { Verdict = a.Verdict, Grounds = a.Grounds, By = a.By, Date = a.Date })),
        Provenance = NullIfEmpty(document.Provenance.OrderBy(p => p.Position)
            .Select(p => new ProvenanceRecord { Date = p.Date, Fact = p.Fact, Public = p.IsPublic })),
        Texts = NullIfEmpty(document.Texts.Where(t => t.IsCurrent).OrderBy(t => t.Role).ThenBy(t => t.Language, StringComparer.Ordinal)
            .Select(t => new TextRecord { Language = t.Language, Role = t.Role, Text = t.Body, Translator = t.Translator })),
        Files = NullIfEmpty(document.Files.OrderBy(f => f.Position).Select(f => new FileRecord { Path = f.OriginalName, Sha256 = f.Sha256 })),
        Tags = NullIfEmpty(document.Taggings.Select(t => t.Tag.Reference).Order(StringComparer.Ordinal)),
        Status = document.Status,
        EmbargoUntil = document.EmbargoUntil,
    };

    protected override Document New(DocumentRecord record) => new() { Title = "", Language = "" };

    protected override SearchEntry SearchableOf(Document item) => new()
    {
        Audience = AudienceOf(item),
        EmbargoUntil = item.EmbargoUntil,
        Date = item.Date is { } date ? (date.Earliest, date.Latest) : null,
        Language = item.Language,
        Issuer = item.Issuer,
        Verdict = item.Assessments.MaxBy(a => a.Position)?.Verdict ?? Verdict.Unassessed,
        Status = SearchEntry.StatusOf(item.Status),
        Tags = item.Taggings.Select(t => t.TagId),
        Fields =
        [
            new(EntryPart.Title, item.Title), .. item.TitleTranslations.Select(t => new EntryField(EntryPart.Title, t.Value, t.Key)),
            new(EntryPart.Issuer, item.Issuer), new(EntryPart.Other, item.Reference), new(EntryPart.Other, item.Addressee),
            new(EntryPart.Other, Mention.Without(item.Abstract)),
        ],
        Bodies = [.. item.Texts.Where(t => t.IsCurrent && !t.IsWithheld).OrderBy(t => t.Role).ThenBy(t => t.Language, StringComparer.Ordinal)
            .Select(t => new EntryBody(t.Body, t.Language, t.Id))],
    };

    protected override ItemStatus AudienceOf(Document item) => item.Status;

    protected override async Task PrepareAsync(IReadOnlyList<DocumentRecord> records, CancellationToken cancellationToken)
    {
        _tags = records.Count == 0 ? null : await Db.Tags.BySlugAsync(records.Select(r => r.Tags), cancellationToken);
        _stored = records.Count == 0 ? null : await StoredAsync([.. records.SelectMany(r => r.Files ?? []).Select(f => f.Sha256?.ToLowerInvariant()).OfType<string>().Distinct()], cancellationToken);
    }

    protected override async Task ApplyAsync(Document item, DocumentRecord record, Checks checks, CancellationToken cancellationToken)
    {
        item.Title = checks.RequiredLine(nameof(record.Title), record.Title, "Give the document a title.");
        var texts = TextsOf(record);
        item.Language = checks.Language(nameof(record.Language), record.Language)
            ?? texts.Select(t => t.Language).FirstOrDefault(l => !string.IsNullOrEmpty(l))
            ?? Text.LanguageGuess.Of(texts.FirstOrDefault()?.Text ?? item.Title) ?? "und";
        item.TitleTranslations = [];
        foreach (var (language, title) in record.TitleTranslations ?? [])
        {
            if (checks.Language(nameof(record.TitleTranslations), language) is { } tag && checks.Line(nameof(record.TitleTranslations), title) is { } line)
            {
                item.TitleTranslations[tag] = line;
            }
        }

        item.Date = checks.Date(nameof(record.Date), record.Date);
        item.DocumentType = checks.Line(nameof(record.DocumentType), record.DocumentType, 60)?.ToLowerInvariant();
        item.Issuer = checks.Line(nameof(record.Issuer), record.Issuer);
        item.Addressee = checks.Line(nameof(record.Addressee), record.Addressee);
        item.Classification = checks.Line(nameof(record.Classification), record.Classification, 200);
        item.Abstract = checks.Text(nameof(record.Abstract), record.Abstract, 20_000);
        item.Rights = checks.Line(nameof(record.Rights), record.Rights);
        item.SourceUrl = checks.Url("Source.Url", record.Source?.Url);
        item.SourcePublisher = checks.Line("Source.Publisher", record.Source?.Publisher);
        item.SourceReceived = checks.EdtfText("Source.Received", record.Source?.Received);
        item.SourceNote = checks.Text("Source.Note", record.Source?.Note, 20_000);
        item.Grade = checks.Line(nameof(record.Grade), record.Grade, 2)?.ToUpperInvariant();
        if (item.Grade is not null && !AdmiraltyGrade().IsMatch(item.Grade))
        {
            checks.Add(nameof(record.Grade), "A grade is a letter from A to F and a digit from 1 to 6, such as B2.");
        }

        item.Status = record.Status ?? item.Status;
        item.EmbargoUntil = record.EmbargoUntil?.ToUniversalTime();
        ApplyAssessments(item, record, checks);
        ApplyProvenance(item, record, checks);
        await ApplyTextsAsync(item, texts, checks, cancellationToken);
        await ApplyFilesAsync(item, record, checks, cancellationToken);
        await item.Taggings.SetAsync(record.Tags, tag => new Tagging
        {
            TagId = tag.Id,
            Tag = tag,
            DocumentId = item.Id,
            AddedBy = Viewer.Name,
            AddedAt = Now,
        }, Db, checks, cancellationToken, _tags);
    }

    private static List<TextRecord> TextsOf(DocumentRecord record) =>
        [.. record.Texts ?? [], .. record.Text is null ? Array.Empty<TextRecord>() : [new TextRecord { Language = record.Language, Text = record.Text }]];

    /// <summary>Assessments are only added: those that the document has must stand first in the record, unchanged.</summary>
    private void ApplyAssessments(Document item, DocumentRecord record, Checks checks)
    {
        var position = item.Assessments.Select(a => a.Position).DefaultIfEmpty().Max();
        foreach (var assessment in (record.Authenticity ?? []).Skip(item.Assessments.Count))
        {
            item.Assessments.Add(new Assessment
            {
                DocumentId = item.Id,
                Position = ++position,
                Verdict = assessment.Verdict ?? Verdict.Unassessed,
                Grounds = checks.Text("Grounds", assessment.Grounds, 20_000),
                By = checks.Line("By", assessment.By, 100) ?? Viewer.Name,
                Date = assessment.Date ?? DateOnly.FromDateTime(Now.UtcDateTime),
            });
        }
    }

    private void ApplyProvenance(Document item, DocumentRecord record, Checks checks)
    {
        var position = item.Provenance.Select(p => p.Position).DefaultIfEmpty().Max();
        foreach (var fact in (record.Provenance ?? []).Skip(item.Provenance.Count))
        {
            item.Provenance.Add(new ProvenanceFact
            {
                DocumentId = item.Id,
                Position = ++position,
                Date = checks.EdtfText("FactDate", fact.Date),
                Fact = checks.RequiredLine("Fact", fact.Fact, "Say what happened.", 2000),
                IsPublic = fact.Public ?? false,
                RecordedBy = Viewer.Name,
                RecordedAt = Now,
            });
        }
    }

    private async Task ApplyTextsAsync(Document item, List<TextRecord> texts, Checks checks, CancellationToken cancellationToken)
    {
        var kept = new HashSet<DocumentText>();
        for (var i = 0; i < texts.Count; i++)
        {
            var raw = checks.Text($"Texts[{i}].Text", texts[i].Text);
            if (raw is null)
            {
                continue;
            }

            var body = HiddenMarks.Clean(raw);

            var role = texts[i].Role ?? TextRole.Transcription;
            var language = checks.Language($"Texts[{i}].Language", texts[i].Language) ?? item.Language;
            var versions = item.Texts.Where(t => t.Role == role && t.Language == language).OrderBy(t => t.Version).ToList();
            var current = versions.LastOrDefault(t => t.IsCurrent);
            if (current is not null && kept.Contains(current))
            {
                checks.Add($"Texts[{i}].Language", "The document has two texts of this kind in “{0}”; give one of them another language or kind.", language);
                continue;
            }

            var translator = checks.Line($"Texts[{i}].Translator", texts[i].Translator, 200);
            if (current?.Body == body && current.Translator == translator)
            {
                kept.Add(current);
                continue;
            }

            var next = new DocumentText
            {
                DocumentId = item.Id,
                Role = role,
                Language = language,
                Version = (versions.LastOrDefault()?.Version ?? 0) + 1,
                Body = body,
                Translator = translator,
                CreatedAt = Now,
            };
            next.Raw = RawText.Of(next, raw, role);
            await CheckRedactedAsync(item, next, $"Texts[{i}].Text", checks, cancellationToken);
            item.Texts.Add(next);
            kept.Add(next);
            if (current is not null && checks.Problems.Count == 0)
            {
                await MoveQuotationsAsync(current, next, cancellationToken);
                await MoveWordsAsync(current, next, cancellationToken);
            }
        }

        foreach (var text in item.Texts)
        {
            text.IsCurrent = kept.Contains(text);
        }

        if (item.Version > 0 && checks.Problems.Count == 0)
        {
            await PlaceQuotationsAsync(item, cancellationToken);
        }
    }

    /// <summary>Quotations that were made before the document had a text that holds them find their place in a new one.</summary>
    private async Task PlaceQuotationsAsync(Document item, CancellationToken cancellationToken)
    {
        var texts = item.Texts.Where(t => t.IsCurrent && Db.Entry(t).State is EntityState.Added or EntityState.Detached).OrderBy(t => t.Role).ToList();
        var open = texts.Count == 0 ? [] : await Db.Quotations.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).Include(q => q.Appearances)
            .Where(q => q.DocumentId == item.Id && q.TextId == null).ToListAsync(cancellationToken);
        foreach (var quotation in open.Where(q => texts.OrderByDescending(t => t.Language == q.Language).Any(q.TryAnchor)))
        {
            quotation.Appearances.ForEach(a => a.Faithfulness = null);
        }
    }

    /// <summary>Words that were redacted do not come back, by whichever way a text comes in.</summary>
    private async Task CheckRedactedAsync(Document item, DocumentText next, string field, Checks checks, CancellationToken cancellationToken)
    {
        var places = item.Version == 0 ? [] : await Db.RedactedPlaces.Where(p => p.Redaction.DocumentId == item.Id).ToListAsync(cancellationToken);
        var gone = places.Select(p => item.Texts.Find(t => t.Id == p.TextId)?.Body.Substring(p.Start, p.Length)).OfType<string>().Distinct();
        foreach (var words in gone)
        {
            // Words that the editor left standing elsewhere may stay.
            var left = item.Texts.Where(t => t.IsCurrent).Select(t => TextRepeats.FindAgain(t.Body, [words]).Count).DefaultIfEmpty().Max();
            if (TextRepeats.FindAgain(next.Body, [words]).Count > left)
            {
                checks.Add(field, "This text holds words that were redacted: “{0}”. Leave them out, or take the redaction back first.", Text.Excerpt.Of(words, 60));
            }
        }
    }

    /// <summary>
    /// Follows the quotations of one version of a text into the next, and tries again those that were lost on the way from an
    /// earlier one; those that are not found stay where they are.
    /// </summary>
    private async Task MoveQuotationsAsync(DocumentText from, DocumentText to, CancellationToken cancellationToken)
    {
        var quotations = await Db.Quotations.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).Include(q => q.Text).Include(q => q.Appearances)
            .Where(q => q.Text!.DocumentId == from.DocumentId && q.Text.Role == from.Role && q.Text.Language == from.Language).ToListAsync(cancellationToken);
        foreach (var quotation in quotations)
        {
            var words = quotation.Exact;
            if (quotation.TryFollow(quotation.Text!, to) && quotation.Exact != words)
            {
                quotation.Appearances.ForEach(a => a.Faithfulness = null); // To be judged anew.
            }
        }
    }

    /// <summary>Takes the boxes of the words of each page over to the next version of the text; pages that went lose theirs.</summary>
    private async Task MoveWordsAsync(DocumentText from, DocumentText to, CancellationToken cancellationToken)
    {
        var (before, after) = (from.Body.Split('\f'), to.Body.Split('\f'));
        foreach (var page in await Db.PageWords.Where(w => w.TextId == from.Id).ToListAsync(cancellationToken))
        {
            var (old, next) = (before.ElementAtOrDefault(page.Number - 1), after.ElementAtOrDefault(page.Number - 1));
            if (old is null || next is null)
            {
                Db.Remove(page);
                continue;
            }

            page.TextId = to.Id;
            page.Boxes = old == next ? page.Boxes : PageWords.Pack(WordBoxAlignment.Realign(old, next, page.Words));
        }
    }

    private async Task ApplyFilesAsync(Document item, DocumentRecord record, Checks checks, CancellationToken cancellationToken)
    {
        var wanted = (record.Files ?? []).Where(f => f.Sha256 is not null).ToList();
        var hashes = wanted.Select(f => f.Sha256!.ToLowerInvariant()).ToList();
        var stored = _stored ?? await StoredAsync(hashes, cancellationToken);
        Db.Drop(item.Files, f => !hashes.Contains(f.Sha256));
        foreach (var (file, hash) in wanted.Zip(hashes).DistinctBy(pair => pair.Second))
        {
            if (!stored.Contains(hash))
            {
                checks.Add(nameof(record.Files), "The archive does not hold the file {0}.", hash);
            }
            else if (item.Files.All(f => f.Sha256 != hash))
            {
                item.Files.Add(new DocumentFile
                {
                    DocumentId = item.Id,
                    Sha256 = hash,
                    Position = item.Files.Select(f => f.Position).DefaultIfEmpty().Max() + 1,
                    OriginalName = checks.Line(nameof(record.Files), Path.GetFileName(file.Path?.Replace('\\', '/')), DocumentFile.MaxName) ?? hash,
                });
            }
        }
    }

    private async Task<HashSet<string>> StoredAsync(List<string> hashes, CancellationToken cancellationToken) =>
        hashes.Count == 0 ? [] : [.. await Db.Files.Where(f => hashes.Contains(f.Sha256)).Select(f => f.Sha256).ToListAsync(cancellationToken)];

    [GeneratedRegex("^[A-F][1-6]$", RegexOptions.NonBacktracking)]
    private static partial Regex AdmiraltyGrade();
}
