namespace RussiaTalibanArchive.Web.Features.Work;

internal static class WorkServices
{
    public static void AddWork(this IServiceCollection services)
    {
        services.AddScoped<Colleagues>();
        services.AddScoped<Comments>();
        services.AddScoped<Assignments>();
        services.AddScoped<MyWork>();
    }
}
