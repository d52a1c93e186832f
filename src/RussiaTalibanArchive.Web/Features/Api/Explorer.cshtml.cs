using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>Shows what the interface for programs does, and lets it be tried.</summary>
[Authorize(Policies.Visitor)]
public sealed class ExplorerModel : PageModel
{
    internal static IEnumerable<IGrouping<string, ApiOperation>> Groups => ApiDescription.Operations.GroupBy(o => o.Tag);

    /// <summary>An example as people write it.</summary>
    internal static string Indented(JsonNode example) =>
        example is JsonValue line ? line.GetValue<string>() : example.ToJsonString(new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
