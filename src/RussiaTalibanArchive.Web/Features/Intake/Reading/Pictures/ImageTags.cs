namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>Tells from the name of a field which kind of finding it is. Fields that only describe the pixels are none.</summary>
internal static class ImageTags
{
    // The first line that matches decides.
    private static readonly (FindingKind Kind, string[] Words)[] Rules =
    [
        (FindingKind.Thumbnail, ["Thumbnail Data", "Thumbnails"]),
        (FindingKind.Place, ["GPS", "City", "Country", "Province", "Sub-location", "Location"]),
        (FindingKind.Tool, ["CreatorTool", "Software", "Host Computer", "Firmware", "Originating Program", "Program Version", "softwareAgent", "Device Mfg", "Device Model", "Profile Description", "Lens Model", "Lens Make"]),
        (FindingKind.Identifier, ["Serial", "Unique", "DocumentID", "InstanceID", "documentID", "instanceID", "Identifier", "UUID", "Reference Number", "Image Number"]),
        (FindingKind.Time, ["Date", "Time Zone", "Time Sent", "Time Created", "stEvt:when", "Last Modification Time", "TimeStamp"]),
        (FindingKind.Person, ["Artist", "Owner", "By-line", "Author", "Writer", "Contact", "Credit", "Copyright", "dc:creator", "dc:rights"]),
        (FindingKind.Comment, ["Comment", "Image Description", "Caption", "Title", "Subject", "Keywords", "Headline", "Textual Data", "Instructions", "Document Name", "Page Name", "dc:description"]),
    ];

    private static readonly string[] Technical = ["Profile Date/Time", "File Modified Date"];

    /// <param name="name">Of the field.</param>
    /// <param name="group">What it belongs to, such as <c>Exif IFD0</c>.</param>
    public static FindingKind? KindOf(string name, string group = "")
    {
        if (Technical.Contains(name))
        {
            return null;
        }

        if (name is "Make" or "Model" or "tiff:Make" or "tiff:Model")
        {
            return FindingKind.Tool;
        }

        var text = group == "GPS" ? "GPS " + name : name;
        foreach (var (kind, words) in Rules)
        {
            if (words.Any(word => text.Contains(word, StringComparison.Ordinal)))
            {
                return kind;
            }
        }

        return null;
    }
}
