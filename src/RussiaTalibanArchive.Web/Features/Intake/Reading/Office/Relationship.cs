using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>What one part of an Office file refers to.</summary>
/// <param name="Id">Unique in the part that refers.</param>
/// <param name="Type">The last segment of the type's address, such as <c>footnotes</c>: the same in the transitional and the strict format.</param>
/// <param name="Target">Name of a part in the zip, or an address outside as it stands.</param>
/// <param name="IsExternal">Whether <paramref name="Target"/> lies outside the file.</param>
internal sealed record Relationship(string Id, string Type, string Target, bool IsExternal)
{
    /// <param name="reader">Stands on the element <c>Relationship</c>.</param>
    /// <param name="folder">Folder of the part that refers, with its last slash.</param>
    public static Relationship From(XmlReader reader, string folder)
    {
        var type = reader.GetAttribute("Type") ?? "";
        var target = reader.GetAttribute("Target") ?? "";
        var isExternal = reader.GetAttribute("TargetMode") == "External";
        return new(reader.GetAttribute("Id") ?? "", type[(type.LastIndexOf('/') + 1)..], isExternal ? target : PartName(target, folder), isExternal);
    }

    private static string PartName(string target, string folder)
    {
        var segments = new List<string>();
        foreach (var segment in (target.StartsWith('/') ? target : folder + target).Split('/', 100))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                segments.Add(segment);
            }
        }

        return string.Join('/', segments);
    }
}
