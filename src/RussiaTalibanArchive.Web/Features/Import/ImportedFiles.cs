using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Files;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>Stores the files that lines name by a path beside them.</summary>
internal sealed class ImportedFiles(ArchiveDbContext db, FileStore files, TimeProvider clock)
{
    /// <summary>Stores what a document names by path, and puts the SHA-256 into its record; a path may not lead out of the folder.</summary>
    /// <returns>Why the document cannot be taken; <see langword="null"/> when it can.</returns>
    public async Task<string?> TakeAsync(DocumentRecord document, string? folder, CancellationToken cancellationToken)
    {
        foreach (var file in document.Files ?? [])
        {
            if (file.Sha256 is not null && !IsSha256(file.Sha256))
            {
                return "Files: a SHA-256 has 64 hexadecimal digits.";
            }

            if (file.Path is null || (file.Sha256 is not null && await db.Files.AnyAsync(f => f.Sha256 == file.Sha256, cancellationToken)))
            {
                continue;
            }

            var path = folder is null ? null : Path.GetFullPath(Path.Combine(folder, file.Path));
            if (path is null || !path.StartsWith(Path.GetFullPath(folder!) + Path.DirectorySeparatorChar, StringComparison.Ordinal)
                || new FileInfo(path) is { Exists: false } or { LinkTarget: not null })
            {
                return "Files: one of them does not lie beside the imported file.";
            }

            await using var content = File.OpenRead(path);
            var stored = (await files.StoreAsync(content, long.MaxValue, cancellationToken))!;
            if (file.Sha256 is not null && !file.Sha256.Equals(stored.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                return "Files: one of them has another SHA-256 than the line says.";
            }

            file.Sha256 = stored.Sha256;
            await db.ListFileAsync(stored, clock.GetUtcNow(), cancellationToken);
        }

        return null;
    }

    private static bool IsSha256(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);
}
