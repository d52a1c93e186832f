using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Quotations;

/// <summary>A quotation as import reads and export writes it.</summary>
public sealed record QuotationRecord : ItemRecord
{
    [JsonIgnore]
    public override ItemKind ItemKind => ItemKind.Quotation;

    /// <summary>The document or article quoted.</summary>
    public string? Of { get; set; }

    public string? Exact { get; set; }
    public string? Prefix { get; set; }
    public string? Suffix { get; set; }

    /// <summary>In UTF-16 code units of the text.</summary>
    public int? Start { get; set; }

    /// <summary>Where the words leave something out: the parts of them, in the order of the text. <see cref="Exact"/> follows from them.</summary>
    public List<PieceRecord>? Pieces { get; set; }

    public int? Page { get; set; }
    public string? Language { get; set; }

    /// <summary>The language of the document's text in which the words stand; found out when absent.</summary>
    public string? TextLanguage { get; set; }

    /// <summary>The kind of that text; the first that holds the words when absent.</summary>
    public TextRole? TextRole { get; set; }

    [JsonConverter(typeof(TranslationsConverter))]
    public List<TranslationRecord>? Translations { get; set; }

    public SpeakerRecord? Speaker { get; set; }
    public List<string>? Tags { get; set; }
    public string? Note { get; set; }
    public List<AppearanceRecord>? Appearances { get; set; }

    [JsonConverter(typeof(QuotationStatusConverter))]
    public QuotationStatus? Status { get; set; }
}

public sealed record PieceRecord
{
    public string? Exact { get; set; }

    /// <summary>In UTF-16 code units of the text.</summary>
    public int? Start { get; set; }
}

public sealed record TranslationRecord
{
    public string? Language { get; set; }
    public string? Text { get; set; }
    public string? Translator { get; set; }
}

public sealed record AppearanceRecord
{
    /// <summary>The article.</summary>
    public string? In { get; set; }

    /// <summary>The article's wording.</summary>
    public string? Exact { get; set; }

    /// <summary>In UTF-16 code units of the article's body.</summary>
    public int? Start { get; set; }
}

/// <summary>Who speaks: a name, or a name and an office.</summary>
[JsonConverter(typeof(SpeakerConverter))]
public sealed record SpeakerRecord
{
    public string? Name { get; set; }
    public string? Role { get; set; }
}

internal sealed class SpeakerConverter : StringOrObjectConverter<SpeakerRecord, SpeakerConverter.Shape>
{
    protected override SpeakerRecord FromText(string text) => new() { Name = text };
    protected override SpeakerRecord FromShape(Shape shape) => new() { Name = shape.Name, Role = shape.Role };
    protected override string? TextOf(SpeakerRecord value) => value.Role is null ? value.Name : null;
    protected override Shape ShapeOf(SpeakerRecord value) => new(value.Name, value.Role);

    internal sealed record Shape(string? Name, string? Role);
}

/// <summary>Reads a list of translations, or an object of texts by language; writes the list.</summary>
internal sealed class TranslationsConverter : JsonConverter<List<TranslationRecord>>
{
    public override List<TranslationRecord> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.StartObject
            ? [.. JsonSerializer.Deserialize<Dictionary<string, string>>(ref reader, options)!.Select(t => new TranslationRecord { Language = t.Key, Text = t.Value })]
            : JsonSerializer.Deserialize<TranslationRecord[]>(ref reader, options)!.ToList();

    public override void Write(Utf8JsonWriter writer, List<TranslationRecord> value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value.ToArray(), options);
}

/// <summary>Reads the words that other items use for their status too: <c>public</c> means checked, <c>internal</c> draft.</summary>
internal sealed class QuotationStatusConverter : JsonConverter<QuotationStatus>
{
    public override QuotationStatus Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        "public" => QuotationStatus.Checked,
        "internal" => QuotationStatus.Draft,
        var word => Enum.GetValues<QuotationStatus>().Cast<QuotationStatus?>().FirstOrDefault(s => NameOf(s!.Value) == word)
            ?? throw new JsonException($"“{word}” is not a status of a quotation: proposed, draft, checked, disputed or withdrawn."),
    };

    public override void Write(Utf8JsonWriter writer, QuotationStatus value, JsonSerializerOptions options) => writer.WriteStringValue(NameOf(value));

    private static string NameOf(QuotationStatus status) => status.ToString().ToLowerInvariant();
}

