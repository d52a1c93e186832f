using Microsoft.AspNetCore.Http.Features;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Api;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Harvesting;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Shared;

internal static class ArchivePages
{
    /// <summary>As much as a whole request may hold; a letter of Arabic takes up to six bytes of it.</summary>
    private const int MaxFieldBytes = 6 * Checks.MaxText;

    public static void AddArchivePages(this IServiceCollection services)
    {
        services.AddRazorPages(options =>
        {
            options.RootDirectory = "/Features";
            // Deny by default: a page that names no policy asks for a reader's; what visitors may read says so.
            options.Conventions.AuthorizeFolder("/Editor", Policies.Editor);
            options.Conventions.AuthorizeFolder("/Admin", Policies.Admin);
            // Razor Pages ask for the antiforgery token by themselves. Asked for here again, it would outdo the error page's leave to
            // go without, and a form refused for want of it would get an empty answer.
            options.Conventions.ConfigureFilter(new HandledMethodsOnly());
            options.Conventions.ConfigureFilter(new TooLarge());
        });
        services.Configure<FormOptions>(options => options.ValueLengthLimit = MaxFieldBytes);
        services.AddRouting(options => options.LowercaseUrls = false);
        services.AddAntiforgery(options => options.FormFieldName = "__token");
    }

    public static void MapArchivePages(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapCitations();
        DossierExports.Map(app);
        DossierBag.Map(app);
        app.MapIdentifiers();
        app.MapCompletion();
        app.MapIntake();
        app.MapPictures();
        app.MapReading();
        app.MapTags();
        app.MapSearch();
        app.MapHarvesting();
        app.MapApi();
        app.MapFallback("{**path}", () => Results.NotFound()).AllowAnonymous(); // Else an unknown address would ask visitors to sign in.
        app.MapHealthChecks("/health/ready").AllowAnonymous();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).AllowAnonymous();
    }
}
