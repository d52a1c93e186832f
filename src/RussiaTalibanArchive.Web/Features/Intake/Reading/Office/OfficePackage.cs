using System.IO.Compression;
using System.Text;
using System.Xml;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Office;

/// <summary>
/// The zip that a DOCX, XLSX, PPTX or OpenDocument file is, opened only where unpacking it stays within the limits. Its parts
/// are streamed, never loaded whole: a library that builds a tree of them dies of deep nesting and of a part of 1 GiB, and
/// refuses a file for one malformed link.
/// </summary>
internal sealed class OfficePackage : IDisposable
{
    /// <summary>More relationships of one part than any honest file has; the rest is left unread.</summary>
    private const int MaxRelationships = 100_000;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);

    private OfficePackage(ZipArchive zip)
    {
        _zip = zip;
        foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            _parts.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
        }
    }

    public IEnumerable<string> Parts => _parts.Keys;

    /// <exception cref="UnreadableException">It is encrypted, has too many parts, or they are too large.</exception>
    /// <exception cref="InvalidDataException">It is no zip, or a damaged one.</exception>
    public static OfficePackage Open(ReadJob job)
    {
        if (OfficeEncryption.IsEncrypted(job.Input))
        {
            throw OfficeEncryption.Refusal();
        }

        var file = new FileStream(job.Input, FileMode.Open, FileAccess.Read, FileShare.Read);
        try
        {
            ZipDirectory.CheckSize(file, job.Limits);
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: false, Encoding.UTF8);
            CheckUnpackedSize(zip, file.Length, job.Limits);
            return new(zip);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public bool Has(string part) => _parts.ContainsKey(part);

    /// <summary>Length of a part unpacked, in bytes.</summary>
    public long LengthOf(string part) => _parts.TryGetValue(part, out var entry) ? entry.Length : 0;

    public Stream OpenPart(string part) => new GuardedStream(_parts[part].Open(), _parts[part].Length);

    /// <summary>Walks a part's elements; a part that is not there has none.</summary>
    public void Walk(string? part, XmlWalker walker)
    {
        if (part is not null && _parts.ContainsKey(part))
        {
            using var reader = XmlReader.Create(OpenPart(part), XmlWalker.Settings());
            walker.Walk(reader);
        }
    }

    /// <summary>Walks a part that the text can do without: where it is damaged, what came before the damage is kept.</summary>
    public void TryWalk(string? part, XmlWalker walker, OfficeFindings findings)
    {
        try
        {
            Walk(part, walker);
        }
        catch (Exception damage) when (OfficeFile.IsDamage(damage))
        {
            findings.Find(FindingKind.Other, "damaged", part);
        }
    }

    /// <summary>What a part refers to; of the package itself when <paramref name="part"/> is empty.</summary>
    public List<Relationship> Relationships(string part)
    {
        var slash = part.LastIndexOf('/') + 1;
        return RelationshipsIn($"{part[..slash]}_rels/{part[slash..]}.rels", part[..slash]);
    }

    /// <summary>What all parts refer to.</summary>
    public IEnumerable<Relationship> AllRelationships() => Parts
        .Where(p => p.EndsWith(".rels", StringComparison.OrdinalIgnoreCase) && p.Contains("_rels/", StringComparison.OrdinalIgnoreCase))
        .SelectMany(p => RelationshipsIn(p, p[..p.LastIndexOf("_rels/", StringComparison.OrdinalIgnoreCase)]));

    public void Dispose() => _zip.Dispose();

    private List<Relationship> RelationshipsIn(string part, string folder)
    {
        var found = new List<Relationship>();
        Walk(part, new AttributeWalker(reader =>
        {
            if (reader.LocalName == "Relationship" && found.Count < MaxRelationships)
            {
                found.Add(Relationship.From(reader, folder));
            }
        }));
        return found;
    }

    private static void CheckUnpackedSize(ZipArchive zip, long length, ReadLimits limits)
    {
        if (zip.Entries.Count > limits.MaxParts)
        {
            throw new UnreadableException("There are more than {0} files inside it. Unpack it yourself, and bring in what it holds some at a time.", limits.MaxParts);
        }

        var unpacked = zip.Entries.Aggregate(0m, (sum, e) => sum + e.Length);
        if (unpacked > limits.MaxPartBytes || (unpacked > 10 << 20 && unpacked / limits.MaxRatio > Math.Max(1, length)))
        {
            throw new UnreadableException("It unpacks to far more than it holds, as a decompression bomb does. Nothing of it was taken but the file itself. If you trust it, unpack it yourself and bring in what it holds.");
        }
    }
}
