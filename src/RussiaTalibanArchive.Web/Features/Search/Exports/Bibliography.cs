using System.Net;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Citations.Styles;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Exports;

internal enum BibliographyForm
{
    Text,
    Html,
    Markdown,
}

/// <summary>The citations in words, in the style and language that the address asks for or that this browser was shown last.</summary>
internal sealed class Bibliography(ExportTarget target, BibliographyForm form) : ExportWriter(target)
{
    /// <summary>Citations that an engine writes at one go, in well under a second.</summary>
    private const int AtOnce = 100;

    private readonly CitationStyler _styler = target.Services.GetRequiredService<CitationStyler>();
    private readonly CitationStyle _style = target.Style.Style!;
    private readonly CitationLocale _locale = target.Style.Locale!;
    private bool _isBroken;

    public override Task BeginAsync(CancellationToken cancellationToken) => form != BibliographyForm.Html ? Task.CompletedTask : SendAsync(
        $"""
        <!DOCTYPE html>
        <html lang="{_locale.Language}" dir="{(_locale.IsRightToLeft ? "rtl" : "ltr")}">
        <head><meta charset="utf-8"><title>{WebUtility.HtmlEncode(_style.Label)}</title></head>
        <body>
        <h1>{WebUtility.HtmlEncode(_style.Label)}</h1>
        <ul>

        """, cancellationToken);

    public override async Task WriteAsync(IReadOnlyList<Citation> part, CancellationToken cancellationToken)
    {
        foreach (var some in part.Chunk(AtOnce))
        {
            if (_isBroken)
            {
                return;
            }

            var (written, problem) = await _styler.WriteAsync(_style, _locale, some, cancellationToken);
            if (problem is { } why)
            {
                // What was written stands; that it is not all is said where it ends.
                _isBroken = true;
                await SendAsync(LineOf(StyledEndpoint.MessageOf(why), WebUtility.HtmlEncode(StyledEndpoint.MessageOf(why))), cancellationToken);
                return;
            }

            await SendAsync(string.Concat(written.Select(w => LineOf(w.Text, w.Html))), cancellationToken);
        }
    }

    public override Task EndAsync(CancellationToken cancellationToken) => form == BibliographyForm.Html ? SendAsync("</ul>\n</body>\n</html>\n", cancellationToken) : Task.CompletedTask;

    private string LineOf(string text, string html) => form switch
    {
        BibliographyForm.Html => $"<li>{html}</li>\n",
        BibliographyForm.Markdown => $"- {MarkdownEscape.Line(text)}\n",
        _ => text + "\n\n",
    };
}
