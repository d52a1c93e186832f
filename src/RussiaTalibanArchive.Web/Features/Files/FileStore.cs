using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Files;

/// <summary>Keeps originals in the data directory, each under its SHA-256. A file is there whole or not at all.</summary>
public sealed class FileStore(IOptions<ArchiveOptions> options)
{
    private readonly string _folder = Path.Combine(options.Value.DataDirectory, "files");

    /// <summary>
    /// Stores what a stream holds: written beside, flushed to the disk, then renamed. Storing the same bytes again changes nothing.
    /// </summary>
    /// <returns>SHA-256 in lower-case hex, and the length in bytes.</returns>
    public async Task<(string Sha256, long LengthBytes)> StoreAsync(Stream content, CancellationToken cancellationToken)
    {
        ProgramFolder.Private(_folder);
        var unfinished = Path.Combine(_folder, $".{Guid.CreateVersion7():N}.part");
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long length = 0;
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                var buffer = new byte[1 << 16];
                int read;
                while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                    length += read;
                }

                file.Flush(flushToDisk: true);
            }

            var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
            var path = PathOf(sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(unfinished, path, overwrite: true);
            return (sha256, length);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Opens an original for reading; <see langword="null"/> when the store does not hold it.</summary>
    public Stream? Open(string sha256) => File.Exists(PathOf(sha256)) ? File.OpenRead(PathOf(sha256)) : null;

    private string PathOf(string sha256) => Path.Combine(_folder, sha256[..2], sha256);
}
