using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>What the pages that make and change a dossier share: the form, and its buttons that put entries in order.</summary>
public abstract class DossierFormModel(ArchiveDbContext db, Words words) : PageModel
{
    [BindProperty] public DossierForm Input { get; set; } = new();

    /// <summary>The titles of the entries, or the words of quotations, by reference.</summary>
    public IReadOnlyDictionary<string, EntryTitle> Titles { get; private set; } = new Dictionary<string, EntryTitle>();

    protected Words Words => words;

    public Task<IActionResult> OnPostAddAsync(CancellationToken cancellationToken) => ArrangedAsync(f => f.Items.Add(new EntryForm()), cancellationToken);

    public Task<IActionResult> OnPostRemoveAsync(int index, CancellationToken cancellationToken) => ArrangedAsync(f => f.Remove(index), cancellationToken);

    public Task<IActionResult> OnPostUpAsync(int index, CancellationToken cancellationToken) => ArrangedAsync(f => f.Move(index, index - 1), cancellationToken);

    public Task<IActionResult> OnPostDownAsync(int index, CancellationToken cancellationToken) => ArrangedAsync(f => f.Move(index, index + 1), cancellationToken);

    /// <summary>Finds what the page shows beside the form.</summary>
    /// <returns><see langword="false"/> when there is no such dossier.</returns>
    protected abstract Task<bool> FindAsync(CancellationToken cancellationToken);

    protected async Task<IActionResult> FormAsync(CancellationToken cancellationToken)
    {
        var references = Input.Items.Select(i => i.Reference?.Trim().ToUpperInvariant() ?? "").ToList();
        var documents = db.Documents.Where(d => references.Contains(d.Reference)).Select(d => new EntryTitle(d.Reference, d.Title, d.Language));
        var articles = db.Articles.Where(a => references.Contains(a.Reference)).Select(a => new EntryTitle(a.Reference, a.Title, a.Language));
        var quotations = db.Quotations.Where(q => references.Contains(q.Reference)).Select(q => new EntryTitle(q.Reference, q.Exact, q.Language));
        Titles = (await documents.ToListAsync(cancellationToken))
            .Concat(await articles.ToListAsync(cancellationToken))
            .Concat(await quotations.ToListAsync(cancellationToken))
            .ToDictionary(t => t.Reference);
        return Page();
    }

    protected async Task<IActionResult> InvalidAsync(IEnumerable<Problem> problems, CancellationToken cancellationToken)
    {
        foreach (var problem in problems)
        {
            ModelState.AddModelError(FieldOf(problem.Field), words[problem]);
        }

        return await FormAsync(cancellationToken);
    }

    /// <summary>A problem of the record's entry n is shown at the form's; blank entries of the form are not in the record.</summary>
    private string FieldOf(string field)
    {
        if (!field.StartsWith("Items[", StringComparison.Ordinal) || !int.TryParse(field[6..].Split(']')[0], out var number))
        {
            return $"Input.{field}";
        }

        var index = Input.Items.Select((entry, i) => (entry, i)).Where(e => !e.entry.IsBlank).Skip(number).Select(e => e.i).FirstOrDefault(number);
        return $"Input.Items[{index}].Reference";
    }

    private async Task<IActionResult> ArrangedAsync(Action<DossierForm> arrange, CancellationToken cancellationToken)
    {
        if (!await FindAsync(cancellationToken))
        {
            return NotFound();
        }

        arrange(Input);
        ModelState.Clear(); // Else each field would show what was sent, at its old place.
        return await FormAsync(cancellationToken);
    }
}

/// <summary>What an entry is about.</summary>
public sealed record EntryTitle(string Reference, string Text, string Language);
