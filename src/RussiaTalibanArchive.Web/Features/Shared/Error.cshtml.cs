using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Features.Api;

namespace RussiaTalibanArchive.Web.Features.Shared;

[AllowAnonymous, IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true)]
public sealed class ErrorModel(Words words) : PageModel
{
    public string Heading { get; private set; } = "";
    public string Explanation { get; private set; } = "";

    /// <summary>Whatever the method that went wrong.</summary>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Explain();
        var path = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? HttpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path;
        if (ApiPaths.IsApi(path))
        {
            context.Result = new ApiProblem(Response.StatusCode, words);
        }
    }

    private sealed class ApiProblem(int status, Words words) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => ApiGate.Explain(status, words).ExecuteAsync(context.HttpContext);
    }

    private void Explain() => (Heading, Explanation) = Response.StatusCode switch
    {
        400 => (words["This request cannot be understood"], words["Go back, load the page again and try once more."]),
        403 => (words["Your account may not do this"], words["Ask an administrator if you need to."]),
        404 or 200 => (words["There is no such page"], words["The address is wrong, or what was here may not be shown."]),
        405 => (words["That cannot be done at this address"], words["Go back and try from the page itself."]),
        410 => (words["This was withdrawn"], words["It stood here once and does so no more."]),
        413 => (words["This is too large"], words["Send less at a time."]),
        429 => (words["Too many tries"], words["Wait a little and try again."]),
        _ => (words["Something went wrong here"], words["It is not your fault. Nothing was half saved; try again in a while."]),
    };
}
