using System.Globalization;
using System.Text;
using CsvHelper;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Citations.Styles;

namespace RussiaTalibanArchive.Web.Features.Search.Exports;

/// <summary>Where an export goes, and what it may ask.</summary>
/// <param name="Body">The answer.</param>
/// <param name="Services">Of the request.</param>
/// <param name="Style">Of citations in words.</param>
/// <param name="Site">Where the archive is reached, without a slash at the end.</param>
internal sealed record ExportTarget(Stream Body, IServiceProvider Services, StyleChoice Style, string Site);

/// <summary>Writes citations part by part.</summary>
internal abstract class ExportWriter(ExportTarget target) : IAsyncDisposable
{
    protected ExportTarget Target => target;

    public virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public abstract Task WriteAsync(IReadOnlyList<Citation> part, CancellationToken cancellationToken);

    public virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    protected async Task SendAsync(string text, CancellationToken cancellationToken)
    {
        await target.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellationToken);
        await target.Body.FlushAsync(cancellationToken);
    }
}

/// <summary>A format whose entries stand one after the other.</summary>
internal sealed class JoinedText(ExportTarget target, Func<IEnumerable<Citation>, string> write, string between) : ExportWriter(target)
{
    private bool _isLater;

    public override async Task WriteAsync(IReadOnlyList<Citation> part, CancellationToken cancellationToken)
    {
        if (part.Count > 0)
        {
            await SendAsync((_isLater ? between : "") + write(part), cancellationToken);
            _isLater = true;
        }
    }
}

/// <summary>CSL-JSON: one list.</summary>
internal sealed class CslWriter(ExportTarget target) : ExportWriter(target)
{
    private bool _isLater;

    public override Task BeginAsync(CancellationToken cancellationToken) => SendAsync("[", cancellationToken);

    public override async Task WriteAsync(IReadOnlyList<Citation> part, CancellationToken cancellationToken)
    {
        if (part.Count > 0)
        {
            var list = CslJson.Write(part).AsSpan().Trim();
            await SendAsync((_isLater ? "," : "") + list[1..^1].TrimEnd().ToString(), cancellationToken);
            _isLater = true;
        }
    }

    public override Task EndAsync(CancellationToken cancellationToken) => SendAsync("\n]\n", cancellationToken);
}

/// <summary>The columns of a table of citations.</summary>
internal static class CitationColumns
{
    public static IReadOnlyList<string> Names { get; } =
        ["reference", "kind", "title", "language", "date", "authors", "publisher", "source", "page", "words", "speaker", "tags", "address"];

    public static string[] Of(Citation c) =>
    [
        c.Reference, c.Kind.ToString().ToLowerInvariant(), c.Title, c.Language ?? "", c.Date?.Edtf ?? "",
        string.Join("; ", c.Authors.Select(a => a.Given is null ? a.Family : $"{a.Given} {a.Family}")),
        c.Publisher ?? "", c.Source?.Reference ?? "", c.Page?.ToString(CultureInfo.InvariantCulture) ?? "",
        c.Words ?? "", c.Speaker ?? "", string.Join("; ", c.Keywords), c.Address,
    ];
}

/// <summary>A table in CSV. No cell is taken for a formula.</summary>
internal sealed class CsvTable(ExportTarget target) : ExportWriter(target)
{
    // Without the mark, spreadsheets take the letters for others.
    public override Task BeginAsync(CancellationToken cancellationToken) => SendAsync("\uFEFF" + Rows([[.. CitationColumns.Names]]), cancellationToken);

    public override Task WriteAsync(IReadOnlyList<Citation> part, CancellationToken cancellationToken) => SendAsync(Rows(part.Select(CitationColumns.Of)), cancellationToken);

    private static string Rows(IEnumerable<string[]> rows)
    {
        using var text = new StringWriter { NewLine = "\r\n" };
        using (var csv = CsvWriter.Create(text, new CsvWriterOptions { Injection = CsvInjection.Escape }, leaveOpen: true))
        {
            foreach (var row in rows)
            {
                csv.WriteRecord(row);
            }
        }

        return text.ToString();
    }
}
