using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Search.Building;

/// <summary>Fields for readers who do not write queries; they lead to the search that they say.</summary>
[Authorize(Policies.Visitor)]
public sealed class IndexModel : PageModel
{
    private const int MaxField = 300;

    public QueryBuilder Fields { get; private set; } = new();
    public SearchAddress Address { get; private set; } = new();

    /// <summary>Whether the fields say nothing, though they were sent.</summary>
    public bool IsEmpty { get; private set; }

    public IActionResult OnGet()
    {
        Address = SearchAddress.Read(Request.Query);
        if (!Request.Query.ContainsKey("all"))
        {
            Fields = QueryBuilder.Of(Address.Q);
            return Page();
        }

        Fields = new()
        {
            All = One("all"),
            Phrase = One("phrase"),
            Any = One("any"),
            None = One("none"),
            Near = One("near"),
            NearTo = One("nearto"),
            Distance = int.TryParse(One("distance"), NumberStyles.None, CultureInfo.InvariantCulture, out var distance) ? distance : 10,
            Title = One("title"),
            Issuer = One("by"),
            Speaker = One("said"),
        };
        Address = Address with { Q = Fields.Write() is { Length: > 0 } q ? q : null };
        IsEmpty = Address.IsEmpty;
        return IsEmpty || Address.Problems.Count > 0 ? Page() : LocalRedirect(Address.ToString());
    }

    private string? One(string name) => Request.Query[name].FirstOrDefault() is { } value ? value[..Math.Min(value.Length, MaxField)] : null;
}
