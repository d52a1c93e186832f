using System.Text;
using System.Xml;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>An item in a feed.</summary>
/// <param name="Kind">Of the item.</param>
/// <param name="Reference">Of the item.</param>
/// <param name="Title">Is cut where it is long.</param>
/// <param name="Language">BCP 47 language of the title, if it is known.</param>
/// <param name="At">When it came.</param>
internal sealed record FeedEntry(ItemKind Kind, string Reference, string Title, string? Language, DateTimeOffset At);

/// <summary>A page of some items, the newest first, as Atom. Source: RFC 4287, and RFC 5005 for its pages.</summary>
/// <param name="Title">What they are.</param>
/// <param name="Language">BCP 47 language of the title.</param>
/// <param name="Page">The path, with its query string, of the page that lists them.</param>
/// <param name="Self">The path, with its query string, of the feed's first page.</param>
/// <param name="MadeAt">When it changed last, if it has no entry.</param>
/// <param name="Entries">The newest first.</param>
/// <param name="After">What the addresses of the pages before and after this one say of where it begins; <see langword="null"/> where there is none.</param>
internal sealed record AtomFeed(
    string Title, string Language, string Page, string Self, DateTimeOffset MadeAt, IReadOnlyList<FeedEntry> Entries, (string? Current, string? Previous, string? Next) After = default)
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int MaxTitle = 200;

    /// <param name="site">Where the archive is reached, without a slash at the end.</param>
    /// <param name="archive">Its name.</param>
    public IResult Answer(string site, string archive) => Results.Bytes(Write(site, archive), "application/atom+xml; charset=utf-8");

    private byte[] Write(string site, string archive)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CheckCharacters = false }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, Language);
            xml.WriteElementString("id", Atom, site + Page);
            xml.WriteElementString("title", Atom, $"{Title} · {archive}");
            xml.WriteElementString("updated", Atom, Time(Entries.Count > 0 ? Entries[0].At : MadeAt));
            Link(xml, "self", "application/atom+xml", site + At(After.Current));
            Link(xml, "first", "application/atom+xml", site + Self);
            if (After.Previous is not null)
            {
                Link(xml, "previous", "application/atom+xml", site + At(After.Previous));
            }

            if (After.Next is not null)
            {
                Link(xml, "next", "application/atom+xml", site + At(After.Next));
            }

            Link(xml, "alternate", "text/html", site + Page);
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, archive);
            xml.WriteEndElement();
            foreach (var entry in Entries)
            {
                var address = site + References.PathOf(entry.Kind, entry.Reference);
                xml.WriteStartElement("entry", Atom);
                if (entry.Language is not null)
                {
                    xml.WriteAttributeString("xml", "lang", null, entry.Language);
                }

                xml.WriteElementString("id", Atom, address);
                xml.WriteElementString("title", Atom, entry.Title.Length > MaxTitle ? entry.Title[..CutBefore(entry.Title)] + "…" : entry.Title);
                xml.WriteElementString("updated", Atom, Time(entry.At));
                Link(xml, "alternate", "text/html", address);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private string At(string? after) => after is null ? Self : $"{Self}{(Self.Contains('?', StringComparison.Ordinal) ? '&' : '?')}after={Uri.EscapeDataString(after)}";

    private static void Link(XmlWriter xml, string relation, string type, string address)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", type);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>Never between the halves of a character.</summary>
    private static int CutBefore(string title) => char.IsHighSurrogate(title[MaxTitle - 1]) ? MaxTitle - 1 : MaxTitle;

    private static string Time(DateTimeOffset at) => XmlConvert.ToString(at.ToUniversalTime());
}
