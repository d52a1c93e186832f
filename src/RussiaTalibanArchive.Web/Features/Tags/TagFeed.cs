using System.Text;
using System.Xml;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>The newest items that carry a tag or one below it, as Atom. Source: RFC 4287.</summary>
public static class TagFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";
    private const int MaxEntries = 50;
    private const int MaxTitle = 200;

    /// <summary>Answers the feed of a tag that the viewer may see.</summary>
    public static async Task<IResult> ServeAsync(string slug, HttpContext http, ArchiveDbContext db, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        var tag = await db.Tags.Where(t => t.Reference == slug)
            .Select(t => new { t.CreatedAt, Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()) })
            .SingleOrDefaultAsync(cancellationToken);
        if (tag is null)
        {
            return Results.NotFound();
        }

        var site = (string.IsNullOrEmpty(options.Value.PublicUrl) ? $"{http.Request.Scheme}://{http.Request.Host}{http.Request.PathBase}" : options.Value.PublicUrl).TrimEnd('/');
        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs, and what is withdrawn must be gone at the next look.
        var entries = await EntriesAsync(db, slug, cancellationToken);
        return Results.Bytes(Write(tag.Name, tag.CreatedAt, entries, site, options.Value.Title), "application/atom+xml; charset=utf-8");
    }

    private static async Task<List<Entry>> EntriesAsync(ArchiveDbContext db, string slug, CancellationToken cancellationToken)
    {
        var below = db.TagPaths.Where(p => p.Ancestor.Reference == slug).Select(p => p.DescendantId);
        List<Entry> entries =
        [
            .. await db.Documents.Where(d => d.Taggings.Any(t => below.Contains(t.TagId))).OrderByDescending(d => d.PublishedAt ?? d.CreatedAt).Take(MaxEntries)
                .Select(d => new Entry(ItemKind.Document, d.Reference, d.Title, d.Language, d.PublishedAt ?? d.CreatedAt)).ToListAsync(cancellationToken),
            .. await db.Articles.Where(a => a.Taggings.Any(t => below.Contains(t.TagId))).OrderByDescending(a => a.PublishedAt ?? a.CreatedAt).Take(MaxEntries)
                .Select(a => new Entry(ItemKind.Article, a.Reference, a.Title, a.Language, a.PublishedAt ?? a.CreatedAt)).ToListAsync(cancellationToken),
            .. await db.Quotations.Where(q => q.Taggings.Any(t => below.Contains(t.TagId))).OrderByDescending(q => q.PublishedAt ?? q.CreatedAt).Take(MaxEntries)
                .Select(q => new Entry(ItemKind.Quotation, q.Reference, q.Exact, q.Language, q.PublishedAt ?? q.CreatedAt)).ToListAsync(cancellationToken),
        ];
        return [.. entries.OrderByDescending(e => e.At).ThenBy(e => e.Reference, StringComparer.Ordinal).Take(MaxEntries)];
    }

    private static byte[] Write(TagName tag, DateTimeOffset madeAt, List<Entry> entries, string site, string archive)
    {
        var page = $"{site}{References.PathOf(ItemKind.Tag, tag.Slug)}";
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", CheckCharacters = false }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteAttributeString("xml", "lang", null, tag.Label.Language.Length > 0 ? tag.Label.Language : InterfaceLanguages.Current);
            xml.WriteElementString("id", Atom, page);
            xml.WriteElementString("title", Atom, $"{tag.Label.Text} · {archive}");
            xml.WriteElementString("updated", Atom, Time(entries.Count > 0 ? entries[0].At : madeAt));
            Link(xml, "self", "application/atom+xml", page + ".atom");
            Link(xml, "alternate", "text/html", page);
            xml.WriteStartElement("author", Atom);
            xml.WriteElementString("name", Atom, archive);
            xml.WriteEndElement();
            foreach (var entry in entries)
            {
                var address = site + References.PathOf(entry.Kind, entry.Reference);
                xml.WriteStartElement("entry", Atom);
                xml.WriteAttributeString("xml", "lang", null, entry.Language);
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

    private sealed record Entry(ItemKind Kind, string Reference, string Title, string Language, DateTimeOffset At);
}
