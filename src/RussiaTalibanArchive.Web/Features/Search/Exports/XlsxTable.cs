using System.IO.Compression;
using System.Text;
using System.Xml;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Search.Exports;

/// <summary>
/// A table as an Excel workbook: every cell is text, so none is a formula; the sheet reads from the right where the interface does. Source:
/// ECMA-376, part 1, SpreadsheetML.
/// </summary>
internal sealed class XlsxTable : ExportWriter
{
    public const string MediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>As many rows as a sheet holds; what is more goes on in the next.</summary>
    private const int MaxRows = 1_048_576;

    /// <summary>As many UTF-16 code units as a cell holds.</summary>
    private const int MaxCell = 32_767;

    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

    private readonly HeldStream _held;
    private readonly ZipArchive _zip;
    private Stream? _sheet;
    private int _sheets;
    private int _rows;

    public XlsxTable(ExportTarget target) : base(target)
    {
        _held = new();
        _zip = new(_held, ZipArchiveMode.Create, leaveOpen: true);
    }

    public override Task BeginAsync(CancellationToken cancellationToken) => NextSheetAsync(cancellationToken);

    public override async Task WriteAsync(IReadOnlyList<Citation> part, CancellationToken cancellationToken)
    {
        var rows = new StringBuilder();
        foreach (var citation in part)
        {
            if (_rows == MaxRows)
            {
                await SendAsync(rows, cancellationToken);
                await EndSheetAsync(cancellationToken);
                await NextSheetAsync(cancellationToken);
            }

            Row(rows, CitationColumns.Of(citation));
        }

        await SendAsync(rows, cancellationToken);
        await _held.DrainAsync(Target.Body, cancellationToken);
    }

    public override async Task EndAsync(CancellationToken cancellationToken)
    {
        await EndSheetAsync(cancellationToken);
        var numbers = Enumerable.Range(1, _sheets).ToList();
        await PartAsync("xl/workbook.xml",
            $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(numbers.Select(n => $"<sheet name=\"{n}\" sheetId=\"{n}\" r:id=\"s{n}\"/>"))}</sheets></workbook>", cancellationToken);
        await PartAsync("xl/_rels/workbook.xml.rels",
            $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{string.Concat(numbers.Select(n => $"<Relationship Id=\"s{n}\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet{n}.xml\"/>"))}</Relationships>", cancellationToken);
        await PartAsync("_rels/.rels",
            $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"w\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", cancellationToken);
        await PartAsync("[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
            + $"<Override PartName=\"/xl/workbook.xml\" ContentType=\"{MediaType}.main+xml\"/>"
            + string.Concat(numbers.Select(n => $"<Override PartName=\"/xl/worksheets/sheet{n}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>"))
            + "</Types>", cancellationToken);
        await _zip.DisposeAsync();
        await _held.DrainAsync(Target.Body, cancellationToken);
    }

    public override async ValueTask DisposeAsync()
    {
        await _held.DisposeAsync();
        await base.DisposeAsync();
    }

    private async Task NextSheetAsync(CancellationToken cancellationToken)
    {
        (_sheets, _rows) = (_sheets + 1, 0);
        _sheet = await _zip.CreateEntry($"xl/worksheets/sheet{_sheets}.xml", CompressionLevel.Fastest).OpenAsync(cancellationToken);
        var rows = new StringBuilder(Declaration).Append("<worksheet xmlns=\"").Append(Main).Append("\"><sheetViews><sheetView ");
        rows.Append(InterfaceLanguages.Direction == "rtl" ? "rightToLeft=\"1\" " : "")
            .Append("workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews><sheetData>");
        Row(rows, CitationColumns.Names);
        await SendAsync(rows, cancellationToken);
    }

    private async Task EndSheetAsync(CancellationToken cancellationToken)
    {
        await SendAsync(new("</sheetData></worksheet>"), cancellationToken);
        await _sheet!.DisposeAsync();
    }

    private void Row(StringBuilder rows, IReadOnlyList<string> cells)
    {
        _rows++;
        rows.Append("<row>");
        foreach (var cell in cells)
        {
            rows.Append("<c t=\"inlineStr\"><is><t xml:space=\"preserve\">").Append(Escaped(cell)).Append("</t></is></c>");
        }

        rows.Append("</row>");
    }

    private static string Escaped(string cell)
    {
        var text = new StringBuilder();
        foreach (var rune in (cell.Length > MaxCell ? cell[..(MaxCell - 1)] + "…" : cell).EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '<' => text.Append("&lt;"),
                '&' => text.Append("&amp;"),
                '>' => text.Append("&gt;"),
                '\r' => text.Append("&#13;"),
                _ when rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) => text.Append('\uFFFD'),
                _ => text.Append(rune.ToString()),
            };
        }

        return text.ToString();
    }

    private async Task SendAsync(StringBuilder text, CancellationToken cancellationToken)
    {
        await _sheet!.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellationToken);
        text.Clear();
    }

    private async Task PartAsync(string name, string xml, CancellationToken cancellationToken)
    {
        await using var part = await _zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken);
        await part.WriteAsync(Encoding.UTF8.GetBytes(Declaration + xml), cancellationToken);
    }
}
