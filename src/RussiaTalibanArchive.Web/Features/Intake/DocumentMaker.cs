using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;
using RussiaTalibanArchive.Web.Text.Marks;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>
/// Makes the document of a file that has been read, in one transaction: description, text, pages, words, what the file says of
/// itself, and the files inside it as new files of the batch. Before it ends nobody sees anything.
/// </summary>
public sealed class DocumentMaker(
    ArchiveDbContext db, CurrentViewer viewer, DocumentWriter writer, Receiver receiver, FileStore files, PictureStore pictures, IntakeSignal signal, IOptions<ArchiveOptions> options)
{
    private const int MaxTitle = 120;
    private const int PagesAtOnce = 100;
    private const int MaxInside = 50_000;
    private const long MaxInsideBytes = 10L << 30;

    /// <summary>In UTF-16 code units: at most 1,500 bytes, and an entry of an index takes 2,704.</summary>
    private const int MaxMessageId = 500;

    /// <param name="file">The file, its batch loaded.</param>
    /// <param name="lease">Must still hold.</param>
    /// <param name="folder">Where the steps left what they found.</param>
    /// <param name="reading">What the first step found.</param>
    /// <param name="drawn">The pictures of its pages.</param>
    /// <param name="pageProblems">Why pages have no text, by page.</param>
    /// <param name="cancellationToken">Stops it; nothing is made then.</param>
    public async Task MakeAsync(
        IntakeFile file, Guid lease, IntakeFolder folder, FileReading reading, DrawnPages drawn, IReadOnlyDictionary<int, string> pageProblems, CancellationToken cancellationToken)
    {
        await CheckRoomAsync(file, folder, reading, cancellationToken);
        var parts = await StorePartsAsync(file, folder, reading, cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var row = await db.IntakeFiles.FromSql($"SELECT * FROM intake_files WHERE lease = {lease} FOR UPDATE").SingleOrDefaultAsync(cancellationToken);
        if (row is null)
        {
            return; // Another instance has taken it over.
        }

        db.ChangeTracker.Clear();
        viewer.Use(Viewer.Archive with { UserId = file.Batch.ById, Name = file.Batch.By });
        Guid? document = reading.Kind == FileKind.Zip ? null : file.DocumentId is { } held ? await ReadAgainAsync(held, file, folder, reading, cancellationToken) : await MakeDocumentAsync(file, folder, reading, drawn, pageProblems, cancellationToken);
        await db.IntakeFiles.Where(f => f.Lease == lease).ExecuteUpdateAsync(f => f
            .SetProperty(x => x.State, document is null ? IntakeState.Unpacked : IntakeState.Ready)
            .SetProperty(x => x.DocumentId, document)
            .SetProperty(x => x.ProtectedPassword, (string?)null)
            .SetProperty(x => x.Lease, (Guid?)null).SetProperty(x => x.LeasedUntil, (DateTimeOffset?)null), cancellationToken);
        await ListPartsAsync(file, file.DocumentId is null ? parts : [], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        signal.Wake();
    }

    private async Task<Guid> MakeDocumentAsync(
        IntakeFile file, IntakeFolder folder, FileReading reading, DrawnPages drawn, IReadOnlyDictionary<int, string> pageProblems, CancellationToken cancellationToken)
    {
        var text = await BookAsync(folder, reading, cancellationToken);
        var record = RecordOf(file, reading, text);
        var saved = await writer.CreateAsync(record, RevisionAction.Imported, cancellationToken: cancellationToken);
        if (saved.Item is not { } document)
        {
            throw new UnreadableException("What the manifest says of it was refused: {0}", string.Join(" ", saved.Problems.Select(p => $"{p.Field}: {p}")));
        }

        var (id, made) = (document.Id, document.Texts.FirstOrDefault(t => t.Role != TextRole.Translation));
        db.ChangeTracker.Clear();
        await AddToAsync(id, file, reading, cancellationToken);
        await AddPagesAsync(id, made, file, folder, reading, drawn, pageProblems, text.Pages, cancellationToken);
        await AddSketchAsync(id, made, cancellationToken);
        return id;
    }

    /// <summary>Puts a text that was read in another encoding in place of the one before; the title too, where it was the first line.</summary>
    private async Task<Guid> ReadAgainAsync(Guid id, IntakeFile file, IntakeFolder folder, FileReading reading, CancellationToken cancellationToken)
    {
        var text = await BookAsync(folder, reading, cancellationToken);
        var reference = await db.Documents.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]).Where(d => d.Id == id).Select(d => d.Reference).SingleAsync(cancellationToken);
        var document = (await writer.LoadAsync(reference, cancellationToken))!;
        var record = writer.Describe(document);
        var told = record.Texts?.Find(t => t.Role != TextRole.Translation);
        record.Title = told is not null && record.Title == Line(FirstLine(told.Text)) ? Line(FirstLine(text.Body)) ?? record.Title : record.Title;
        (record.Texts ??= []).RemoveAll(t => t == told);
        record.Texts.Insert(0, new() { Role = told?.Role ?? TextRole.Transcription, Language = file.Batch.Language ?? LanguageGuess.Of(text.Body) ?? record.Language, Text = text.Body });
        var version = document.Version;
        db.ChangeTracker.Clear();
        await writer.UpdateAsync(reference, version, record, cancellationToken: cancellationToken);
        db.ChangeTracker.Clear();
        return id;
    }

    private static string? FirstLine(string? text) => text?.Split('\n', '\f').FirstOrDefault(l => !string.IsNullOrWhiteSpace(l));

    private static DocumentRecord RecordOf(IntakeFile file, FileReading reading, Book text)
    {
        var record = file.Record is null ? new DocumentRecord() : ItemJson.Read<DocumentRecord>(file.Record);
        var name = Path.GetFileNameWithoutExtension(file.Name.Replace('\\', '/'));
        record.Title ??= Line(reading.Title) ?? Line(FirstLine(text.Body)) ?? Line(name) ?? file.Name;
        record.Language ??= file.Batch.Language;
        record.Files = [new() { Path = Receiver.NameOf(Path.GetFileName(file.Name.Replace('\\', '/')), DocumentFile.MaxName), Sha256 = file.Sha256 }];
        if (record.Texts is null && record.Text is null && !string.IsNullOrWhiteSpace(text.Body))
        {
            record.Texts = [new() { Role = text.IsMostlyRecognised ? TextRole.Ocr : TextRole.Transcription, Language = record.Language, Text = text.Body }];
        }

        if (reading.Mail is { } mail)
        {
            record.DocumentType ??= "email";
            record.Issuer ??= Line(string.Join("; ", mail.From.Take(3)));
            record.Addressee ??= Line(string.Join("; ", mail.To));
            record.Date ??= Edtf.TryParse(mail.Date, out _) ? new DateRecord { Edtf = mail.Date, Printed = Line(mail.DatePrinted) } : null;
        }

        record.Status ??= file.Batch.Publish && HiddenMarks.Find(text.Body, record.Language).Count == 0 ? ItemStatus.Public : ItemStatus.Draft;
        return record;
    }

    private static string? Line(string? words)
    {
        var line = Excerpt.Of(TextNormalizer.Normalize(words ?? "").Trim(), MaxTitle);
        return string.IsNullOrWhiteSpace(line) ? null : line;
    }

    /// <summary>The texts of all pages as one, a form feed between two; whole pages beyond what a text may hold are left out.</summary>
    private static async Task<Book> BookAsync(IntakeFolder folder, FileReading reading, CancellationToken cancellationToken)
    {
        var body = new StringBuilder();
        int recognised = 0, kept = 0;
        for (var number = 1; number <= reading.PageCount; number++)
        {
            var page = await folder.PageAsync(number, cancellationToken);
            var text = PageText.Plain(page.Text);
            if (body.Length + text.Length >= Checks.MaxText)
            {
                break;
            }

            body.Append(number == 1 ? "" : "\f").Append(text);
            recognised += page.Source == TextSource.Recognised ? 1 : 0;
            kept++;
        }

        return new(body.ToString(), kept, recognised * 2 > kept);
    }

    private async Task AddToAsync(Guid id, IntakeFile file, FileReading reading, CancellationToken cancellationToken)
    {
        foreach (var finding in reading.Findings.Take(1000))
        {
            db.Add(new DocumentFinding { DocumentId = id, Kind = finding.Kind, Label = TextNormalizer.Normalize(finding.Label), Value = TextNormalizer.Normalize(finding.Value), Page = finding.Page });
        }

        if (reading.Mail is { } mail)
        {
            List<string> references = [.. mail.References.Take(200).Select(IdOf)];
            var messageId = mail.MessageId is null ? null : IdOf(mail.MessageId);
            db.Add(new DocumentMail
            {
                DocumentId = id,
                From = [.. mail.From.Take(100).Select(TextNormalizer.Normalize)],
                To = [.. mail.To.Take(500).Select(TextNormalizer.Normalize)],
                Cc = [.. mail.Cc.Take(500).Select(TextNormalizer.Normalize)],
                MessageId = messageId,
                References = references,
                ThreadId = references.FirstOrDefault() ?? messageId,
            });
        }

        if (await AttachedToAsync(file, cancellationToken) is { } parent)
        {
            await db.Documents.Where(d => d.Id == id).ExecuteUpdateAsync(d => d.SetProperty(x => x.AttachedToId, parent), cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>The id of a message; an endless one would not fit into the index.</summary>
    private static string IdOf(string text) => TextNormalizer.Normalize(text.Length > MaxMessageId ? text[..MaxMessageId] : text);

    /// <summary>The message that a file came in, through whatever archives.</summary>
    private async Task<Guid?> AttachedToAsync(IntakeFile file, CancellationToken cancellationToken)
    {
        for (var parent = file.ParentId; parent is not null;)
        {
            var above = await db.IntakeFiles.Where(f => f.Id == parent).Select(f => new { f.DocumentId, f.ParentId }).SingleAsync(cancellationToken);
            if (above.DocumentId is not null)
            {
                return above.DocumentId;
            }

            parent = above.ParentId;
        }

        return null;
    }

    private async Task AddPagesAsync(
        Guid id, DocumentText? text, IntakeFile file, IntakeFolder folder, FileReading reading, DrawnPages drawn, IReadOnlyDictionary<int, string> pageProblems, int textPages, CancellationToken cancellationToken)
    {
        var texts = text?.Body.Split('\f') ?? [];
        for (var number = 1; number <= reading.PageCount; number++)
        {
            var page = PageText.Normalised(await folder.PageAsync(number, cancellationToken));
            if (page is { WidthPoints: 0, Source: not TextSource.Recognised })
            {
                continue; // A file without layout has no pages to look at.
            }

            var picture = drawn.Take(number, pictures);
            db.Add(new DocumentPage
            {
                DocumentId = id,
                Number = number,
                Sha256 = file.Sha256!,
                Source = page.Source,
                Language = LanguageGuess.Of(page.Text),
                Notes = [.. page.Notes, .. number > textPages ? new[] { PageNote.WasCut } : []],
                Picture = picture?.Picture,
                PictureWidth = picture?.Width ?? 0,
                PictureHeight = picture?.Height ?? 0,
                Problem = (picture is null ? drawn.ProblemOf(number) : null) ?? pageProblems.GetValueOrDefault(number),
            });
            // Boxes that do not fit the text as it was saved to the letter would mark other words.
            if (text is not null && page.Words.Count > 0 && texts.ElementAtOrDefault(number - 1) == page.Text)
            {
                db.Add(new PageWords { DocumentId = id, Number = number, TextId = text.Id, Boxes = PageWords.Pack(page.Words) });
            }

            if (number % PagesAtOnce == 0)
            {
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }
        }

        await db.SaveChangesAsync(cancellationToken);
        db.ChangeTracker.Clear();
    }

    /// <summary>Keeps what near-duplicates of the text are found by.</summary>
    private async Task AddSketchAsync(Guid id, DocumentText? text, CancellationToken cancellationToken)
    {
        if (text is not null)
        {
            var sketch = NearDuplicates.Sketch(text.Body);
            db.Add(new DocumentSketch { DocumentId = id, FoldedHash = sketch.FoldedHash, Bands = sketch.Bands, ShingleCount = sketch.ShingleCount });
            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }
    }

    /// <summary>
    /// Each archive in an archive may hold as much as any other, and so multiply what came in. All that comes out of one received
    /// file is bounded together.
    /// </summary>
    /// <exception cref="UnreadableException">It comes to too much.</exception>
    private async Task CheckRoomAsync(IntakeFile file, IntakeFolder folder, FileReading reading, CancellationToken cancellationToken)
    {
        if (file.ParentId is null || reading.Parts.Count == 0)
        {
            return; // What one file holds has been bounded as it was read.
        }

        var root = file.Key;
        for (var depth = file.Depth; depth > 0; depth--)
        {
            root = root[..root.LastIndexOf('/')]; // See ListPartsAsync.
        }

        var inside = await db.IntakeFiles.Where(f => f.BatchId == file.BatchId && f.ParentId != null && f.Key.StartsWith(root + "/"))
            .GroupBy(_ => 1).Select(g => new { Count = g.Count(), Bytes = g.Sum(f => f.LengthBytes) }).SingleOrDefaultAsync(cancellationToken);
        var count = (inside?.Count ?? 0) + reading.Parts.Count;
        var bytes = (inside?.Bytes ?? 0) + reading.Parts.Where(p => p.Stored is not null).Sum(p => new FileInfo(folder.PartFile(p.Stored!)).Length);
        if (count > MaxInside || bytes > MaxInsideBytes)
        {
            throw new UnreadableException("With all that came out of the file around it, it unpacks to more than the archive takes from one file. Unpack it yourself, and bring in what it holds some at a time.");
        }
    }

    /// <summary>Puts the bytes of the parts into the store, before any row speaks of them.</summary>
    private async Task<List<(FilePart Part, StoredBytes? Stored, string? Refusal)>> StorePartsAsync(IntakeFile file, IntakeFolder folder, FileReading reading, CancellationToken cancellationToken)
    {
        var parts = new List<(FilePart, StoredBytes?, string?)>();
        foreach (var part in reading.Parts)
        {
            if (part.Stored is null)
            {
                parts.Add((part, null, part.Refusal));
                continue;
            }

            if (file.Depth >= IntakeFile.MaxDepth)
            {
                parts.Add((part, null, Words.Key("It lies too deep in other files: unpack it first, and bring it in by itself.")));
                continue;
            }

            await using var content = File.OpenRead(folder.PartFile(part.Stored));
            var stored = await files.StoreAsync(content, options.Value.MaxFileBytes, cancellationToken);
            parts.Add((part, stored, stored is null ? Words.Key("It is larger than the archive takes. Split it, or have whoever runs the archive raise the limit.") : null));
        }

        return parts;
    }

    private async Task ListPartsAsync(IntakeFile file, List<(FilePart Part, StoredBytes? Stored, string? Refusal)> parts, CancellationToken cancellationToken)
    {
        var number = 0;
        foreach (var (part, stored, refusal) in parts)
        {
            var key = $"{file.Key}/{++number}";
            if (stored is not null)
            {
                await receiver.ListAsync(file.Batch, key, part.Name, stored, file, null, cancellationToken);
                db.ChangeTracker.Clear();
                continue;
            }

            db.Add(new IntakeFile
            {
                BatchId = file.BatchId,
                Key = key,
                ParentId = file.Id,
                Depth = file.Depth + 1,
                Name = Receiver.NameOf(part.Name),
                ReceivedAt = file.ReceivedAt,
                State = IntakeState.Failed,
                FailedAfter = IntakeState.Received,
                Problem = refusal,
                ProblemArguments = [.. part.RefusalArguments.Select(a => Receiver.NameOf(a))],
            });
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    /// <param name="Body">All pages, a form feed between two.</param>
    /// <param name="Pages">How many pages it holds.</param>
    /// <param name="IsMostlyRecognised">Whether more than half of them were recognised from pictures.</param>
    private sealed record Book(string Body, int Pages, bool IsMostlyRecognised);
}
