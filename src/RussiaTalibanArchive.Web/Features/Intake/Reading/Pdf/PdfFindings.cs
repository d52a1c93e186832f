using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Tokens;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

/// <summary>Finds what a PDF says of its maker, and what in it could act or tell: never run, never asked for.</summary>
internal static class PdfFindings
{
    private const int MaxPagesSearched = 500;

    public static void Find(PdfDocument document, string path, ReadOutput output)
    {
        Try(() => FindInformation(document, output));
        Try(() => FindXmp(document, output));
        Try(() => FindEmbedded(document, output));
        Try(() => FindAnnotations(document, output));
        Try(() => FindMarkers(path, output));
    }

    private static void FindInformation(PdfDocument document, ReadOutput output)
    {
        var information = document.Information;
        output.Find(FindingKind.Person, "Author", information.Author);
        output.Find(FindingKind.Tool, "Creator", information.Creator);
        output.Find(FindingKind.Tool, "Producer", information.Producer);
        output.Find(FindingKind.Other, "Title", information.Title);
        output.Find(FindingKind.Other, "Subject", information.Subject);
        output.Find(FindingKind.Other, "Keywords", information.Keywords);
        output.Find(FindingKind.Time, "CreationDate", information.CreationDate);
        output.Find(FindingKind.Time, "ModDate", information.ModifiedDate);
        foreach (var (name, value) in information.DocumentInformationDictionary?.Data ?? new Dictionary<string, IToken>())
        {
            if (name is not ("Author" or "Creator" or "Producer" or "Title" or "Subject" or "Keywords" or "CreationDate" or "ModDate"))
            {
                output.Find(FindingKind.Other, name, value.ToString());
            }
        }
    }

    private static void FindXmp(PdfDocument document, ReadOutput output)
    {
        if (document.TryGetXmpMetadata(out var xmp))
        {
            var bytes = xmp.GetXmlBytes();
            XmpFindings.Find(Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 1 << 20)]), output);
        }
    }

    private static void FindEmbedded(PdfDocument document, ReadOutput output)
    {
        if (document.Advanced.TryGetEmbeddedFiles(out var files))
        {
            foreach (var file in files.Take(1000))
            {
                output.Find(FindingKind.EmbeddedFile, "", file.Name);
                using var content = new MemoryStream([.. file.Memory.ToArray()]);
                output.AddPart(file.Name, content);
            }
        }
    }

    private static void FindAnnotations(PdfDocument document, ReadOutput output)
    {
        for (var number = 1; number <= Math.Min(document.NumberOfPages, MaxPagesSearched); number++)
        {
            foreach (var annotation in document.GetPage(number).GetAnnotations().Take(200))
            {
                output.Find(FindingKind.Comment, annotation.Type.ToString(), annotation.Content, number);
                if (annotation.AnnotationDictionary.TryGet<StringToken>(NameToken.Create("T"), out var author))
                {
                    output.Find(FindingKind.Person, annotation.Type.ToString(), author.Data, number);
                }
            }
        }
    }

    /// <summary>Earlier states, scripts and actions, by the words that the format has for them.</summary>
    private static void FindMarkers(string path, ReadOutput output)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var counts = Markers.Count(file, ["%%EOF", "/JavaScript", "/Launch", "/OpenAction", "/URI", "/SubmitForm", "/RichMedia", "/OCG"]);
        if (counts[0] > 1)
        {
            output.Find(FindingKind.EarlierRevision, "%%EOF", counts[0].ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var (name, kind, count) in new[]
        {
            ("JavaScript", FindingKind.ActiveContent, counts[1]), ("Launch", FindingKind.ActiveContent, counts[2]), ("OpenAction", FindingKind.ActiveContent, counts[3]),
            ("URI", FindingKind.RemoteReference, counts[4]), ("SubmitForm", FindingKind.RemoteReference, counts[5]), ("RichMedia", FindingKind.ActiveContent, counts[6]), ("Layers", FindingKind.HiddenContent, counts[7]),
        })
        {
            if (count > 0)
            {
                output.Find(kind, name, count.ToString(System.Globalization.CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>What cannot be found out about a file does not keep its text from being read.</summary>
    private static void Try(Action find)
    {
        try
        {
            find();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or UnreadableException))
        {
            // One of many odd files; its text is there.
        }
    }
}
