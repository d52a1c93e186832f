using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>Files that come in pieces, until the last one is there. What lies on the disk is the truth about how far they are.</summary>
public sealed class PieceStore(IOptions<ArchiveOptions> options)
{
    public const long MaxPieceBytes = 16 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromDays(7);
    private readonly string _folder = Path.Combine(options.Value.DataDirectory, "uploads");

    public string PathOf(Guid batch, Guid key) => Path.Combine(_folder, $"{batch:N}-{key:N}");

    /// <summary>How many bytes of a file are here.</summary>
    public long LengthOf(Guid batch, Guid key) => new FileInfo(PathOf(batch, key)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Adds a piece where the file ends; one that would leave a gap, or begins before the end, adds nothing.</summary>
    /// <returns>How many bytes are here now; never more than <paramref name="length"/>.</returns>
    public async Task<long> AppendAsync(Guid batch, Guid key, long offset, long length, Stream piece, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(piece);
        ProgramFolder.Private(_folder);
        FileStream file;
        try
        {
            file = new FileStream(PathOf(batch, key), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        }
        catch (IOException)
        {
            return -1; // Another request is adding to it.
        }

        await using (file)
        {
            if (file.Length != offset)
            {
                return file.Length;
            }

            file.Seek(0, SeekOrigin.End);
            var buffer = new byte[1 << 16];
            int read;
            while (file.Position < length && (read = await piece.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, length - file.Position)), cancellationToken)) > 0)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }

            return file.Position;
        }
    }

    /// <summary>Removes files whose sender never came back.</summary>
    public void Sweep()
    {
        foreach (var left in Directory.Exists(_folder) ? Directory.EnumerateFiles(_folder) : [])
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(left) > Patience)
            {
                File.Delete(left);
            }
        }
    }
}
