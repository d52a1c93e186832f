using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Search.Exports;
using RussiaTalibanArchive.Web.Features.Search.Exports.Jobs;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Features.Search.Relations;
using RussiaTalibanArchive.Web.Features.Search.Saved;
using RussiaTalibanArchive.Web.Features.Search.Timelines;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search;

internal static class SearchServices
{
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddScoped<Searcher>();
        services.AddScoped<SimilarItems>();
        services.AddScoped<ResultReader>();
        services.AddScoped<SearchViewReader>();
        services.AddScoped<TimelineReader>();
        services.AddScoped<RelationReader>();
        services.AddScoped<SavedSearches>();
        services.AddScoped<FacetReader>();
        services.AddScoped<QueryExpander>();
        services.AddScoped<SearchRebuild>();
        services.AddScoped<NearbyWords>();
        services.AddScoped<WordCounter>();
        services.AddHostedService<WordCountWorker>();
        services.AddScoped<ChosenItems>();
        services.AddSingleton<ExportFiles>();
        services.AddSingleton<ExportSignal>();
        services.AddScoped<ExportJobs>();
        services.AddHostedService<ExportWorker>();
    }

    public static void MapSearch(this WebApplication app)
    {
        SavedSearchFeed.Map(app);
        ExportJobEndpoints.Map(app);
        SearchExport.MapChosen(app);
        foreach (var list in SearchAddress.Lists)
        {
            app.MapMethods(list.Path + ".atom", [HttpMethods.Get, HttpMethods.Head],
                (HttpContext http, ArchiveDbContext db, Searcher searcher, Words words, TimeProvider clock, IOptions<ArchiveOptions> options, CancellationToken cancellationToken) =>
                    SearchFeed.ServeAsync(list, http, db, searcher, words, clock, options, cancellationToken))
                .RequireAuthorization(Policies.Visitor);
            if (list.IsCitable)
            {
                SearchExport.Map(app, list);
            }
        }
    }
}
