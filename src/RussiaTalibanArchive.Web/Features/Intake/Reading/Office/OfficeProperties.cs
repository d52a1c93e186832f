namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>Finds what an Office file says of its maker outside its text: properties, macros, objects, addresses, printers.</summary>
internal static class OfficeProperties
{
    private const int MaxParts = 500;

    public static void Find(OfficePackage package, OfficeFindings findings)
    {
        foreach (var part in new[] { "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml" })
        {
            package.TryWalk(part, new ValueWalker((name, value) => findings.Find(KindOf(name), name, value)), findings);
        }

        foreach (var relationship in package.AllRelationships().Where(r => r.IsExternal).Take(MaxParts))
        {
            findings.Find(relationship.Type == "hyperlink" && !OfficeFindings.IsNetwork(relationship.Target) ? FindingKind.Path : FindingKind.RemoteReference, relationship.Type, relationship.Target);
        }

        foreach (var part in package.Parts.Order(StringComparer.Ordinal).Take(MaxParts))
        {
            FindPart(package, part, findings);
        }
    }

    private static void FindPart(OfficePackage package, string part, OfficeFindings findings)
    {
        var name = part[(part.LastIndexOf('/') + 1)..];
        if (name.StartsWith("vbaProject", StringComparison.OrdinalIgnoreCase) || part.StartsWith("Basic/", StringComparison.Ordinal) || part.StartsWith("Scripts/", StringComparison.Ordinal))
        {
            findings.Find(FindingKind.ActiveContent, "", part);
        }
        else if (part.StartsWith("Thumbnails/", StringComparison.OrdinalIgnoreCase) || name.StartsWith("thumbnail.", StringComparison.OrdinalIgnoreCase))
        {
            findings.Find(FindingKind.Thumbnail, "", part);
        }
        else if (name.StartsWith("printerSettings", StringComparison.OrdinalIgnoreCase))
        {
            findings.Find(FindingKind.Tool, "printer", PrinterOf(package, part));
        }
        else if (part.Contains("/embeddings/", StringComparison.OrdinalIgnoreCase))
        {
            findings.Find(FindingKind.EmbeddedFile, "", part);
            using var content = package.OpenPart(part);
            findings.Output.AddPart(name, content);
        }
    }

    /// <summary>The name stands first, in 32 code units of UTF-16. Source: Windows, structure <c>DEVMODEW</c>.</summary>
    private static string? PrinterOf(OfficePackage package, string part)
    {
        using var content = package.OpenPart(part);
        var start = new byte[64];
        var read = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return System.Text.Encoding.Unicode.GetString(start, 0, read & ~1).Split('\0')[0];
    }

    private static FindingKind KindOf(string name) => name switch
    {
        "creator" or "lastModifiedBy" or "initial-creator" or "Manager" or "Company" or "printed-by" => FindingKind.Person,
        "created" or "modified" or "lastPrinted" or "creation-date" or "date" or "print-date" or "TotalTime" or "editing-duration" => FindingKind.Time,
        "Application" or "AppVersion" or "generator" => FindingKind.Tool,
        "Template" or "HyperlinkBase" => FindingKind.Path,
        _ => FindingKind.Other,
    };
}
