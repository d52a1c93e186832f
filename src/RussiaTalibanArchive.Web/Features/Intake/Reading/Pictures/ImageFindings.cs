using System.Globalization;
using MetadataExtractor.Formats.Bmp;
using MetadataExtractor.Formats.Exif;
using MetadataExtractor.Formats.Gif;
using MetadataExtractor.Formats.Jpeg;
using MetadataExtractor.Formats.Png;
using MetadataExtractor.Formats.Tiff;
using MetadataExtractor.Formats.WebP;
using MetadataExtractor.Formats.Xmp;
using MetadataExtractor.IO;
using Directory = MetadataExtractor.Directory;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

/// <summary>Finds what an image file says of its maker: EXIF, GPS, IPTC, XMP, comments and small pictures inside.</summary>
internal static class ImageFindings
{
    private const long MaxBytes = 500_000_000;
    private const long MaxGifBytes = 3_000_000; // Each frame takes some 150 times its bytes.
    private const string Unread = "?";
    private const int MaxXmpProperties = 500;
    private const int StackBytes = 256 << 20; // The pages of a TIFF file are followed by recursion, some 10,000 at most.

    /// <summary>Never fails: what cannot be read is said to be unread.</summary>
    public static void Find(string path, FileKind kind, ReadOutput output)
    {
        var reading = new Thread(() => FindOrSay(path, kind, output), StackBytes);
        reading.Start();
        reading.Join();
    }

    private static void FindOrSay(string path, FileKind kind, ReadOutput output)
    {
        try
        {
            if (new FileInfo(path).Length > (kind is FileKind.Gif ? MaxGifBytes : MaxBytes))
            {
                throw new InvalidDataException("Too large for its metadata to be read.");
            }

            foreach (var directory in DirectoriesOf(path, kind))
            {
                FindIn(directory, output);
            }
        }
        catch (Exception)
        {
            // Whatever a parser of foreign bytes throws, running out of memory too, the picture itself can be read.
            output.Find(FindingKind.Other, "Metadata", Unread);
        }
    }

    private static IReadOnlyList<Directory> DirectoriesOf(string path, FileKind kind)
    {
        using var file = File.OpenRead(path);
        return kind switch
        {
            FileKind.Jpeg => JpegMetadataReader.ReadMetadata(file),
            FileKind.Png => PngMetadataReader.ReadMetadata(file),
            FileKind.Tiff => TiffMetadataReader.ReadMetadata(file),
            FileKind.Webp => WebPMetadataReader.ReadMetadata(file),
            FileKind.Gif => GifMetadataReader.ReadMetadata(file),
            FileKind.Bmp => BmpMetadataReader.ReadMetadata(file),
            FileKind.Heic => OfProfiles(file),
            _ => [],
        };
    }

    // The library's own reader of HEIC runs out of memory on tiny files.
    private static List<Directory> OfProfiles(Stream file)
    {
        using var heads = Magick.Ping(file, FileKind.Heic, 1);
        var directories = new List<Directory>();
        if (heads[0].GetProfile("exif")?.ToByteArray() is { Length: > 6 } exif)
        {
            var start = exif.AsSpan().StartsWith("Exif\0\0"u8) ? 6 : 0;
            directories.AddRange(new ExifReader().Extract(new ByteArrayReader(exif, start)));
        }

        if (heads[0].GetProfile("xmp")?.ToByteArray() is { } xmp)
        {
            directories.Add(new XmpReader().Extract(xmp));
        }

        return directories;
    }

    private static void FindIn(Directory directory, ReadOutput output)
    {
        if (directory is GpsDirectory gps && gps.GetGeoLocation() is { } place)
        {
            output.Find(FindingKind.Place, "GPS", string.Create(CultureInfo.InvariantCulture, $"{place.Latitude:0.000000}, {place.Longitude:0.000000}"));
        }

        if (directory.GetDescription(ExifThumbnailDirectory.TagThumbnailLength) is { } size && directory is ExifThumbnailDirectory)
        {
            output.Find(FindingKind.Thumbnail, directory.Name, size);
        }

        if (directory.HasError)
        {
            output.Find(FindingKind.Other, directory.Name, Unread);
        }

        if (directory is XmpDirectory { XmpMeta: { } xmp })
        {
            foreach (var property in xmp.Properties.Where(p => !string.IsNullOrEmpty(p.Value)).Take(MaxXmpProperties))
            {
                output.Find(ImageTags.KindOf(property.Path ?? "") ?? FindingKind.Other, property.Path ?? "XMP", property.Value);
            }
        }

        foreach (var tag in directory.Tags.Take(MaxXmpProperties))
        {
            if (ImageTags.KindOf(tag.Name, directory.Name) is { } kind)
            {
                output.Find(kind, $"{directory.Name}: {tag.Name}", tag.Description);
            }
        }
    }
}
