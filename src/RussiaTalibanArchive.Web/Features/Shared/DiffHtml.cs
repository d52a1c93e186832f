using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>Word differences as HTML: <c>ins</c> and <c>del</c>, which say also to those who see no colour what they are.</summary>
public static class DiffHtml
{
    /// <summary>Longer pairs of texts, in UTF-16 code units together, are not compared word by word.</summary>
    private const int MaxCompared = 2_000_000;

    /// <summary>Of a longer stretch that both share only its ends are shown, in UTF-16 code units.</summary>
    private const int MaxShared = 400;

    private const int Context = 120;

    public static IHtmlContent Diff(this Words words, string? before, string? after)
    {
        var block = new TagBuilder("div");
        block.AddCssClass("diff");
        block.Attributes["dir"] = "auto";
        if ((before?.Length ?? 0) + (after?.Length ?? 0) > MaxCompared)
        {
            block.InnerHtml.Append(words["The words are too many to be compared here."]);
            return block;
        }

        foreach (var run in TextDiff.Words(before ?? "", after ?? ""))
        {
            Append(block, run, words);
        }

        return block;
    }

    private static void Append(TagBuilder block, DiffRun run, Words words)
    {
        if (run.Kind == DiffKind.Same)
        {
            block.InnerHtml.Append(Shortened(run.Text));
            return;
        }

        var change = new TagBuilder(run.Kind == DiffKind.Added ? "ins" : "del");
        var said = new TagBuilder("span");
        said.AddCssClass("visually-hidden");
        said.InnerHtml.Append(run.Kind == DiffKind.Added ? words["added: "] : words["removed: "]);
        change.InnerHtml.AppendHtml(said);
        change.InnerHtml.Append(run.Text);
        block.InnerHtml.AppendHtml(change);
    }

    /// <summary>The two ends of a long stretch, cut where white space is.</summary>
    internal static string Shortened(string text)
    {
        if (text.Length <= MaxShared)
        {
            return text;
        }

        var head = text.AsSpan(0, Context).LastIndexOfAny(" \n\t\f");
        var tail = text.AsSpan(text.Length - Context).IndexOfAny(" \n\t\f");
        return head <= 0 || tail < 0 ? text : string.Concat(text.AsSpan(0, head), " … ", text.AsSpan(text.Length - Context + tail + 1));
    }
}
