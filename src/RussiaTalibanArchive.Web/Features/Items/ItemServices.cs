using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Items;

internal static class ItemServices
{
    public static void AddItems(this IServiceCollection services)
    {
        services.AddSingleton<References>();
        services.AddSingleton<FileStore>();
        services.AddScoped<Tombstones>();
        services.AddScoped<RevisionFilter>();
        services.AddScoped<Restorer>();
        services.AddScoped<TagVocabulary>();
        services.AddScoped<Proposer>();
        services.AddScoped<ProposalReview>();
        services.AddScoped<DocumentOffers>();
        services.AddScoped<TagWriter>();
        services.AddScoped<TagInput>();
        services.AddScoped<DocumentWriter>();
        services.AddScoped<MarksOfDocument>();
        services.AddScoped<ArticleWriter>();
        services.AddScoped<QuotationWriter>();
        services.AddScoped<NoteWriter>();
        services.AddScoped<DossierWriter>();
    }
}
