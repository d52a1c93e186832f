namespace RussiaTalibanArchive.Web.Features.Redactions;

internal static class RedactionServices
{
    public static void AddRedactions(this IServiceCollection services)
    {
        services.AddScoped<Redactor>();
        services.AddScoped<PageRedrawer>();
        services.AddScoped<RedactionTraces>();
    }
}
