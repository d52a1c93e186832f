namespace RussiaTalibanArchive.Web.Features.Items;

internal static class Identifiers
{
    /// <summary><c>/id/{reference}</c> leads to the item's own address. It says nothing of whether the item is there.</summary>
    public static void MapIdentifiers(this WebApplication app) =>
        app.MapGet("/id/{reference}", (string reference) => References.TryParse(reference, out var kind, out var canonical)
            ? Results.LocalRedirect(References.PathOf(kind, canonical))
            : Results.NotFound()).AllowAnonymous();
}
