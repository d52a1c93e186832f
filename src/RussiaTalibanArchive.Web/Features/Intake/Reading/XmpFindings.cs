using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Finds what an XMP packet says of a file's maker.</summary>
internal static class XmpFindings
{
    private const int MaxValues = 300;

    public static void Find(string xml, ReadOutput output)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 4 << 20, ConformanceLevel = ConformanceLevel.Fragment };
        using var reader = XmlReader.Create(new StringReader(xml.Trim('\uFEFF', '\0', ' ', '\n', '\r')), settings);
        var names = new Stack<string>();
        for (var found = 0; found < MaxValues && reader.Read() && reader.Depth < 100;)
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    if (!reader.IsEmptyElement)
                    {
                        names.Push(reader.Name);
                    }

                    break;
                case XmlNodeType.EndElement:
                    names.TryPop(out _);
                    break;
                case XmlNodeType.Text:
                    var name = names.FirstOrDefault(n => !n.StartsWith("rdf:", StringComparison.Ordinal)) ?? "";
                    output.Find(KindOf(name), name, reader.Value);
                    found++;
                    break;
            }
        }
    }

    private static FindingKind KindOf(string name) => name.ToLowerInvariant() switch
    {
        "dc:creator" or "pdf:author" or "xmp:author" => FindingKind.Person,
        "pdf:producer" or "xmp:creatortool" or "stevt:softwareagent" => FindingKind.Tool,
        var n when n.Contains("date", StringComparison.Ordinal) || n.EndsWith(":when", StringComparison.Ordinal) => FindingKind.Time,
        var n when n.EndsWith("id", StringComparison.Ordinal) => FindingKind.Identifier,
        _ => FindingKind.Other,
    };
}
