using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Work;

/// <summary>What colleagues say on one item and who is to see to it, on a page of its own; the item's page shows the same.</summary>
[Authorize(Policies.Analyst)]
public sealed class ItemModel(Colleagues colleagues, Comments comments, Assignments assignments, CurrentViewer viewer, Words words) : PageModel
{
    [BindProperty] public string? Text { get; set; }
    [BindProperty] public Guid? Comment { get; set; }
    [BindProperty] public Guid? Colleague { get; set; }
    [BindProperty] public string? Line { get; set; }
    [BindProperty] public Guid? Assignment { get; set; }

    public WorkItem Item { get; private set; } = null!; // each handler sets it before the view runs

    public async Task<IActionResult> OnGetAsync(string collection, string reference, CancellationToken cancellationToken) =>
        await FindAsync(collection, reference, cancellationToken) ? Page() : NotFound();

    public async Task<IActionResult> OnPostWriteAsync(string collection, string reference, CancellationToken cancellationToken)
    {
        if (!await FindAsync(collection, reference, cancellationToken))
        {
            return NotFound();
        }

        return Read() is not { } text ? Page() : Done((await comments.WriteAsync(Item, text, cancellationToken)).Id);
    }

    public async Task<IActionResult> OnPostEditAsync(string collection, string reference, CancellationToken cancellationToken)
    {
        if (!await FindAsync(collection, reference, cancellationToken) || Comment is not { } id)
        {
            return NotFound();
        }

        return Read() is not { } text ? Page() : await comments.EditAsync(Item, id, text, cancellationToken) ? Done(id) : NotFound();
    }

    public Task<IActionResult> OnPostRemoveAsync(string collection, string reference, CancellationToken cancellationToken) =>
        ChangeAsync(collection, reference, id => comments.RemoveAsync(Item, id, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostResolveAsync(string collection, string reference, CancellationToken cancellationToken) =>
        ChangeAsync(collection, reference, id => comments.ResolveAsync(Item, id, true, cancellationToken), cancellationToken);

    public Task<IActionResult> OnPostReopenAsync(string collection, string reference, CancellationToken cancellationToken) =>
        ChangeAsync(collection, reference, id => comments.ResolveAsync(Item, id, false, cancellationToken), cancellationToken);

    public async Task<IActionResult> OnPostAssignAsync(string collection, string reference, CancellationToken cancellationToken)
    {
        if (viewer.Value.Role < Role.Editor)
        {
            return Forbid();
        }

        if (!await FindAsync(collection, reference, cancellationToken) || !Assignments.Kinds.Contains(Item.Kind))
        {
            return NotFound();
        }

        var checks = new Checks();
        var line = checks.Line(nameof(Line), Line, Assignments.MaxLine);
        ModelState.Add(checks.Problems, words, field => field);
        if (Colleague is null)
        {
            ModelState.AddModelError(nameof(Colleague), words["Choose a colleague."]);
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var result = await assignments.AssignAsync(Item.Kind, [Item.Id], Colleague!.Value, line, cancellationToken);
        if (result.Assigned == 0)
        {
            ModelState.AddModelError(nameof(Colleague), result.Already > 0
                ? words["This colleague was asked to see to it already."] : words["This colleague may not see it. Choose another one."]);
            return Page();
        }

        TempData["Done"] = words["It is assigned."];
        return LocalRedirect($"{Item.Path}#work");
    }

    public async Task<IActionResult> OnPostTakeBackAsync(string collection, string reference, CancellationToken cancellationToken)
    {
        if (viewer.Value.Role < Role.Editor)
        {
            return Forbid();
        }

        return await FindAsync(collection, reference, cancellationToken) && await assignments.TakeBackAsync(Item, Assignment ?? default, cancellationToken)
            ? LocalRedirect($"{Item.Path}#work")
            : NotFound();
    }

    private async Task<IActionResult> ChangeAsync(string collection, string reference, Func<Guid, Task<bool>> change, CancellationToken cancellationToken) =>
        await FindAsync(collection, reference, cancellationToken) && Comment is { } id && await change(id) ? Done(id) : NotFound();

    private async Task<bool> FindAsync(string collection, string reference, CancellationToken cancellationToken)
    {
        var kind = OnItem.Kinds.First(k => References.CollectionOf(k) == collection);
        Item = await colleagues.ItemAsync(kind, reference, cancellationToken) ?? Item;
        return Item is not null;
    }

    private string? Read()
    {
        var checks = new Checks();
        var text = checks.Text(nameof(Text), Text, Comments.MaxText);
        if (text is null)
        {
            checks.Add(nameof(Text), "Write something first.");
        }

        ModelState.Add(checks.Problems, words, field => field);
        return checks.Problems.Count == 0 ? text : null;
    }

    private LocalRedirectResult Done(Guid comment) => LocalRedirect($"{Item.Path}#comment-{comment}");
}
