using System.Globalization;
using System.Text.Json;
using RussiaTalibanArchive.Web.Features.Files;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>The pictures that workers drew into a folder. Only what is whole, and is a WebP of a plausible size, counts.</summary>
public sealed class DrawnPages(string folder)
{
    private const int MaxSide = 20_000;
    private static readonly string NoPicture = Words.Key("No picture of this page could be made.");

    private readonly Dictionary<int, string> _problems = [];

    /// <summary>Whether a page needs no more drawing: it has its picture.</summary>
    public bool Has(int number) => Read(number) is { Problem: null };

    /// <summary>Keeps why pages that were to be drawn have no picture.</summary>
    public void Note(IEnumerable<int> pages, string? problem)
    {
        foreach (var page in pages.Where(p => !Has(p)))
        {
            _problems[page] = Read(page)?.Problem ?? problem ?? NoPicture;
        }
    }

    public string? ProblemOf(int number) => Has(number) ? null : _problems.GetValueOrDefault(number, NoPicture);

    /// <summary>Moves a page's picture into the store.</summary>
    /// <returns>Its new name and size in pixels; <see langword="null"/> when the page has none.</returns>
    public (Guid Picture, int Width, int Height)? Take(int number, PictureStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (Read(number) is not { Problem: null } drawn)
        {
            return null;
        }

        var picture = Guid.NewGuid();
        store.Take(picture, FileOf(number, "-large.webp"), FileOf(number, "-small.webp"));
        return (picture, drawn.Width, drawn.Height);
    }

    private DrawnPage? Read(int number)
    {
        var file = new FileInfo(FileOf(number, ".json"));
        if (file is not { Exists: true, LinkTarget: null, Length: < 10_000 })
        {
            return null;
        }

        try
        {
            var drawn = JsonSerializer.Deserialize(File.ReadAllBytes(file.FullName), ReadJson.Default.DrawnPage);
            return drawn is null || drawn.Problem is not null ? drawn
                : drawn is { Width: > 0 and < MaxSide, Height: > 0 and < MaxSide } && IsWebp(number, "-large.webp") && IsWebp(number, "-small.webp") ? drawn : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private bool IsWebp(int number, string end)
    {
        var file = new FileInfo(FileOf(number, end));
        if (file is not { Exists: true, LinkTarget: null })
        {
            return false;
        }

        Span<byte> head = stackalloc byte[12];
        using var stream = file.OpenRead();
        return stream.ReadAtLeast(head, 12, throwOnEndOfStream: false) == 12 && head[..4].SequenceEqual("RIFF"u8) && head[8..].SequenceEqual("WEBP"u8);
    }

    private string FileOf(int number, string end) => Path.Combine(folder, number.ToString("00000", CultureInfo.InvariantCulture) + end);
}
