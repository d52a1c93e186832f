using System.Globalization;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Citations;

/// <summary>
/// <c>/documents/RTA-D0001.tei.xml</c>: a document's texts with pages and paragraphs, and its quotations between anchors in them. Source: TEI P5.
/// </summary>
internal static class TeiExport
{
    private static readonly XNamespace Tei = "http://www.tei-c.org/ns/1.0";

    public static void Map(WebApplication app) => app.MapBeside(ItemKind.Document, ".tei.xml", WriteAsync);

    private static async Task<IResult> WriteAsync(CitedRequest cited, CancellationToken cancellationToken)
    {
        var (db, citation, reference, site) = (cited.Db, cited.Citation, cited.Citation.Reference, cited.Site);
        var texts = await db.Texts.Where(t => t.Document.Reference == reference && t.IsCurrent && !t.IsWithheld).OrderBy(t => t.Role).ThenBy(t => t.Language)
            .Select(t => new { t.Id, t.Role, t.Language, t.Body }).ToListAsync(cancellationToken);
        var ids = texts.ConvertAll(t => (Guid?)t.Id);
        var quotations = await db.Quotations.Where(q => q.Document!.Reference == reference && ids.Contains(q.TextId) && q.Start != null && q.End != null)
            .OrderBy(q => q.Start).ThenBy(q => q.Reference).Select(q => new Placed(q.Reference, q.TextId!.Value, q.Start!.Value, q.End!.Value, q.Speaker)).ToListAsync(cancellationToken);
        var document = new XElement(Tei + "TEI", Head(citation),
            new XElement(Tei + "standOff", new XElement(Tei + "spanGrp", new XAttribute("type", "quotation"), quotations.Select(q => new XElement(Tei + "span",
                new XAttribute("from", $"#{q.Reference}-start"), new XAttribute("to", $"#{q.Reference}-end"), new XAttribute("corresp", site + References.PathOf(ItemKind.Quotation, q.Reference)),
                string.IsNullOrEmpty(q.Speaker) ? null : Safe(q.Speaker))))),
            new XElement(Tei + "text", new XElement(Tei + (texts.Count > 1 ? "group" : "body"), texts.Count > 1
                ? texts.Select(t => new XElement(Tei + "text", Language(t.Language), new XAttribute("type", t.Role.ToString().ToLowerInvariant()),
                    new XElement(Tei + "body", Paragraphs(t.Body, quotations.FindAll(q => q.Text == t.Id)))))
                : texts.Select(t => new XElement(Tei + "div", Language(t.Language), Paragraphs(t.Body, quotations.FindAll(q => q.Text == t.Id)))))));
        if (quotations.Count == 0)
        {
            document.Element(Tei + "standOff")!.Remove();
        }

        if (texts.Count == 0)
        {
            document.Element(Tei + "text")!.Element(Tei + "body")!.Add(new XElement(Tei + "p"));
        }

        return cited.Answer($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document.ToString(SaveOptions.DisableFormatting)}\n", "application/tei+xml; charset=utf-8", ".tei.xml");
    }

    private static XElement Head(Citation citation) => new(Tei + "teiHeader", new XElement(Tei + "fileDesc",
        new XElement(Tei + "titleStmt",
            new XElement(Tei + "title", Language(citation.Language), Safe(citation.Title)),
            citation.TitleTranslations.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => new XElement(Tei + "title", Language(t.Key), new XAttribute("type", "translation"), Safe(t.Value))),
            citation.Authors.Select(a => new XElement(Tei + "author", new XElement(Tei + (a.IsBody ? "orgName" : "persName"), Safe(a.Given is null ? a.Family : $"{a.Given} {a.Family}"))))),
        new XElement(Tei + "publicationStmt",
            new XElement(Tei + "publisher", Safe(citation.Archive)),
            new XElement(Tei + "idno", new XAttribute("type", "reference"), citation.Reference),
            new XElement(Tei + "idno", new XAttribute("type", "URI"), Safe(citation.Address)),
            new XElement(Tei + "availability", new XElement(Tei + "p", string.IsNullOrEmpty(citation.Rights) ? "No rights are stated." : Safe(citation.Rights)))),
        citation.Notes().Any() ? new XElement(Tei + "notesStmt", citation.Notes().Select(n => new XElement(Tei + "note", new XAttribute(XNamespace.Xml + "lang", "en"), Safe(n)))) : null,
        new XElement(Tei + "sourceDesc", new XElement(Tei + "bibl",
            new XElement(Tei + "title", Language(citation.Language), Safe(citation.Title)),
            citation.Date is { } date ? new XElement(Tei + "date", new XAttribute("type", "edtf"), citation.DatePrinted is { Length: > 0 } printed ? new object[] { new XAttribute("n", date.Edtf), Safe(printed) } : [date.Edtf]) : null))));

    /// <summary>A paragraph a line, with the ends of quotations where they stand.</summary>
    private static IEnumerable<XElement> Paragraphs(string body, List<Placed> quotations)
    {
        var ends = quotations.SelectMany(q => new[] { (At: q.Start, Id: $"{q.Reference}-start"), (At: q.End, Id: $"{q.Reference}-end") })
            .Where(e => e.At <= body.Length).OrderBy(e => e.At).ToList();
        var (next, page) = (0, 1);
        for (var start = 0; start <= body.Length;)
        {
            var end = body.AsSpan(start).IndexOfAny('\n', '\f') is >= 0 and var length ? start + length : body.Length;
            var paragraph = new XElement(Tei + "p");
            var at = start;
            for (; next < ends.Count && ends[next].At <= end; next++)
            {
                paragraph.Add(Safe(body[at..Math.Max(at, ends[next].At)]), new XElement(Tei + "anchor", new XAttribute(XNamespace.Xml + "id", ends[next].Id)));
                at = Math.Max(at, ends[next].At);
            }

            paragraph.Add(Safe(body[at..end]));
            if (!paragraph.IsEmpty && (paragraph.HasElements || paragraph.Value.Length > 0))
            {
                yield return paragraph;
            }

            if (end < body.Length && body[end] == '\f')
            {
                yield return new XElement(Tei + "pb", new XAttribute("n", (++page).ToString(CultureInfo.InvariantCulture)));
            }

            start = end + 1;
        }
    }

    private static XAttribute? Language(string? language) => language is null or "" or "und" ? null : new(XNamespace.Xml + "lang", language);

    /// <summary>What XML allows of a text.</summary>
    private static string Safe(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || System.Xml.XmlConvert.IsXmlChar((char)r.Value)));

    private sealed record Placed(string Reference, Guid Text, int Start, int End, string? Speaker);
}
