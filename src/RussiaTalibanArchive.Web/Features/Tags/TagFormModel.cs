using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>What the pages that make and change a tag share: its form.</summary>
public abstract class TagFormModel(Words words) : PageModel
{
    [BindProperty] public TagForm Input { get; set; } = new();

    /// <summary>Whether the slug can still be chosen.</summary>
    public abstract bool IsNew { get; }

    protected Words Words => words;

    /// <summary>Shows the form with a line more for a name.</summary>
    protected IActionResult WithOneMoreName()
    {
        Input.Labels.Add(new LabelForm());
        return Page();
    }

    /// <summary>Says what a record could not: which line of the form has no language, or one that another has.</summary>
    protected bool NamesAreClear()
    {
        if (Input.LacksLanguage)
        {
            ModelState.AddModelError("Input.Labels", words["Say of each name in which language it is."]);
        }

        foreach (var language in Input.RepeatedLanguages.Where(l => l.Length > 0))
        {
            ModelState.AddModelError("Input.Labels", words["There are two names for “{0}”. Keep the better one; the other can be an alias.", language]);
        }

        return ModelState.IsValid;
    }

    protected IActionResult Invalid(IEnumerable<Problem> problems)
    {
        foreach (var problem in problems)
        {
            ModelState.AddModelError($"Input.{problem.Field}", words[problem]);
        }

        return Page();
    }
}
