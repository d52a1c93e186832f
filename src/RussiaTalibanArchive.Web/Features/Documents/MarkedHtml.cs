using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The words of a paragraph as HTML, without any white space of ours between the runs.</summary>
public static class MarkedHtml
{
    /// <summary>Names the mark of a word that was recognised doubtfully; no reference of a quotation begins so.</summary>
    public const string Doubtful = "?word";

    /// <inheritdoc cref="Doubtful"/>
    public const string Number = "?number";

    public static bool IsDoubt(string mark) => mark.StartsWith('?');

    /// <summary>
    /// Each run that is quoted is a <c>mark</c>; <c>data-quotations</c> names all the quotations over it, <c>data-begins</c> and
    /// <c>data-ends</c> the numbers of those that begin and end with it. It is no link: words in a link cannot be selected by dragging.
    /// </summary>
    public static IHtmlContent Of(IReadOnlyList<MarkedRun> runs, Words words)
    {
        var html = new HtmlContentBuilder();
        foreach (var run in runs)
        {
            var quotations = run.Marks.Where(m => !IsDoubt(m)).ToList();
            if (quotations.Count == 0)
            {
                html.AppendHtml(WordsOf(run, words));
                continue;
            }

            var mark = new TagBuilder("mark");
            mark.Attributes["data-quotations"] = string.Join(' ', quotations);
            Name(mark, "data-begins", run.Beginning);
            Name(mark, "data-ends", run.Ending);
            if (quotations.Count > 1)
            {
                mark.AddCssClass("overlap");
            }

            mark.InnerHtml.AppendHtml(WordsOf(run, words));
            html.AppendHtml(mark);
        }

        return html;
    }

    private static void Name(TagBuilder mark, string attribute, IReadOnlyList<string> quotations)
    {
        var numbers = quotations.Where(q => !IsDoubt(q)).Select(q => q.Split('-')[^1]).ToList();
        if (numbers.Count > 0)
        {
            mark.Attributes[attribute] = string.Join(' ', numbers);
        }
    }

    private static HtmlContentBuilder WordsOf(MarkedRun run, Words words)
    {
        var html = new HtmlContentBuilder();
        if (!run.Marks.Any(IsDoubt))
        {
            html.Append(run.Text);
            return html;
        }

        var isNumber = run.Marks.Contains(Number);
        var doubt = new TagBuilder("span");
        doubt.AddCssClass(isNumber ? "doubtful unchecked" : "doubtful");
        doubt.Attributes["title"] = isNumber ? words["Number not checked"] : words["Doubtful word"];
        doubt.InnerHtml.Append(run.Text);
        html.AppendHtml(doubt);
        return html;
    }
}
