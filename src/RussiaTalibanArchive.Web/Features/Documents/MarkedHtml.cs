using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The words of a paragraph as HTML, without any white space of ours between the runs.</summary>
public static class MarkedHtml
{
    /// <summary>
    /// Each run that is quoted is a <c>mark</c> that leads to the quotation that began last; <c>data-quotations</c> names all over it.
    /// </summary>
    public static IHtmlContent Of(IReadOnlyList<MarkedRun> runs)
    {
        var html = new HtmlContentBuilder();
        foreach (var run in runs)
        {
            if (run.Marks.Count == 0)
            {
                html.Append(run.Text);
                continue;
            }

            var link = new TagBuilder("a");
            link.Attributes["href"] = References.PathOf(ItemKind.Quotation, run.Marks[^1]);
            link.InnerHtml.Append(run.Text);
            var mark = new TagBuilder("mark");
            mark.Attributes["data-quotations"] = string.Join(' ', run.Marks);
            if (run.Marks.Count > 1)
            {
                mark.AddCssClass("overlap");
            }

            mark.InnerHtml.AppendHtml(link);
            html.AppendHtml(mark);
        }

        return html;
    }
}
