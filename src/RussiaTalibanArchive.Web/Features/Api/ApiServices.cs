using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts.Tokens;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>The interface for programs, <c>/api/v1</c>: what the pages show and change, as JSON.</summary>
internal static class ApiServices
{
    private static readonly IApiItems[] Kinds =
    [
        new ApiItems<Document, DocumentRecord>(ItemKind.Document, s => s.GetRequiredService<DocumentWriter>(), db => db.Documents),
        new ApiItems<Article, ArticleRecord>(ItemKind.Article, s => s.GetRequiredService<ArticleWriter>(), db => db.Articles),
        new ApiItems<Quotation, QuotationRecord>(ItemKind.Quotation, s => s.GetRequiredService<QuotationWriter>(), db => db.Quotations),
        new ApiItems<Tag, TagRecord>(ItemKind.Tag, s => s.GetRequiredService<TagWriter>(), db => db.Tags),
        new ApiItems<Note, NoteRecord>(ItemKind.Note, s => s.GetRequiredService<NoteWriter>(), db => db.Notes),
        new ApiItems<Dossier, DossierRecord>(ItemKind.Dossier, s => s.GetRequiredService<DossierWriter>(), db => db.Dossiers),
    ];

    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiRates>();
        services.AddScoped<IdempotencyKeys>();
        services.AddScoped<ApiLists.ListServices>();
    }

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(ApiPaths.Root).RequireAuthorization(Policies.Visitor);
        ApiLists.Map(api);
        foreach (var kind in Kinds)
        {
            kind.Map(api);
        }

        ApiBulk.Map(api, Kinds);
        ApiComments.Map(api);
        ApiSavedSearches.Map(api);
        ApiIntake.Map(api);
        api.MapRead("/me", (HttpContext http, CurrentViewer viewer) => ApiAnswers.Json(new
        {
            Name = viewer.Value.Role is null ? null : viewer.Value.Name,
            viewer.Value.Role,
            MayWrite = http.User.HasClaim(c => c.Type == TokenAuthentication.WriteClaim),
        }));
        // What an address does not take, it says; with no method of its own this stands behind the others.
        foreach (var path in ApiDescription.Operations.GroupBy(o => o.Path))
        {
            var allowed = string.Join(", ", path.Select(o => o.Method.ToUpperInvariant()).SelectMany(m => m == HttpMethods.Get ? new[] { m, HttpMethods.Head } : [m]));
            api.Map(path.Key, (HttpContext http, Words words) =>
            {
                http.Response.Headers.Allow = allowed;
                return ApiGate.Explain(StatusCodes.Status405MethodNotAllowed, words);
            });
        }

        app.MapGet(ApiPaths.Description, ApiDescription.Serve).RequireAuthorization(Policies.Visitor);
    }
}
