using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace RussiaTalibanArchive.Web.Features.Search;

public static class SnippetHtml
{
    /// <summary>The runs one after the other, without a space that is not theirs.</summary>
    public static IHtmlContent ToHtml(this IReadOnlyList<SnippetRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var html = new HtmlContentBuilder(runs.Count);
        foreach (var run in runs)
        {
            if (run.IsHit)
            {
                var mark = new TagBuilder("mark");
                mark.InnerHtml.Append(run.Text);
                html.AppendHtml(mark);
            }
            else
            {
                html.Append(run.Text);
            }
        }

        return html;
    }
}
