using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search.Index;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A tag as import reads and export writes it.</summary>
public sealed record TagRecord : ItemRecord
{
    [JsonIgnore]
    public override ItemKind ItemKind => ItemKind.Tag;

    [JsonIgnore]
    public override string? Reference { get; set; }

    [JsonPropertyOrder(-1)]
    public string? Slug { get => Reference; set => Reference = value; }

    /// <summary>What it stands for; <c>kind</c> itself says that the line is a tag.</summary>
    public string? Type { get; set; }

    /// <summary>Preferred names by BCP 47 language.</summary>
    public Dictionary<string, string>? Labels { get; set; }

    public List<string>? Aliases { get; set; }

    /// <summary>EDTF: when the event was.</summary>
    public string? Date { get; set; }

    /// <summary>The slug of the tag above.</summary>
    public string? Broader { get; set; }

    public string? ScopeNote { get; set; }
    public List<string>? SameAs { get; set; }

    /// <summary>Slugs that it had before.</summary>
    public List<string>? FormerSlugs { get; set; }

    /// <summary>The slug of the tag to use instead; a tag that has one is withdrawn.</summary>
    public string? ReplacedBy { get; set; }
}

public sealed partial class TagWriter(ArchiveDbContext db, CurrentViewer viewer, References references, TimeProvider clock)
    : ItemWriter<Tag, TagRecord>(db, viewer, references, clock)
{
    /// <summary>What stands where a slug would in the addresses of the archive's own pages.</summary>
    private static readonly string[] Taken = ["complete", "history", "import", "new"];

    protected override ItemKind Kind => ItemKind.Tag;

    /// <summary>Makes a slug of a label: lower case, words joined by hyphens, letters of any script.</summary>
    public static string SlugOf(string label) => NotInSlug().Replace(label.Trim().ToLowerInvariant(), "-").Trim('-');

    public static bool IsSlug(string slug) => slug.Length <= 80 && Slug().IsMatch(slug);

    protected override IQueryable<Tag> Whole => Db.Tags
        .IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
        .Include(t => t.Labels).Include(t => t.Broader).Include(t => t.ReplacedBy);

    public override TagRecord Describe(Tag tag) => new()
    {
        Reference = tag.Reference,
        Type = tag.Type,
        Labels = tag.Labels.OrderBy(l => l.Language, StringComparer.Ordinal).ToDictionary(l => l.Language, l => l.Text),
        Aliases = tag.Aliases.Count == 0 ? null : [.. tag.Aliases],
        Date = tag.Date?.Edtf,
        Broader = tag.Broader?.Reference,
        ScopeNote = tag.ScopeNote,
        SameAs = tag.SameAs.Count == 0 ? null : [.. tag.SameAs],
        FormerSlugs = tag.FormerSlugs.Count == 0 ? null : [.. tag.FormerSlugs],
        ReplacedBy = tag.ReplacedBy?.Reference,
    };

    protected override Tag New(TagRecord record) => new();

    protected override SearchEntry SearchableOf(Tag item) => new()
    {
        Audience = AudienceOf(item),
        Status = SearchEntry.StatusOf(ItemStatus.Public),
        Fields =
        [
            .. item.Labels.Select(l => new EntryField(EntryPart.Title, l.Text, l.Language)), .. item.Aliases.Select(a => new EntryField(EntryPart.Other, a)),
            new(EntryPart.Other, item.Reference),
        ],
    };

    protected override ItemStatus AudienceOf(Tag item) => ItemStatus.Public;

    protected override async Task ApplyAsync(Tag item, TagRecord record, Checks checks, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(record.Reference))
        {
            record.Reference = record.Labels?.Values.OfType<string>().Select(SlugOf).FirstOrDefault(s => s.Length > 0);
        }

        record.Reference = record.Reference?.Trim().ToLowerInvariant();
        if (!IsSlug(record.Reference ?? ""))
        {
            checks.Add(nameof(TagRecord.Slug), "A tag's address takes letters, digits and hyphens, 80 characters at most.");
        }

        else if (item.Version == 0)
        {
            await CheckSlugAsync(record.Reference!, checks, cancellationToken);
        }

        item.Type = TagTypes.Read(checks.Line(nameof(record.Type), record.Type, 40));
        item.Date = checks.Date(nameof(record.Date), record.Date is null ? null : new() { Edtf = record.Date });
        item.ScopeNote = checks.Text(nameof(record.ScopeNote), record.ScopeNote, 5000);
        item.Aliases = [.. (record.Aliases ?? []).Select(a => checks.Line(nameof(record.Aliases), a, 200)).OfType<string>().Distinct()];
        item.SameAs = [.. (record.SameAs ?? []).Select(u => checks.Url(nameof(record.SameAs), u)).OfType<string>().Distinct()];
        ApplyLabels(item, record, checks);
        await ApplyBroaderAsync(item, record, checks, cancellationToken);
        await ApplySuccessionAsync(item, record, checks, cancellationToken);
    }

    /// <summary>Says what stands against giving a tag this slug: a page of the archive, or another tag's old address.</summary>
    internal async Task CheckSlugAsync(string slug, Checks checks, CancellationToken cancellationToken)
    {
        if (Taken.Contains(slug))
        {
            checks.Add(nameof(TagRecord.Slug), "The archive has a page of its own at “{0}”. Choose another address.", slug);
        }
        else if (await Db.Tags.IgnoreQueryFilters().AnyAsync(t => t.FormerSlugs.Contains(slug), cancellationToken))
        {
            checks.Add(nameof(TagRecord.Slug), "“{0}” was the address of another tag and leads to it. Choose another.", slug);
        }
    }

    protected override void OnWithdrawn(Tag item, bool isWithdrawn)
    {
        if (!isWithdrawn)
        {
            item.ReplacedBy = null;
            item.ReplacedById = null;
        }
    }

    /// <summary>Old addresses stay whatever a record says, for links lead to them; a new tag may come with a successor, withdrawn.</summary>
    private async Task ApplySuccessionAsync(Tag item, TagRecord record, Checks checks, CancellationToken cancellationToken)
    {
        var former = (record.FormerSlugs ?? []).Select(s => s.Trim().ToLowerInvariant()).Where(s => s != record.Reference).Distinct().Except(item.FormerSlugs).ToList();
        var taken = former.Count == 0 ? [] : await Db.Tags.IgnoreQueryFilters()
            .Where(t => t.Id != item.Id && (former.Contains(t.Reference) || t.FormerSlugs.Any(f => former.Contains(f)))).Select(t => t.Reference).ToListAsync(cancellationToken);
        if (taken.Count > 0 || former.Exists(s => !IsSlug(s)))
        {
            checks.Add(nameof(record.FormerSlugs), "An address that it had before is not one, or leads to another tag.");
        }

        item.FormerSlugs = [.. item.FormerSlugs, .. former];
        if (item.Version > 0 || string.IsNullOrWhiteSpace(record.ReplacedBy))
        {
            return;
        }

        var slug = record.ReplacedBy.Trim().ToLowerInvariant();
        item.ReplacedBy = await Db.Tags.SingleOrDefaultAsync(t => t.Reference == slug, cancellationToken);
        item.ReplacedById = item.ReplacedBy?.Id;
        item.WithdrawnAt = Now;
        if (item.ReplacedBy is null)
        {
            checks.Add(nameof(record.ReplacedBy), "There is no tag “{0}”.", slug);
        }
    }

    /// <summary>Keeps the closure of the tree. The vocabulary is small, so it is made anew.</summary>
    protected override async Task AfterSaveAsync(Tag item, CancellationToken cancellationToken) => await Db.Database.ExecuteSqlAsync(
        $"""
        DELETE FROM tag_paths WHERE descendant_id IN (
            WITH RECURSIVE below AS (
                SELECT {item.Id}::uuid AS id
                UNION SELECT t.id FROM tags t JOIN below b ON t.broader_id = b.id)
            SELECT id FROM below);
        INSERT INTO tag_paths (ancestor_id, descendant_id, depth)
        WITH RECURSIVE below AS (
            SELECT {item.Id}::uuid AS id
            UNION SELECT t.id FROM tags t JOIN below b ON t.broader_id = b.id),
        path AS (
            SELECT id AS ancestor_id, id AS descendant_id, 0 AS depth FROM below
            UNION ALL
            SELECT t.broader_id, p.descendant_id, p.depth + 1 FROM path p JOIN tags t ON t.id = p.ancestor_id
            WHERE t.broader_id IS NOT NULL AND p.depth < 100)
        SELECT ancestor_id, descendant_id, depth FROM path;
        """, cancellationToken);

    private void ApplyLabels(Tag item, TagRecord record, Checks checks)
    {
        var labels = new Dictionary<string, string>();
        foreach (var (language, text) in record.Labels ?? [])
        {
            if (checks.Language(nameof(record.Labels), language) is { } tag && checks.Line(nameof(record.Labels), text, 200) is { } label)
            {
                labels[tag] = label;
            }
        }

        if (labels.Count == 0)
        {
            checks.Add(nameof(record.Labels), "Give the tag a name in at least one language.");
        }

        Db.Drop(item.Labels, l => !labels.ContainsKey(l.Language));
        foreach (var (language, text) in labels)
        {
            if (item.Labels.Find(l => l.Language == language) is { } label)
            {
                label.Text = text;
            }
            else
            {
                item.Labels.Add(new TagLabel { TagId = item.Id, Language = language, Text = text });
            }
        }
    }

    private async Task ApplyBroaderAsync(Tag item, TagRecord record, Checks checks, CancellationToken cancellationToken)
    {
        var slug = record.Broader?.Trim().ToLowerInvariant();
        if (string.IsNullOrEmpty(slug))
        {
            item.Broader = null;
            item.BroaderId = null;
            return;
        }

        var broader = (await Db.Tags.BySlugAsync([[slug]], cancellationToken)).GetValueOrDefault(slug);
        if (broader is null)
        {
            checks.Add(nameof(record.Broader), "There is no tag “{0}”.", slug);
        }
        else if (broader.Id == item.Id || await Db.TagPaths.AnyAsync(p => p.AncestorId == item.Id && p.DescendantId == broader.Id, cancellationToken))
        {
            checks.Add(nameof(record.Broader), "“{0}” stands below this tag already; the tree cannot run in a circle.", slug);
        }
        else
        {
            item.Broader = broader;
            item.BroaderId = broader.Id;
        }
    }

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$", RegexOptions.NonBacktracking)]
    private static partial Regex Slug();

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}]+", RegexOptions.NonBacktracking)]
    private static partial Regex NotInSlug();
}
