using Microsoft.AspNetCore.Mvc.ModelBinding;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Items;

public static class Problems
{
    /// <summary>Shows each problem of a record beside its field of the form.</summary>
    /// <param name="state">The form's state.</param>
    /// <param name="problems">From <see cref="Saved{TItem}.Problems"/>.</param>
    /// <param name="words">Puts them into the reader's language.</param>
    /// <param name="fieldOf">The form's name of a record's field.</param>
    public static void Add(this ModelStateDictionary state, IEnumerable<Problem> problems, Words words, Func<string, string> fieldOf)
    {
        foreach (var problem in problems)
        {
            state.AddModelError(fieldOf(problem.Field), words[problem]);
        }
    }
}
