using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags.Exchange;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>Brings in a file of tags, in two steps: what would become of each, then doing it.</summary>
[Authorize(Policies.Editor)]
[RequestSizeLimit(16 * VocabularyFile.MaxBytes)] // The second step brings the tags back as a field of the form.
[RequestFormLimits(ValueLengthLimit = 12 * VocabularyFile.MaxBytes)]
public sealed class ImportModel(VocabularyImport import, Words words) : PageModel
{
    [BindProperty] public IFormFile? Upload { get; set; }

    /// <summary>What the file said, as JSON, on its way to the second step.</summary>
    [BindProperty] public string? Read { get; set; }

    /// <summary>What would become of each tag; <see langword="null"/> before a file was read.</summary>
    public IReadOnlyList<ImportedLine>? Lines { get; private set; }

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (Upload is null)
        {
            return Refused(words["Choose a file."]);
        }

        if (Upload.Length > VocabularyFile.MaxBytes)
        {
            return Refused(words["This is too large: {0} MB at most.", VocabularyFile.MaxBytes / 1024 / 1024]);
        }

        using var bytes = new MemoryStream();
        await Upload.CopyToAsync(bytes, cancellationToken);
        var (tags, problem) = VocabularyFile.Read(Upload.FileName, bytes.ToArray());
        if (problem is not null)
        {
            return Refused(words[problem]);
        }

        Read = JsonSerializer.Serialize(tags, ItemJson.Options);
        ModelState.Remove(nameof(Read));
        (Lines, _) = await import.RunAsync(tags, keep: false, cancellationToken);
        return Page();
    }

    public async Task<IActionResult> OnPostDoAsync(CancellationToken cancellationToken)
    {
        if (Parse(Read) is not { } tags)
        {
            return Refused(words["This file was not kept whole between the two steps. Choose it again."]);
        }

        (Lines, var done) = await import.RunAsync(tags, keep: true, cancellationToken);
        if (done is null)
        {
            return Page();
        }

        TempData["Done"] = words["Done."];
        return Redirect($"/editor/tags/history#s-{done.Id:N}");
    }

    private PageResult Refused(string message)
    {
        ModelState.AddModelError(nameof(Upload), message);
        return Page();
    }

    private static List<ReadTag>? Parse(string? content)
    {
        try
        {
            var tags = JsonSerializer.Deserialize<List<ReadTag>>(content ?? "", ItemJson.Options);
            return tags?.TrueForAll(t => t?.Record?.Slug is not null) == true && tags.Count <= VocabularyFile.MaxTags ? tags : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
