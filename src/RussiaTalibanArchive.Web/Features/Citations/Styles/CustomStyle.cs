using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary>The style that the settings may give.</summary>
internal static class CustomStyle
{
    private const string Namespace = "http://purl.org/net/xbiblio/csl";
    private const int MaxBytes = 1_000_000;

    /// <summary>What is wrong with the file; <see langword="null"/> if it looks like a style.</summary>
    public static string? ProblemOf(string file)
    {
        try
        {
            return new FileInfo(file) is not { Exists: true } info ? $"there is no file {file}"
                : info.Length > MaxBytes ? $"{file} is larger than {MaxBytes} bytes"
                : Read(file) is null ? $"{file} is no independent style of the Citation Style Language"
                : null;
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return $"{file} cannot be read as XML: {e.Message}";
        }
    }

    public static string TitleOf(string file) => Read(file) ?? CitationStyle.Custom;

    /// <summary>The style's title; <see langword="null"/> if it is none, or only points to another.</summary>
    private static string? Read(string file)
    {
        using var xml = XmlReader.Create(file, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        xml.MoveToContent();
        if (xml.LocalName != "style" || xml.NamespaceURI != Namespace)
        {
            return null;
        }

        (string? title, var isWhole) = (null, false);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && title is null && xml.LocalName == "title")
            {
                title = xml.ReadElementContentAsString().Trim();
            }

            isWhole |= xml.NodeType == XmlNodeType.Element && xml.LocalName is "citation" or "bibliography";
        }

        return isWhole ? title : null;
    }
}
