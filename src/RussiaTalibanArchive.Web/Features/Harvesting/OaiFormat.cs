using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Harvesting;

/// <summary>A form in which records are given out.</summary>
/// <param name="Prefix">Its <c>metadataPrefix</c>.</param>
/// <param name="Namespace">Of its root.</param>
/// <param name="Schema">Where its schema is.</param>
/// <param name="Write">Writes a record.</param>
internal sealed record OaiFormat(string Prefix, string Namespace, string Schema, Func<Citation, ItemKind, XElement> Write)
{
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    public static IReadOnlyList<OaiFormat> All { get; } =
    [
        new("oai_dc", "http://www.openarchives.org/OAI/2.0/oai_dc/", "http://www.openarchives.org/OAI/2.0/oai_dc.xsd", DublinCore),
        new("mods", "http://www.loc.gov/mods/v3", "http://www.loc.gov/standards/mods/v3/mods-3-8.xsd", Mods),
    ];

    /// <summary>What XML allows of a text, on one line.</summary>
    internal static string Safe(string? text) => string.Concat(CitedText.Line(text).EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)));

    private static XElement DublinCore(Citation citation, ItemKind kind)
    {
        XNamespace oai = "http://www.openarchives.org/OAI/2.0/oai_dc/", dc = "http://purl.org/dc/elements/1.1/", xsi = Instance;
        var record = new XElement(oai + "dc", new XAttribute(XNamespace.Xmlns + "oai_dc", oai), new XAttribute(XNamespace.Xmlns + "dc", dc), new XAttribute(XNamespace.Xmlns + "xsi", xsi),
            new XAttribute(xsi + "schemaLocation", $"{oai} http://www.openarchives.org/OAI/2.0/oai_dc.xsd"));
        Put("title", citation.Title, citation.Language);
        foreach (var (language, title) in citation.TitleTranslations.Where(t => !Transliterations.IsOne(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            Put("title", title, language);
        }

        foreach (var author in citation.Authors)
        {
            Put("creator", author.Given is null ? author.Family : $"{author.Family}, {author.Given}", citation.Language);
        }

        Put("contributor", citation.Speaker);
        citation.Keywords.ToList().ForEach(k => Put("subject", k));
        Put("description", citation.Words, citation.Language);
        foreach (var translation in citation.Translations)
        {
            Put("description", translation.Text, translation.Language);
        }

        Put("description", citation.Abstract);
        citation.Notes().ToList().ForEach(n => Put("description", n, "en"));
        Put("publisher", citation.Publisher ?? citation.Archive);
        Put("date", citation.Date?.Edtf);
        Put("type", kind == ItemKind.Quotation ? "Quotation" : kind == ItemKind.Article ? "Newspaper article" : citation.Genre ?? "Document");
        Put("identifier", citation.Address);
        Put("identifier", citation.Reference);
        Put("source", citation.Source is { } source ? $"{source.Title} ({source.Reference}){(citation.Place is { } place ? ", " + place : "")}" : citation.PublishedAddress);
        Put("language", citation.Language);
        Put("rights", citation.Rights);
        return record;

        void Put(string name, string? value, string? language = null)
        {
            if (Safe(value) is { Length: > 0 } text)
            {
                record.Add(new XElement(dc + name, language is null ? null : new XAttribute(XNamespace.Xml + "lang", language), text));
            }
        }
    }

    /// <summary>Source: MODS 3.8 of the Library of Congress.</summary>
    private static XElement Mods(Citation citation, ItemKind kind)
    {
        XNamespace mods = "http://www.loc.gov/mods/v3", xsi = Instance;
        var record = new XElement(mods + "mods", new XAttribute(XNamespace.Xmlns + "xsi", xsi), new XAttribute("version", "3.8"),
            new XAttribute(xsi + "schemaLocation", $"{mods} http://www.loc.gov/standards/mods/v3/mods-3-8.xsd"));
        record.Add(new XElement(mods + "titleInfo", Lang(citation.Language), Element("title", citation.Title)));
        if (citation.RomanizedTitle() is { } romanized)
        {
            record.Add(new XElement(mods + "titleInfo", new XAttribute("type", "alternative"), new XAttribute("transliteration", "ALA-LC"), Element("title", romanized.Text)));
        }

        foreach (var (language, title) in citation.TitleTranslations.Where(t => !Transliterations.IsOne(t.Key)).OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            record.Add(new XElement(mods + "titleInfo", new XAttribute("type", "translated"), Lang(language), Element("title", title)));
        }

        foreach (var author in citation.Authors)
        {
            record.Add(new XElement(mods + "name", new XAttribute("type", author.IsBody ? "corporate" : "personal"),
                author.Given is null ? Element("namePart", author.Family)
                    : new object?[] { Part("family", author.Family), Part("given", author.Given) },
                Role(author.IsBody && kind == ItemKind.Document ? "issuing body" : "author")));
        }

        if (Safe(citation.Speaker) is { Length: > 0 } speaker)
        {
            record.Add(new XElement(mods + "name", new XAttribute("type", "personal"), Element("namePart", speaker), Role("speaker")));
        }

        record.Add(new XElement(mods + "typeOfResource", "text"));
        record.Add(Element("genre", kind == ItemKind.Quotation ? "quotation" : kind == ItemKind.Article ? "newspaper article" : citation.Genre));
        if (citation.Publisher is not null || citation.Date is not null)
        {
            record.Add(new XElement(mods + "originInfo", Element("publisher", citation.Publisher),
                citation.Date is { } date ? new XElement(mods + "dateCreated", new XAttribute("encoding", "edtf"), date.IsCirca ? new XAttribute("qualifier", "approximate") : null, date.Edtf) : null));
        }

        if (citation.Language is { } tag)
        {
            record.Add(new XElement(mods + "language", new XElement(mods + "languageTerm", new XAttribute("type", "code"), new XAttribute("authority", "rfc5646"), tag)));
        }

        if (Safe(citation.Words ?? citation.Abstract) is { Length: > 0 } summary)
        {
            record.Add(new XElement(mods + "abstract", citation.Words is null ? null : new XAttribute("type", "quotation"), citation.Words is null ? null : Lang(citation.Language), summary));
        }

        foreach (var note in citation.Notes().Concat(citation.Remarks()))
        {
            record.Add(Element("note", note));
        }

        citation.Keywords.ToList().ForEach(k => record.Add(new XElement(mods + "subject", Element("topic", k))));
        if (citation.Source is { } source)
        {
            record.Add(new XElement(mods + "relatedItem", new XAttribute("type", "host"), new XElement(mods + "titleInfo", Element("title", source.Title)),
                citation.Page is { } page ? new XElement(mods + "part", new XElement(mods + "extent", new XAttribute("unit", "page"), new XElement(mods + "start", page.ToString(CultureInfo.InvariantCulture)))) : null,
                new XElement(mods + "identifier", new XAttribute("type", "local"), source.Reference)));
        }

        record.Add(new XElement(mods + "identifier", new XAttribute("type", "local"), citation.Reference));
        record.Add(new XElement(mods + "location", Element("physicalLocation", citation.Archive), new XElement(mods + "shelfLocator", citation.Reference),
            new XElement(mods + "url", new XAttribute("usage", "primary display"), citation.Address)));
        record.Add(citation.Rights is null ? null : new XElement(mods + "accessCondition", new XAttribute("type", "use and reproduction"), Safe(citation.Rights)));
        return record;

        XElement? Element(string name, string? value) => Safe(value) is { Length: > 0 } text ? new(mods + name, text) : null;
        XElement Part(string type, string value) => new(mods + "namePart", new XAttribute("type", type), Safe(value));
        XElement Role(string role) => new(mods + "role", new XElement(mods + "roleTerm", new XAttribute("type", "text"), new XAttribute("authority", "marcrelator"), role));
        static XAttribute? Lang(string? language) => language is null ? null : new("lang", language);
    }
}
