using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Import.Addresses;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Articles;

[Authorize(Policies.Editor)]
[RequestSizeLimit(MaxRequestBytes)]
[RequestFormLimits(ValueLengthLimit = MaxRequestBytes, MultipartBodyLengthLimit = MaxRequestBytes)]
public sealed class NewModel(ArchiveDbContext db, ItemsImporter importer, ForeignArticles articles, AddressImport addresses, Words words) : PageModel
{
    // Room for a text that is a little too long, so that it is told so beside the field.
    private const int MaxRequestBytes = 4 * ArticleReader.MaxBytes;

    [BindProperty] public NewArticle Input { get; set; } = new();
    [BindProperty] public IFormFile? Upload { get; set; }

    /// <summary>The address to fetch the article from.</summary>
    [BindProperty] public string? Fetch { get; set; }

    public bool CanFetch => addresses.IsOn;

    public void OnGet()
    {
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!string.IsNullOrWhiteSpace(Fetch))
        {
            return await FetchAsync(Fetch, cancellationToken);
        }

        await TakeFileAsync(cancellationToken);
        if (ModelState.IsValid)
        {
            CheckText();
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        if (await articles.ReadAsync(Input.PlainText, Input.Format ?? ArticleReader.FormatOfText(Input.PlainText), cancellationToken) is not { } read)
        {
            ModelState.AddModelError("Input.Text", words["The web page could not be read. Paste its text instead."]);
            return Page();
        }

        return await BringInAsync(Input.Complete(read), "Input.Text", null, cancellationToken);
    }

    /// <summary>Fetches what is at an address: an article, or a file for the intake.</summary>
    private async Task<IActionResult> FetchAsync(string address, CancellationToken cancellationToken)
    {
        if (Upload is not null || !string.IsNullOrWhiteSpace(Input.Text))
        {
            ModelState.AddModelError(nameof(Fetch), words["Give a text, a file or an address, not several of them."]);
            return Page();
        }

        var fetched = await addresses.FetchAsync(address, cancellationToken);
        if (fetched.Known is { } known)
        {
            return ToKnown(known);
        }

        if (fetched.Batch is { } batch)
        {
            TempData["Done"] = words["What is at this address is no article: it is taken in as a file."];
            return Redirect(string.Create(CultureInfo.InvariantCulture, $"/editor/intake/{batch.Number}"));
        }

        if (fetched.Article is { } article)
        {
            return await BringInAsync(Input.Complete(article.Record), nameof(Fetch), article, cancellationToken);
        }

        ModelState.AddModelError(nameof(Fetch), words[fetched.Problem!]);
        return Page();
    }

