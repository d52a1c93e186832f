using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Features.Search.Query;

namespace RussiaTalibanArchive.Web.Features.Search;

internal static class SearchServices
{
    public static void AddSearch(this IServiceCollection services)
    {
        services.AddScoped<Searcher>();
        services.AddScoped<ResultReader>();
        services.AddScoped<FacetReader>();
        services.AddScoped<QueryExpander>();
        services.AddScoped<SearchRebuild>();
        services.AddScoped<NearbyWords>();
        services.AddScoped<WordCounter>();
        services.AddHostedService<WordCountWorker>();
    }

    public static void MapSearch(this WebApplication app) =>
        app.MapMethods("/search.atom", [HttpMethods.Get, HttpMethods.Head], SearchFeed.ServeAsync).RequireAuthorization(Policies.Visitor);
}
