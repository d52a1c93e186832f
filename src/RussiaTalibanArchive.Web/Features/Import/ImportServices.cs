using Microsoft.Extensions.DependencyInjection.Extensions;
using RussiaTalibanArchive.Web.Features.Import.Addresses;

namespace RussiaTalibanArchive.Web.Features.Import;

internal static class ImportServices
{
    public static void AddImport(this IServiceCollection services)
    {
        services.AddScoped<ItemsImporter>();
        services.AddScoped<ImportedFiles>();
        services.AddScoped<ForeignArticles>();
        services.AddScoped<SampleDossier>();
        services.AddScoped<AddressFetcher>();
        services.AddScoped<AddressImport>();
        services.TryAddSingleton<OpenNetwork>();
    }
}