public sealed class QuotationWriter(ArchiveDbContext db, CurrentViewer viewer, References references, CarriedTags carried, TimeProvider clock)
    : ItemWriter<Quotation, QuotationRecord>(db, viewer, references, clock)
{
    /// <summary>The longest passage that can be quoted, in UTF-16 code units.</summary>
    public const int MaxExact = 20_000;

    protected override ItemKind Kind => ItemKind.Quotation;

    protected override IQueryable<Quotation> Whole => Db.Quotations
        .IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
        .Include(q => q.Document!).ThenInclude(d => d.Texts)
        .Include(q => q.Article).Include(q => q.Text).Include(q => q.Translations)
        .Include(q => q.Appearances).ThenInclude(a => a.Article)
        .Include(q => q.Taggings).ThenInclude(t => t.Tag);

    public override QuotationRecord Describe(Quotation quotation) => Describe(quotation, new(
        quotation.Document?.Reference ?? quotation.Article?.Reference, quotation.Text?.Language, quotation.Text?.Role,
        quotation.Translations, quotation.Taggings.Select(t => t.Tag.Reference), quotation.Appearances.Select(a => (a, a.Article.Reference))));

    /// <inheritdoc/>
    /// <remarks>A record names the sources and tells nothing more of them: their texts, which many quotations share, are not read.</remarks>
    public override async Task<IEnumerable<QuotationRecord>> DescribeAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken)
    {
        var rows = await Db.Quotations.Where(q => references.Contains(q.Reference)).AsNoTracking()
            .Select(q => new
            {
                Quotation = q,
                Of = q.Document!.Reference ?? q.Article!.Reference,
                TextLanguage = q.Text!.Language,
                TextRole = (TextRole?)q.Text!.Role,
                Translations = q.Translations.ToList(),
                Appearances = q.Appearances.Select(a => new { Appearance = a, a.Article.Reference }).ToList(),
            }).ToListAsync(cancellationToken);
        var tags = await carried.OfAsync([.. rows.Select(r => r.Quotation.Id)], cancellationToken);
        return rows.Select(r => Describe(r.Quotation, new(r.Of, r.TextLanguage, r.TextRole, r.Translations, tags[r.Quotation.Id].Select(t => t.Slug), r.Appearances.Select(a => (a.Appearance, a.Reference)))));
    }

    private static QuotationRecord Describe(Quotation quotation, Around around) => new()
    {
        Reference = quotation.Reference,
        Of = around.Of,
        Exact = quotation.Exact,
        Prefix = quotation.Prefix,
        Suffix = quotation.Suffix,
        Start = quotation.Start,
        Pieces = NullIfEmpty(quotation.Pieces.OrderBy(p => p.Position).Select(p => new PieceRecord { Exact = p.Exact, Start = p.Start })),
        Page = quotation.Page,
        Language = quotation.Language,
        TextLanguage = around.TextLanguage,
        TextRole = around.TextRole,
        Translations = NullIfEmpty(around.Translations.OrderBy(t => t.Language, StringComparer.Ordinal)
            .Select(t => new TranslationRecord { Language = t.Language, Text = t.Text, Translator = t.Translator })),
        Speaker = quotation.Speaker is null && quotation.SpeakerRole is null ? null : new() { Name = quotation.Speaker, Role = quotation.SpeakerRole },
        Tags = NullIfEmpty(around.Tags.Order(StringComparer.Ordinal)),
        Note = quotation.Note,
        Appearances = NullIfEmpty(around.Appearances.OrderBy(a => a.In, StringComparer.Ordinal).ThenBy(a => a.Appearance.Start)
            .Select(a => new AppearanceRecord { In = a.In, Exact = a.Appearance.Exact, Start = a.Appearance.Start })),
        Status = quotation.Status,
    };

    /// <summary>What a record says of the rows around a quotation.</summary>
    private sealed record Around(
        string? Of, string? TextLanguage, TextRole? TextRole, IEnumerable<QuotationTranslation> Translations, IEnumerable<string> Tags, IEnumerable<(Appearance Appearance, string In)> Appearances);

    protected override Quotation New(QuotationRecord record) => new() { Exact = "", Language = "" };

    protected override SearchEntry SearchableOf(Quotation item)
    {
        var date = item.Document is null ? item.Article!.Published : item.Document.Date;
        Item source = item.Document is null ? item.Article! : item.Document;
        return new()
        {
            Audience = source.WithdrawnAt is null ? AudienceOf(item) : null,
            EmbargoUntil = ((PublishableItem)source).EmbargoUntil,
            SourceId = source.Id,
            Date = date is null ? null : (date.Earliest, date.Latest),
            Language = item.Language,
            Issuer = item.Document is null ? item.Article!.Publisher : item.Document.Issuer,
            Speaker = item.Speaker,
            Status = SearchEntry.StatusOf(item.Status),
            Tags = item.Taggings.Select(t => t.TagId),
            Articles = item.Appearances.Select(a => a.ArticleId).Concat(item.ArticleId is { } article ? [article] : []),
            Fields =
            [
                new(EntryPart.Title, item.Exact), .. item.Translations.Select(t => new EntryField(EntryPart.Title, t.Text, t.Language)),
                new(EntryPart.Speaker, item.Speaker), new(EntryPart.Other, item.SpeakerRole), new(EntryPart.Other, Mention.Without(item.Note)), new(EntryPart.Other, item.Reference),
            ],
        };
    }

    protected override ItemStatus AudienceOf(Quotation item) => item.Status switch
    {
        QuotationStatus.Checked or QuotationStatus.Disputed => item.Document?.Status ?? item.Article!.Status,
        QuotationStatus.Draft when (item.Document?.Status ?? item.Article!.Status) != ItemStatus.Draft => ItemStatus.Internal,
        _ => ItemStatus.Draft,
    };

    protected override void OnWithdrawn(Quotation item, bool isWithdrawn) =>
        item.Status = isWithdrawn ? QuotationStatus.Withdrawn : QuotationStatus.Draft;

    protected override async Task ApplyAsync(Quotation item, QuotationRecord record, Checks checks, CancellationToken cancellationToken)
    {
        var exact = checks.Text(nameof(record.Exact), record.Exact, MaxExact)?.Trim();
        if (exact is null)
        {
            checks.Add(nameof(record.Exact), "Give the words that are quoted.");
        }

        var wordsChanged = ApplyPieces(item, record, exact, checks) || exact != item.Exact;
        item.Exact = exact ?? "";
        item.Speaker = checks.Line("Speaker.Name", record.Speaker?.Name, 200);
        item.SpeakerRole = checks.Line("Speaker.Role", record.Speaker?.Role, 200);
        item.Note = checks.Text(nameof(record.Note), record.Note, 20_000);
        item.Status = record.Status ?? item.Status;
        item.WithdrawnAt = item.Status == QuotationStatus.Withdrawn ? item.WithdrawnAt ?? Now : null;
        item.WithdrawalReason = item.WithdrawnAt is null ? null : item.WithdrawalReason;
        await ApplySourceAsync(item, record, wordsChanged, checks, cancellationToken);
        ApplyTranslations(item, record, checks);
        await ApplyAppearancesAsync(item, record, checks, cancellationToken);
        item.JudgeAppearances();
        await item.Taggings.SetAsync(record.Tags, tag => new Tagging
        {
            TagId = tag.Id,
            Tag = tag,
            QuotationId = item.Id,
            AddedBy = Viewer.Name,
            AddedAt = Now,
        }, Db, checks, cancellationToken);
    }

    /// <summary>Takes on the pieces that make up the words; those of other words go.</summary>
    /// <returns>Whether they are others than before.</returns>
    private static bool ApplyPieces(Quotation item, QuotationRecord record, string? exact, Checks checks)
    {
        var wanted = (record.Pieces ?? []).Select(p => (Exact: checks.Text(nameof(record.Pieces), p.Exact, MaxExact)?.Trim() ?? "", p.Start)).ToList();
        if (wanted.Count < 2 || !HoldsInOrder(exact ?? "", wanted.ConvertAll(p => p.Exact)))
        {
            item.Pieces.Clear();
            return false;
        }

        var isSame = item.Pieces.OrderBy(p => p.Position).Select(p => (p.Exact, (int?)p.Start)).SequenceEqual(wanted);
        if (!isSame)
        {
            item.Pieces.Clear();
            item.Pieces.AddRange(wanted.Select((p, i) => new QuotationPiece { QuotationId = item.Id, Position = i + 1, Exact = p.Exact, Start = p.Start ?? 0, End = (p.Start ?? 0) + p.Exact.Length }));
        }

        return !isSame;
    }

    private static bool HoldsInOrder(string exact, List<string> pieces)
    {
        var at = 0;
        foreach (var piece in pieces)
        {
            var found = piece.Length == 0 ? -1 : exact.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0)
            {
                return false;
            }

            at = found + piece.Length;
        }

        return true;
    }

    private async Task ApplySourceAsync(Quotation item, QuotationRecord record, bool wordsChanged, Checks checks, CancellationToken cancellationToken)
    {
        if (!References.TryParse(record.Of, out var kind, out var reference) || kind is not (ItemKind.Document or ItemKind.Article))
        {
            checks.Add(nameof(record.Of), "Name the document or article that is quoted by its reference, such as RTA-D0001.");
            item.Language = checks.Language(nameof(record.Language), record.Language) ?? "und";
            return;
        }

        var before = (item.DocumentId, item.ArticleId);
        item.Document = kind != ItemKind.Document ? null
            : await Db.Documents.Include(d => d.Texts).SingleOrDefaultAsync(d => d.Reference == reference, cancellationToken);
        item.Article = kind != ItemKind.Article ? null
            : await Db.Articles.SingleOrDefaultAsync(a => a.Reference == reference, cancellationToken);
        item.DocumentId = item.Document?.Id;
        item.ArticleId = item.Article?.Id;
        if (item.Document is null && item.Article is null)
        {
            checks.Add(nameof(record.Of), "There is no {0} in the archive.", reference);
        }

        var language = checks.Language(nameof(record.Language), record.Language);
        if (wordsChanged || before != (item.DocumentId, item.ArticleId) || item.Anchor is AnchorState.None or AnchorState.Lost)
        {
            var keepsPlace = !wordsChanged && before == (item.DocumentId, item.ArticleId) && item.TextId is not null;
            if (!keepsPlace)
            {
                item.Prefix = record.Prefix;
                item.Suffix = record.Suffix;
                item.Start = record.Start;
            }

            Anchor(item, checks.Language(nameof(record.TextLanguage), record.TextLanguage) ?? language, record.TextRole, keepsPlace);
        }

        item.Page ??= record.Page;
        item.Language = language ?? item.Text?.Language ?? item.Article?.Language ?? LanguageGuess.Of(item.Exact) ?? "und";
    }

    /// <summary>Finds the words in the article, or in the first of the document's texts that holds them, those of the wanted language first.</summary>
    /// <param name="item">The quotation.</param>
    /// <param name="language">BCP 47, of the wanted text.</param>
    /// <param name="role">Its kind.</param>
    /// <param name="keepsPlace">Whether it stays where it was, in an earlier version of a text, if no text holds the words any more.</param>
    private static void Anchor(Quotation item, string? language, TextRole? role, bool keepsPlace)
    {
        if (item.Article is { } article)
        {
            item.Text = null;
            item.TextId = null;
            item.TryAnchor(article.Body);
            return;
        }

        var texts = item.Document?.Texts.Where(t => t.IsCurrent).OrderByDescending(t => t.Language == language).ThenByDescending(t => t.Role == role).ThenBy(t => t.Role).ToList() ?? [];
        if (texts.Any(item.TryAnchor))
        {
            return;
        }

        item.Anchor = texts.Count == 0 ? AnchorState.None : AnchorState.Lost;
        if (keepsPlace)
        {
            return;
        }

        item.Text = null;
        item.TextId = null;
        item.End = null;
        item.Paragraph = null;
    }

    private void ApplyTranslations(Quotation item, QuotationRecord record, Checks checks)
    {
        var wanted = new Dictionary<string, (string Text, string? Translator)>();
        var translations = record.Translations ?? [];
        for (var i = 0; i < translations.Count; i++)
        {
            var text = checks.Text($"Translations[{i}].Text", translations[i].Text, MaxExact)?.Trim();
            var language = checks.Language($"Translations[{i}].Language", translations[i].Language);
            if (text is null)
            {
                continue;
            }

            if (language is null)
            {
                checks.Add($"Translations[{i}].Language", "Say in which language this translation is.");
                continue;
            }

            wanted[language] = (text, checks.Line($"Translations[{i}].Translator", translations[i].Translator, 200));
        }

        Db.Drop(item.Translations, t => !wanted.ContainsKey(t.Language));
        foreach (var (language, (text, translator)) in wanted)
        {
            var translation = item.Translations.Find(t => t.Language == language);
            if (translation is null)
            {
                item.Translations.Add(translation = new QuotationTranslation { QuotationId = item.Id, Language = language, Text = text });
            }

            translation.Text = text;
            translation.Translator = translator;
        }
    }

    private async Task ApplyAppearancesAsync(Quotation item, QuotationRecord record, Checks checks, CancellationToken cancellationToken)
    {
        var wanted = (record.Appearances ?? [])
            .Select(a => (In: a.In?.Trim().ToUpperInvariant() ?? "", Exact: TextNormalizer.Normalize(a.Exact ?? item.Exact).Trim(), a.Start)).Distinct().ToList();
        Db.Drop(item.Appearances, a => !wanted.Exists(w => w.In == a.Article.Reference && w.Exact == a.Exact));
        foreach (var (reference, exact, start) in wanted.Where(w => !item.Appearances.Exists(a => w.In == a.Article.Reference && w.Exact == a.Exact)))
        {
            var article = await Db.Articles.SingleOrDefaultAsync(a => a.Reference == reference, cancellationToken);
            if (article is null)
            {
                checks.Add(nameof(record.Appearances), "There is no {0} in the archive.", reference);
                continue;
            }

            var anchor = TextQuote.Locate(article.Body, exact, null, null, start);
            item.Appearances.Add(new Appearance
            {
                QuotationId = item.Id,
                ArticleId = article.Id,
                Article = article,
                Exact = exact,
                Start = anchor?.Start,
                End = anchor?.End,
            });
        }
    }

    /// <summary>A passage that was proposed where the quotation now appears has found its quotation.</summary>
    protected override async Task AfterSaveAsync(Quotation item, CancellationToken cancellationToken)
    {
        foreach (var appearance in item.Appearances.Where(a => a.Start is not null))
        {
            await Db.Passages
                .Where(p => p.ArticleId == appearance.ArticleId && p.Start == appearance.Start && p.End == appearance.End && p.State == ProposalState.Proposed)
                .ExecuteUpdateAsync(p => p
                    .SetProperty(x => x.State, ProposalState.Accepted)
                    .SetProperty(x => x.QuotationId, item.Id)
                    .SetProperty(x => x.DecidedBy, Viewer.Name)
                    .SetProperty(x => x.DecidedAt, Now), cancellationToken);
        }
    }
}
