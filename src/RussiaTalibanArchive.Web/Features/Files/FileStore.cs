using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Data.Embedded;

namespace RussiaTalibanArchive.Web.Features.Files;

/// <summary>Keeps originals in the data directory, each under its SHA-256. A file is there whole or not at all.</summary>
public sealed class FileStore(IOptions<ArchiveOptions> options)
{
    private const int BufferBytes = 1 << 16;
    private readonly string _folder = Path.Combine(options.Value.DataDirectory, "files");

    /// <summary>
    /// Stores what a stream holds: written beside, flushed to the disk, then renamed. Storing the same bytes again changes nothing.
    /// </summary>
    /// <param name="content">Read to its end.</param>
    /// <param name="maxBytes">The most that is taken.</param>
    /// <param name="cancellationToken">Stops it; nothing is kept then.</param>
    /// <returns>SHA-256 in lower-case hex, and the length in bytes; <see langword="null"/> when there is more than <paramref name="maxBytes"/>.</returns>
    public async Task<StoredBytes?> StoreAsync(Stream content, long maxBytes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        ProgramFolder.Private(_folder);
        var unfinished = Path.Combine(_folder, $".{Guid.CreateVersion7():N}.part");
        try
        {
            await using (var file = new FileStream(unfinished, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.Asynchronous))
            {
                using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
                var buffer = new byte[BufferBytes];
                long length = 0;
                int read;
                while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
                {
                    length += read;
                    if (length > maxBytes)
                    {
                        return null;
                    }

                    hash.AppendData(buffer, 0, read);
                    await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                }

                file.Flush(flushToDisk: true);
                return Keep(unfinished, Convert.ToHexStringLower(hash.GetHashAndReset()), length);
            }
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Takes over a file that lies whole on the store's own volume, such as an upload that came in pieces.</summary>
    public async Task<StoredBytes> TakeAsync(string path, CancellationToken cancellationToken)
    {
        ProgramFolder.Private(_folder);
        string sha256;
        long length;
        await using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, BufferBytes, FileOptions.Asynchronous))
        {
            sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
            length = file.Length;
            file.Flush(flushToDisk: true);
        }

        return Keep(path, sha256, length);
    }

    /// <summary>Opens an original for reading; <see langword="null"/> when the store does not hold it.</summary>
    public Stream? Open(string sha256) => File.Exists(PathOf(sha256)) ? File.OpenRead(PathOf(sha256)) : null;

    /// <summary>Where an original lies.</summary>
    public string PathOf(string sha256)
    {
        ArgumentNullException.ThrowIfNull(sha256);
        return Path.Combine(_folder, sha256[..2], sha256);
    }

    /// <summary>Removes what an interrupted write left; called when nothing has been written for a day.</summary>
    public void Sweep(TimeSpan age)
    {
        foreach (var left in Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder, ".*.part") : [])
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(left) > age)
            {
                File.Delete(left);
            }
        }
    }

    private StoredBytes Keep(string unfinished, string sha256, long length)
    {
        var path = PathOf(sha256);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.Move(unfinished, path, overwrite: true);
        Unix.FlushFolder(Path.GetDirectoryName(path)!);
        Unix.FlushFolder(_folder);
        return new(sha256, length);
    }
}

/// <param name="Sha256">In lower-case hex.</param>
/// <param name="LengthBytes">How many bytes there are.</param>
public sealed record StoredBytes(string Sha256, long LengthBytes);
