namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>Where the interface for programs lies.</summary>
internal static class ApiPaths
{
    public const string Root = "/api/v1";
    public const string Description = "/openapi/v1.json";

    public static bool IsApi(HttpRequest request) => IsApi(request.Path);

    public static bool IsApi(PathString path) => path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);
}