    private async Task<IActionResult> BringInAsync(ArticleRecord record, string field, FetchedArticle? fetched, CancellationToken cancellationToken)
    {
        if (await FindAsync(record.Body, cancellationToken) is { } known)
        {
            return ToKnown(known);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var (article, isNew, problems) = await importer.ImportArticleAsync(record, cancellationToken);
        foreach (var problem in problems)
        {
            ModelState.AddModelError(FieldOf(problem, field), words[problem]);
        }

        if (article is null)
        {
            return Page();
        }

        if (!isNew)
        {
            return ToKnown((article.Reference, article.WithdrawnAt is not null));
        }

        if (fetched is not null)
        {
            await addresses.KeepAsync(article.Id, fetched, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        TempData["Done"] = string.Join(words[", "],
            words.Count(article.Passages.Count, "{0} passage proposed|{0} passages proposed"),
            words.Count(article.Dates.Count, "{0} date proposed|{0} dates proposed"),
            words.Count(article.TagProposals.Count, "{0} tag proposed|{0} tags proposed"));
        return Redirect($"/editor/articles/{article.Reference}/review");
    }

    /// <summary>Reads an uploaded file into the text field, where it stays if something else is wrong.</summary>
    private async Task TakeFileAsync(CancellationToken cancellationToken)
    {
        if (Upload is null)
        {
            return;
        }

        if (!string.IsNullOrWhiteSpace(Input.Text))
        {
            ModelState.AddModelError(nameof(Upload), words["Give the text or a file, not both."]);
        }
        else if (Path.GetExtension(Upload.FileName).Length == 0 || ArticleReader.FormatOf(Upload.FileName) is not { } format)
        {
            ModelState.AddModelError(nameof(Upload), words["Choose a file that ends in .md, .txt or .html."]);
        }
        else if (Upload.Length > ArticleReader.MaxBytes)
        {
            ModelState.AddModelError(nameof(Upload), TooLarge);
        }
        else if (await ReadAsync(Upload, cancellationToken) is not { } text)
        {
            ModelState.AddModelError(nameof(Upload), words["This file is not text in UTF-8 or UTF-16. Save it as UTF-8 and choose it again."]);
        }
        else if (string.IsNullOrWhiteSpace(text))
        {
            ModelState.AddModelError(nameof(Upload), words["There is no text in this file."]);
        }
        else
        {
            Input.Text = text;
            Input.Format ??= format;
            ModelState.Remove("Input.Text"); // The view shows the file's text, not the empty field that was sent.
            ModelState.Remove("Input.Format");
        }
    }

    private static async Task<string?> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, cancellationToken);
        var text = ArticleReader.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
        return text?.Contains('\0', StringComparison.Ordinal) == true ? null : text; // Pictures and archives may decode too.
    }

    private void CheckText()
    {
        if (string.IsNullOrWhiteSpace(Input.Text))
        {
            ModelState.AddModelError("Input.Text", words["Paste the text of the article, or choose a file."]);
        }
        else if (System.Text.Encoding.UTF8.GetByteCount(Input.Text) > ArticleReader.MaxBytes)
        {
            ModelState.AddModelError("Input.Text", TooLarge);
        }
    }

    private string TooLarge => words["This is too large: {0} MB at most.", ArticleReader.MaxBytes / 1024 / 1024];

    /// <summary>The article that has this very text, whatever else was said of it.</summary>
    private async Task<(string Reference, bool IsWithdrawn)?> FindAsync(string? body, CancellationToken cancellationToken)
    {
        var text = TextNormalizer.Normalize(body ?? "").Trim('\n');
        var known = text.Length == 0 ? null : await db.Articles.IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn])
            .Where(a => a.Body == text).OrderBy(a => a.Reference)
            .Select(a => new { a.Reference, IsWithdrawn = a.WithdrawnAt != null }).FirstOrDefaultAsync(cancellationToken);
        return known is null ? null : (known.Reference, known.IsWithdrawn);
    }

    private RedirectResult ToKnown((string Reference, bool IsWithdrawn) known)
    {
        TempData["Done"] = known.IsWithdrawn
            ? words["This article was here already, as {0}, and was withdrawn. Nothing was added.", known.Reference]
            : words["This article is here already, as {0}. Nothing was added.", known.Reference];
        return Redirect(known.IsWithdrawn ? $"/editor/articles/{known.Reference}" : $"/editor/articles/{known.Reference}/review");
    }

    private static string FieldOf(Problem problem, string ofText) =>
        problem.Field is nameof(ArticleRecord.Body) or nameof(ArticleRecord.Tags) or nameof(ArticleRecord.Cites) ? ofText : $"Input.{problem.Field}";
}

/// <summary>An article as it is brought in: a text, and what is said of it where the text does not.</summary>
public sealed record NewArticle
{
    public string? Text { get; set; }

    /// <summary>How the text is written; guessed when it is not said.</summary>
    public ArticleFormat? Format { get; set; }

    public string? Title { get; set; }
    public string? Authors { get; set; }
    public string? Publisher { get; set; }
    public string? Published { get; set; }
    public string? Language { get; set; }
    public string? Url { get; set; }

    /// <summary>The text in the form that any text is kept in.</summary>
    public string PlainText => TextNormalizer.Normalize(Text ?? "");

    /// <summary>Puts what was said of the article in place of what its text says of itself.</summary>
    public ArticleRecord Complete(ArticleRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        record.Title = Said(Title) ?? record.Title;
        record.Authors = Said(Authors) is null ? record.Authors : ArticleForm.Parts(Authors, commas: false);
        record.Publisher = Said(Publisher) ?? record.Publisher;
        record.Published = Said(Published) is { } date ? new DateRecord { Edtf = date } : record.Published;
        record.Language = Said(Language) ?? record.Language;
        record.Url = Said(Url) ?? record.Url;
        return record;
    }

    private static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();
}
