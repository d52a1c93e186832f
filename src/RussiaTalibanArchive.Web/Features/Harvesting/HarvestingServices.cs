using RussiaTalibanArchive.Web.Features.Embeds;
using RussiaTalibanArchive.Web.Features.Iiif;

namespace RussiaTalibanArchive.Web.Features.Harvesting;

internal static class HarvestingServices
{
    public static void AddHarvesting(this IServiceCollection services)
    {
        services.AddScoped<OaiRecords>();
        services.AddScoped<OaiEndpoint.OaiServer>();
    }

    public static void MapHarvesting(this WebApplication app)
    {
        OaiEndpoint.Map(app);
        Discovery.Map(app);
        OEmbed.Map(app);
        IiifEndpoints.Map(app);
    }
}
