using System.Text.Json;
using System.Text.Json.Serialization;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>
/// Where a reader puts what it finds, within limits: <c>reading.json</c>, a file for each page in <c>pages/</c>, each part in
/// <c>parts/</c>. Nobody trusts it afterwards: the archive reads it as untrusted text.
/// </summary>
public sealed class ReadOutput
{
    private readonly string _folder;
    private readonly ReadLimits _limits;
    private readonly long _inputBytes;
    private long _textLength;
    private long _partBytes;

    /// <param name="folder">An empty folder.</param>
    /// <param name="limits">What may be put there.</param>
    /// <param name="inputBytes">The length of the file that is read.</param>
    public ReadOutput(string folder, ReadLimits limits, long inputBytes)
    {
        (_folder, _limits, _inputBytes) = (folder, limits, inputBytes);
        Directory.CreateDirectory(Path.Combine(folder, "pages"));
        Directory.CreateDirectory(Path.Combine(folder, "parts"));
    }

    public FileReading Reading { get; } = new();

    public void Find(FindingKind kind, string label, string? value, int? page = null)
    {
        if (!string.IsNullOrWhiteSpace(value) && Reading.Findings.Count < 1000)
        {
            Reading.Findings.Add(new(kind, Clip(label, 200), Clip(value.Trim(), 2000), page));
        }
    }

    /// <exception cref="UnreadableException">There are too many pages, or too much text.</exception>
    public void AddPage(ReadPage page)
    {
        ArgumentNullException.ThrowIfNull(page);
        _textLength += page.Text.Length;
        if (page.Number > _limits.MaxPages)
        {
            throw new UnreadableException("The file has more than {0} pages. Split it and bring the parts in.", _limits.MaxPages);
        }

        if (_textLength > _limits.MaxTextLength)
        {
            throw new UnreadableException("The file holds more text than the archive takes in one document: {0} characters. Split it and bring the parts in.", _limits.MaxTextLength);
        }

        Reading.PageCount = Math.Max(Reading.PageCount, page.Number);
        File.WriteAllBytes(PageFile(_folder, page.Number), JsonSerializer.SerializeToUtf8Bytes(page, ReadJson.Default.ReadPage));
    }

    /// <summary>Stores a file inside the file.</summary>
    /// <param name="name">The name it has inside.</param>
    /// <param name="content">Its bytes; read up to the limits, and not disposed of.</param>
    /// <param name="isInline">See <see cref="FilePart.IsInline"/>.</param>
    /// <exception cref="UnreadableException">There are too many parts, or they are too large for so small a file.</exception>
    public void AddPart(string name, Stream content, bool isInline = false)
    {
        ArgumentNullException.ThrowIfNull(content);
        if (Reading.Parts.Count >= _limits.MaxParts)
        {
            throw new UnreadableException("There are more than {0} files inside it. Unpack it yourself, and bring in what it holds some at a time.", _limits.MaxParts);
        }

        var stored = Reading.Parts.Count.ToString("00000", System.Globalization.CultureInfo.InvariantCulture);
        var path = Path.Combine(_folder, "parts", stored);
        try
        {
            Store(path, content);
        }
        catch
        {
            // A part that turns out to be damaged half way is no part; the next one may take its place.
            File.Delete(path);
            throw;
        }

        Reading.Parts.Add(new() { Name = Clip(name, 1000), Stored = stored, IsInline = isInline });
    }

    /// <summary>Lists a file inside the file that was not taken, and why.</summary>
    public void RefusePart(string name, string refusal, params string[] arguments)
    {
        if (Reading.Parts.Count >= _limits.MaxParts)
        {
            throw new UnreadableException("There are more than {0} files inside it. Unpack it yourself, and bring in what it holds some at a time.", _limits.MaxParts);
        }

        Reading.Parts.Add(new() { Name = Clip(name, 1000), Refusal = refusal, RefusalArguments = arguments });
    }

    /// <summary>Writes <c>reading.json</c>, last of all.</summary>
    public void Finish() => File.WriteAllBytes(Path.Combine(_folder, "reading.json"), JsonSerializer.SerializeToUtf8Bytes(Reading, ReadJson.Default.FileReading));

    public static string PageFile(string folder, int number) =>
        Path.Combine(folder, "pages", number.ToString("00000", System.Globalization.CultureInfo.InvariantCulture) + ".json");

    private void Store(string path, Stream content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        var buffer = new byte[1 << 16];
        int read;
        while ((read = content.Read(buffer)) > 0)
        {
            _partBytes += read;
            if (_partBytes > _limits.MaxPartBytes || (_partBytes > 10 << 20 && _partBytes / _limits.MaxRatio > Math.Max(1, _inputBytes)))
            {
                throw new UnreadableException("It unpacks to far more than it holds, as a decompression bomb does. Nothing of it was taken but the file itself. If you trust it, unpack it yourself and bring in what it holds.");
            }

            file.Write(buffer, 0, read);
        }
    }

    /// <summary>Cuts a string without halving a surrogate pair.</summary>
    private static string Clip(string value, int max) =>
        value.Length <= max ? value : value[..(char.IsHighSurrogate(value[max - 1]) ? max - 1 : max)];
}

/// <summary>How the worker and the archive speak.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ReadJob))]
[JsonSerializable(typeof(FileReading))]
[JsonSerializable(typeof(ReadPage))]
[JsonSerializable(typeof(DrawnPage))]
internal sealed partial class ReadJson : JsonSerializerContext;
