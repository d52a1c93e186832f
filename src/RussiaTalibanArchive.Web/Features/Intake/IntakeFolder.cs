using System.Text.Json;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>
/// Where the steps of one file leave what they found until it is a document. A step whose result is whole is not done again
/// after an interruption; what it wrote is read as untrusted.
/// </summary>
public sealed class IntakeFolder
{
    private const long MaxReadingBytes = 64 << 20;

    public IntakeFolder(IOptions<ArchiveOptions> options, Guid file)
    {
        ArgumentNullException.ThrowIfNull(options);
        Root = Path.Combine(RootOf(options.Value), file.ToString("N"));
        ProgramFolder.Private(RootOf(options.Value));
    }

    public string Root { get; }
    public string Read => Path.Combine(Root, "read");
    public string Recognised => Path.Combine(Root, "recognised");
    public string Drawn => Path.Combine(Root, "drawn");

    public static string RootOf(ArchiveOptions options) => Path.Combine(options.DataDirectory, "intake");

    /// <summary>What the first step found; <see langword="null"/> while it has not ended.</summary>
    /// <exception cref="InvalidDataException">What lies there is not what a worker writes.</exception>
    public async Task<FileReading?> ReadingAsync(CancellationToken cancellationToken) =>
        await JsonAsync(Path.Combine(Read, "reading.json"), ReadJson.Default.FileReading, cancellationToken);

    /// <summary>A page as it was read, or as it was recognised where it had to be.</summary>
    public async Task<ReadPage> PageAsync(int number, CancellationToken cancellationToken) => PageDecision.Of(
        await ReadPageAsync(number, cancellationToken),
        await JsonAsync(ReadOutput.PageFile(Recognised, number), ReadJson.Default.ReadPage, cancellationToken));

    /// <summary>A page as it was read from the file itself.</summary>
    public async Task<ReadPage> ReadPageAsync(int number, CancellationToken cancellationToken) =>
        await JsonAsync(ReadOutput.PageFile(Read, number), ReadJson.Default.ReadPage, cancellationToken) ?? new() { Number = number };

    public bool IsRecognised(int number) => File.Exists(ReadOutput.PageFile(Recognised, number));

    /// <summary>Empties the folder of a step that is begun anew.</summary>
    public static void Clear(string step)
    {
        if (Directory.Exists(step))
        {
            Directory.Delete(step, recursive: true);
        }
    }

    public void Delete() => Clear(Root);

    /// <summary>The file of a part, by the name that the worker gave it.</summary>
    /// <exception cref="InvalidDataException">It is no such name.</exception>
    public string PartFile(string stored) => stored.Length is > 0 and < 10 && stored.All(char.IsAsciiDigit)
        && new FileInfo(Path.Combine(Read, "parts", stored)) is { Exists: true, LinkTarget: null } file
            ? file.FullName : throw new InvalidDataException("A worker named a part that it did not write.");

    private static async Task<T?> JsonAsync<T>(string path, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type, CancellationToken cancellationToken) where T : class
    {
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return null;
        }

        if (info.LinkTarget is not null || info.Length > MaxReadingBytes)
        {
            throw new InvalidDataException("A worker's answer is not a file of the expected size.");
        }

        try
        {
            await using var file = info.OpenRead();
            return await JsonSerializer.DeserializeAsync(file, type, cancellationToken) ?? throw new InvalidDataException("A worker's answer is empty.");
        }
        catch (JsonException e)
        {
            throw new InvalidDataException("A worker's answer cannot be read.", e);
        }
    }
}
