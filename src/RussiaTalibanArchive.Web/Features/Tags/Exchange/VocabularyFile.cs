using System.Text;
using System.Text.Json;
using System.Xml;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>Reads a file of tags, of whichever form.</summary>
public static class VocabularyFile
{
    public const int MaxBytes = 1024 * 1024;
    public const int MaxTags = 2000;

    /// <summary>The tags of a file, or why it cannot be read.</summary>
    /// <param name="name">Its name, by the end of which its form is known.</param>
    /// <param name="bytes">What is in it; text in UTF-8.</param>
    public static (IReadOnlyList<ReadTag> Tags, Problem? Problem) Read(string name, byte[] bytes)
    {
        try
        {
            IReadOnlyList<ReadTag>? tags = Path.GetExtension(name).ToLowerInvariant() switch
            {
                ".ttl" => SkosReader.Read(TurtleReader.Read(TextOf(bytes))),
                ".jsonld" or ".json" => SkosReader.Read(JsonLdReader.Read(TextOf(bytes))),
                ".csv" => TagCsv.Read(Encoding.UTF8.GetBytes(TextOf(bytes))),
                ".qdc" => Codebook.Read(bytes),
                _ => null,
            };
            return tags is null ? Refused(Words.Key("Choose a file that ends in .ttl, .jsonld, .csv or .qdc."))
                : tags.Count == 0 ? Refused(Words.Key("There are no tags in this file."))
                : tags.Count > MaxTags ? Refused(Words.Key("There are more than {0} tags in this file. Part it."), MaxTags) : (tags, null);
        }
        catch (DecoderFallbackException)
        {
            return Refused(Words.Key("This file is not text in UTF-8. Save it as UTF-8 and choose it again."));
        }
        catch (FormatException e)
        {
            return Refused(Words.Key("This cannot be read as a vocabulary: the line or column “{0}”."), e.Message);
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            return Refused(Words.Key("This cannot be read as a vocabulary: the line or column “{0}”."), e is XmlException xml ? Math.Max(1, xml.LineNumber) : (((JsonException)e).LineNumber ?? 0) + 1);
        }
    }

    private static string TextOf(byte[] bytes) => new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');

    private static (IReadOnlyList<ReadTag>, Problem?) Refused(string message, params object[] arguments) => ([], new("", message, arguments));
}
