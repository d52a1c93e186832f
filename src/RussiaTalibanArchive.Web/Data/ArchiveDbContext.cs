using System.Linq.Expressions;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts;
using RussiaTalibanArchive.Web.Features.Accounts.Tokens;
using RussiaTalibanArchive.Web.Features.Api;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Harvesting;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Import.Addresses;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Quotations.Workbench;
using RussiaTalibanArchive.Web.Features.Redactions;
using RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Features.Search.Saved;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Features.Tracing;
using RussiaTalibanArchive.Web.Features.Work;

namespace RussiaTalibanArchive.Web.Data;

/// <summary>
/// The archive's tables, as the current viewer may see them: each query is filtered here, so a page that forgets about
/// visibility shows too little, never too much.
/// </summary>
public sealed class ArchiveDbContext(DbContextOptions<ArchiveDbContext> options, CurrentViewer viewer, TimeProvider clock)
    : IdentityUserContext<ArchiveUser, Guid>(options)
{
    /// <summary>The name of the filter that hides what the viewer may not see.</summary>
    public const string Visibility = nameof(Visibility);

    /// <summary>The name of the filter that hides what was withdrawn, from everyone.</summary>
    public const string NotWithdrawn = nameof(NotWithdrawn);

    public DbSet<Document> Documents => Set<Document>();
    public DbSet<DocumentText> Texts => Set<DocumentText>();
    public DbSet<Article> Articles => Set<Article>();
    public DbSet<Quotation> Quotations => Set<Quotation>();
    public DbSet<QuotationAction> QuotationActions => Set<QuotationAction>();
    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();
    public DbSet<SavedSearch> SavedSearches => Set<SavedSearch>();
    public DbSet<ExportJob> ExportJobs => Set<ExportJob>();
    public DbSet<SearchLook> SearchLooks => Set<SearchLook>();
    public DbSet<Appearance> Appearances => Set<Appearance>();
    public DbSet<Tag> Tags => Set<Tag>();
    public DbSet<Tagging> Taggings => Set<Tagging>();
    public DbSet<TagSurgery> TagSurgeries => Set<TagSurgery>();
    public DbSet<TagPath> TagPaths => Set<TagPath>();
    public DbSet<Note> Notes => Set<Note>();
    public DbSet<NoteLink> NoteLinks => Set<NoteLink>();
    public DbSet<NoteDraft> NoteDrafts => Set<NoteDraft>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<CommentMention> CommentMentions => Set<CommentMention>();
    public DbSet<Assignment> Assignments => Set<Assignment>();
    public DbSet<Dossier> Dossiers => Set<Dossier>();
    public DbSet<Revision> Revisions => Set<Revision>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<DocumentFile> DocumentFiles => Set<DocumentFile>();
    public DbSet<DocumentPage> DocumentPages => Set<DocumentPage>();
    public DbSet<PageWords> PageWords => Set<PageWords>();
    public DbSet<DocumentFinding> DocumentFindings => Set<DocumentFinding>();
    public DbSet<DocumentMail> DocumentMails => Set<DocumentMail>();
    public DbSet<DocumentSketch> DocumentSketches => Set<DocumentSketch>();
    public DbSet<TextPrints> TextPrints => Set<TextPrints>();
    public DbSet<RawText> RawTexts => Set<RawText>();
    public DbSet<ArticleSnapshot> Snapshots => Set<ArticleSnapshot>();
    public DbSet<Redaction> Redactions => Set<Redaction>();
    public DbSet<RedactedBox> RedactedBoxes => Set<RedactedBox>();
    public DbSet<RedactedPlace> RedactedPlaces => Set<RedactedPlace>();
    public DbSet<IntakeBatch> IntakeBatches => Set<IntakeBatch>();
    public DbSet<IntakeFile> IntakeFiles => Set<IntakeFile>();
    public DbSet<PassageProposal> Passages => Set<PassageProposal>();
    public DbSet<DateProposal> DateProposals => Set<DateProposal>();
    public DbSet<TagProposal> TagProposals => Set<TagProposal>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<IdempotencyKey> IdempotencyKeys => Set<IdempotencyKey>();
    public DbSet<ItemName> ItemNames => Set<ItemName>();
    public DbSet<SearchItem> SearchItems => Set<SearchItem>();
    public DbSet<IndexedWord> IndexedWords => Set<IndexedWord>();
    public DbSet<WordsToCount> WordsToCount => Set<WordsToCount>();
    public DbSet<HarvestRecord> HarvestRecords => Set<HarvestRecord>();
    public DbSet<SearchPassage> SearchPassages => Set<SearchPassage>();
    public DbSet<ReferenceCounter> ReferenceCounters => Set<ReferenceCounter>();

    /// <summary>On whose behalf the database is asked.</summary>
    internal Viewer Viewer => viewer.Value;

    /// <summary>The moment that embargoes are compared with.</summary>
    internal DateTimeOffset Now => clock.GetUtcNow();

    // Read by the filters when a query runs, not when the model is built.
    private bool SeesPublic => viewer.Value.SeesPublic;
    private bool SeesInternal => viewer.Value.SeesInternal;
    private bool SeesDrafts => viewer.Value.SeesDrafts;
    private Guid? ViewerId => viewer.Value.UserId;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("pg_trgm");
        builder.ApplyConfigurationsFromAssembly(typeof(ArchiveDbContext).Assembly);
        foreach (var key in builder.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()).Where(k => !k.IsOwnership))
        {
            key.DeleteBehavior = DeleteBehavior.Restrict;
        }

        // Ids are made in code; a child that comes with one is new all the same.
        foreach (var id in builder.Model.GetEntityTypes().Select(t => t.FindProperty("Id")).OfType<IMutableProperty>().Where(p => p.ClrType == typeof(Guid)))
        {
            id.ValueGenerated = ValueGenerated.Never;
        }

        builder.Entity<Document>().HasQueryFilter(Visibility, IsVisible<Document>());
        builder.Entity<Article>().HasQueryFilter(Visibility, IsVisible<Article>());
        builder.Entity<Dossier>().HasQueryFilter(Visibility, IsVisible<Dossier>());
        builder.Entity<Note>().HasQueryFilter(Visibility, n =>
            SeesDrafts || (ViewerId != null && n.AuthorId == ViewerId)
            || (SeesInternal && n.Status != ItemStatus.Draft)
            || (SeesPublic && n.Status == ItemStatus.Public && (n.EmbargoUntil == null || n.EmbargoUntil <= Now)));
        builder.Entity<Quotation>().HasQueryFilter(Visibility, q =>
            (SeesDrafts || q.Status == QuotationStatus.Checked || q.Status == QuotationStatus.Disputed
                || (SeesInternal && q.Status == QuotationStatus.Draft))
            && (q.Document != null || q.Article != null));
        // A tag is seen where something that carries it, or one below it, is. No navigation leads back to Tag: its filter would never end.
        builder.Entity<Tag>().HasQueryFilter(Visibility, t => SeesInternal || t.Below.Any(p => Taggings.Any(g => g.TagId == p.DescendantId)));
        builder.Entity<TagSurgery>().HasQueryFilter(Visibility, s => SeesDrafts);
        builder.Entity<TagLabel>().HasQueryFilter(Visibility, l => l.Tag != null);

        builder.Entity<DocumentText>().HasQueryFilter(Visibility, t => t.Document != null && (SeesDrafts || (!t.IsWithheld && (t.IsCurrent || SeesInternal))));
        builder.Entity<TextPrints>().HasQueryFilter(Visibility, p => SeesDrafts && p.Text != null);
        builder.Entity<RawText>().HasQueryFilter(Visibility, r => SeesDrafts && r.Text != null);
        builder.Entity<DocumentPage>().HasQueryFilter(Visibility, p => p.Document != null);
        builder.Entity<PageWords>().HasQueryFilter(Visibility, w => w.Page != null);
        builder.Entity<DocumentMail>().HasQueryFilter(Visibility, m => m.Document != null);
        builder.Entity<DocumentFinding>().HasQueryFilter(Visibility, f => SeesDrafts && f.Document != null);
        builder.Entity<DocumentSketch>().HasQueryFilter(Visibility, s => SeesDrafts && s.Document != null);
        builder.Entity<ArticleSnapshot>().HasQueryFilter(Visibility, s => SeesDrafts && s.Article != null);
        builder.Entity<Redaction>().HasQueryFilter(Visibility, r => r.Document != null);
        builder.Entity<RedactedBox>().HasQueryFilter(Visibility, b => b.Redaction != null);
        builder.Entity<RedactedPlace>().HasQueryFilter(Visibility, p => SeesDrafts && p.Redaction != null);
        builder.Entity<IntakeBatch>().HasQueryFilter(Visibility, b => SeesDrafts);
        builder.Entity<IntakeFile>().HasQueryFilter(Visibility, f => SeesDrafts);
        builder.Entity<ProvenanceFact>().HasQueryFilter(Visibility, f => f.Document != null && (f.IsPublic || SeesDrafts));
        builder.Entity<Assessment>().HasQueryFilter(Visibility, a => a.Document != null);
        builder.Entity<DocumentFile>().HasQueryFilter(Visibility, f => SeesDrafts && f.Document != null);
        builder.Entity<StoredFile>().HasQueryFilter(Visibility, f => SeesDrafts);
        builder.Entity<ArticleCitation>().HasQueryFilter(Visibility, c => c.Document != null && c.Article != null);
        builder.Entity<QuotationTranslation>().HasQueryFilter(Visibility, t => t.Quotation != null);
        builder.Entity<Appearance>().HasQueryFilter(Visibility, a => a.Quotation != null && a.Article != null);
        builder.Entity<Tagging>().HasQueryFilter(Visibility, t => t.Quotation != null || t.Document != null || t.Article != null);
        builder.Entity<NoteLink>().HasQueryFilter(Visibility, l => l.Note != null
            && (l.Document != null || l.Article != null || l.Quotation != null || l.Dossier != null || l.Tag != null || l.OtherNote != null));
        builder.Entity<SearchItem>().HasQueryFilter(Visibility, i =>
            (SeesDrafts && i.Audience != null) || (ViewerId != null && i.AuthorId == ViewerId)
            || (SeesInternal && i.Audience != ItemStatus.Draft)
            || (SeesPublic && i.Audience == ItemStatus.Public && (i.EmbargoUntil == null || i.EmbargoUntil <= Now)));
        builder.Entity<SearchPassage>().HasQueryFilter(Visibility, p => SearchItems.Any(i => i.ItemId == p.ItemId));
        builder.Entity<HarvestRecord>().HasQueryFilter(Visibility, r => SeesPublic && (r.LiveAt <= Now || r.GoneAt != null));
        builder.Entity<QuotationAction>().HasQueryFilter(Visibility, a => SeesDrafts);
        builder.Entity<SavedFilter>().HasQueryFilter(Visibility, f => ViewerId != null && f.UserId == ViewerId);
        builder.Entity<SavedSearch>().HasQueryFilter(Visibility, s => ViewerId != null && (s.UserId == ViewerId || (SeesInternal && s.IsShared)));
        // Who has no account has an address that nobody guesses.
        builder.Entity<ExportJob>().HasQueryFilter(Visibility, j => j.UserId == null ? SeesPublic : j.UserId == ViewerId);
        builder.Entity<SearchLook>().HasQueryFilter(Visibility, l => ViewerId != null && l.UserId == ViewerId && l.Search != null);
        builder.Entity<NoteDraft>().HasQueryFilter(Visibility, d => ViewerId != null && d.AuthorId == ViewerId);
        builder.Entity<Comment>().HasQueryFilter(Visibility, IsAmongColleagues<Comment>());
        builder.Entity<CommentMention>().HasQueryFilter(Visibility, m => m.Comment != null);
        builder.Entity<Assignment>().HasQueryFilter(Visibility, IsAmongColleagues<Assignment>());
        builder.Entity<DossierEntry>().HasQueryFilter(Visibility, e => e.Document != null || e.Article != null || e.Quotation != null);
        builder.Entity<PassageProposal>().HasQueryFilter(Visibility, p => SeesDrafts && p.Article != null);
        builder.Entity<DateProposal>().HasQueryFilter(Visibility, p => SeesDrafts && p.Article != null);
        builder.Entity<TagProposal>().HasQueryFilter(Visibility, p => SeesDrafts && p.Article != null);
        builder.Entity<Revision>().HasQueryFilter(Visibility, r =>
            SeesDrafts || (SeesInternal && r.Audience != ItemStatus.Draft) || (SeesPublic && r.Audience == ItemStatus.Public));

        HideWithdrawn<Document>(builder);
        HideWithdrawn<Article>(builder);
        HideWithdrawn<Dossier>(builder);
        HideWithdrawn<Note>(builder);
        HideWithdrawn<Quotation>(builder);
        HideWithdrawn<Tag>(builder);
    }

    private Expression<Func<T, bool>> IsVisible<T>() where T : PublishableItem => item =>
        SeesDrafts
        || (SeesInternal && item.Status != ItemStatus.Draft)
        || (SeesPublic && item.Status == ItemStatus.Public && (item.EmbargoUntil == null || item.EmbargoUntil <= Now));

    private Expression<Func<T, bool>> IsAmongColleagues<T>() where T : OnItem => said =>
        SeesInternal && (said.Document != null || said.Article != null || said.Quotation != null || said.Dossier != null || said.Note != null);

    private static void HideWithdrawn<T>(ModelBuilder builder) where T : Item =>
        builder.Entity<T>().HasQueryFilter(NotWithdrawn, item => item.WithdrawnAt == null);
}
