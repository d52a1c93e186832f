using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Quotations.Placing;
using RussiaTalibanArchive.Web.Features.Quotations.Workbench;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Features.Tags.Exchange;
using RussiaTalibanArchive.Web.Features.Tracing;

namespace RussiaTalibanArchive.Web.Features.Items;

internal static class ItemServices
{
    public static void AddItems(this IServiceCollection services)
    {
        services.AddSingleton<References>();
        services.AddSingleton<FileStore>();
        services.AddScoped<VisibleRecords>();
        services.AddScoped<Tombstones>();
        services.AddScoped<RevisionFilter>();
        services.AddScoped<Restorer>();
        services.AddScoped<TagVocabulary>();
        services.AddScoped<Proposer>();
        services.AddScoped<Tracer>();
        services.AddHostedService<TraceWorker>();
        services.AddScoped<ProposalReview>();
        services.AddScoped<DocumentOffers>();
        services.AddScoped<TagWriter>();
        services.AddScoped<TagInput>();
        services.AddScoped<TagCompletion>();
        services.AddScoped<CarriedTags>();
        services.AddScoped<TagSuggestions>();
        services.AddScoped<Retagger>();
        services.AddScoped<TagSurgeon>();
        services.AddScoped<TagSurgeryUndo>();
        services.AddScoped<VocabularyReader>();
        services.AddScoped<VocabularyImport>();
        services.AddScoped<DocumentWriter>();
        services.AddScoped<MarksOfDocument>();
        services.AddSingleton<TextLayouts>();
        services.AddScoped<LeafReader>();
        services.AddScoped<TextFinder>();
        services.AddScoped<ArticleWriter>();
        services.AddScoped<QuotationWriter>();
        services.AddScoped<QuotationPlacer>();
        services.AddScoped<WorkbenchActions>();
        services.AddScoped<FoundWords>();
        services.AddScoped<NoteWriter>();
        services.AddScoped<DossierWriter>();
        services.AddScoped<InDossiers>();
        services.AddScoped<DossierExports>();
        services.AddScoped<DossierBag>();
    }
}
