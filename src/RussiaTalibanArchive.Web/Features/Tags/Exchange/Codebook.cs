using System.Globalization;
using System.Text;
using System.Xml;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>
/// Writes and reads the vocabulary as a codebook, which programs for qualitative analysis read. A code has one name; the others stand in its
/// description. Source: REFI-QDA standard 1.5, Codebook.xsd 1.0.
/// </summary>
public static class Codebook
{
    public const string Namespace = "urn:QDA-XML:codebook:1.0";

    private const int MaxDepth = 50;
    private static readonly string[] NamedLanguages = ["ar", "en", "fa", "fa-AF", "ps", "ru"];

    public static byte[] Write(IReadOnlyList<ExportedTag> tags, VocabularyTarget target)
    {
        ArgumentNullException.ThrowIfNull(tags);
        ArgumentNullException.ThrowIfNull(target);
        var codes = tags.Where(t => !Skos.IsReplaced(t.Record)).ToList();
        var below = codes.ToLookup(t => t.Record.Broader ?? "");
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true, NewLineChars = "\n", NewLineHandling = NewLineHandling.Entitize }))
        {
            xml.WriteStartElement("CodeBook", Namespace);
            xml.WriteAttributeString("origin", Clean(target.Title));
            xml.WriteStartElement("Codes", Namespace);
            foreach (var top in below[""])
            {
                WriteCode(xml, top, below, target);
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    /// <exception cref="XmlException">It is not XML, or has a document type.</exception>
    /// <exception cref="FormatException">It is no codebook, or a code lacks what it needs; the message is the line.</exception>
    internal static IReadOnlyList<ReadTag> Read(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        using var xml = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true });
        var tags = new List<ReadTag>();
        var above = new Stack<(int Depth, Guid Id)>();
        var isBook = false;
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element || xml.NamespaceURI != Namespace)
            {
                continue;
            }

            isBook |= xml.LocalName == "CodeBook";
            if (xml.LocalName == "Code")
            {
                while (above.TryPeek(out var open) && open.Depth >= xml.Depth)
                {
                    above.Pop();
                }

                var name = xml.GetAttribute("name")?.Trim();
                if (!Guid.TryParse(xml.GetAttribute("guid"), out var id) || string.IsNullOrEmpty(name) || above.Count == MaxDepth)
                {
                    throw new FormatException(((IXmlLineInfo)xml).LineNumber.ToString(CultureInfo.InvariantCulture));
                }

                tags.Add(new()
                {
                    Code = id,
                    Above = above.TryPeek(out var upper) ? upper.Id : null,
                    Record = new() { Slug = TagWriter.SlugOf(name), Labels = new() { [LanguageGuess.Of(name) ?? "en"] = name } },
                });
                above.Push((xml.Depth, id));
            }
            else if (xml.LocalName == "Description" && tags.Count > 0)
            {
                Describe(tags[^1].Record, xml.ReadString());
            }
        }

        return isBook ? tags : throw new FormatException("1");
    }

    /// <summary>The last lines may be names in other languages, as <see cref="Write"/> puts them.</summary>
    private static void Describe(TagRecord tag, string description)
    {
        var lines = description.Split('\n').ToList();
        while (lines is [.., var last] && last.Split(": ", 2) is [var language, { Length: > 0 } label] && NamedLanguages.Contains(language))
        {
            tag.Labels!.TryAdd(language, label);
            lines.RemoveAt(lines.Count - 1);
        }

        tag.ScopeNote = string.Join('\n', lines);
    }

    private static void WriteCode(XmlWriter xml, ExportedTag tag, ILookup<string, ExportedTag> below, VocabularyTarget target)
    {
        var labels = tag.Record.Labels!;
        var name = labels.TryGetValue(target.Language, out var own) ? own : labels.TryGetValue("en", out var english) ? english : labels.Values.FirstOrDefault() ?? tag.Record.Slug!;
        xml.WriteStartElement("Code", Namespace);
        xml.WriteAttributeString("guid", tag.Id.ToString("D"));
        xml.WriteAttributeString("name", Clean(name));
        xml.WriteAttributeString("isCodable", "true");
        var lines = new[] { tag.Record.ScopeNote }.Concat(labels.Where(l => l.Value != name).Select(l => $"{l.Key}: {l.Value}")).OfType<string>().ToList();
        if (lines.Count > 0)
        {
            xml.WriteElementString("Description", Namespace, Clean(string.Join('\n', lines)));
        }

        foreach (var narrower in below[tag.Record.Slug!])
        {
            WriteCode(xml, narrower, below, target);
        }

        xml.WriteEndElement();
    }

    /// <summary>Without the characters that XML cannot hold.</summary>
    private static string Clean(string text)
    {
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            clean.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? "" : rune.ToString());
        }

        return clean.ToString();
    }
}
