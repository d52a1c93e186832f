namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>How the items of a list are laid out.</summary>
public enum ListLayout
{
    /// <summary>Each with where the words stand in it.</summary>
    Cards,

    /// <summary>A line each.</summary>
    Compact,

    /// <summary>A row each, with the chosen columns.</summary>
    Table,
}

/// <summary>A column of a table of items, beside the title.</summary>
public enum ListColumn
{
    Reference,
    Kind,
    Date,
    Language,
    Issuer,
    Speaker,
    Source,
    Quotations,
    Authenticity,
    Status,
    Tags,
}

/// <summary>How lists are shown to a reader: what an address asks for, or what this browser was shown last.</summary>
public sealed record ListView(ListLayout Layout, IReadOnlyList<ListColumn> Columns)
{
    private const string Cookie = "list-view";
    private static readonly ListColumn[] Usual = [ListColumn.Reference, ListColumn.Kind, ListColumn.Date, ListColumn.Language, ListColumn.Issuer];
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Whether it is a table with that column.</summary>
    public bool Has(ListColumn column) => Layout == ListLayout.Table && Columns.Contains(column);

    /// <summary>Reads <c>view</c> and <c>column</c> of the address, and remembers them in a cookie; else reads the cookie.</summary>
    /// <param name="http">The request and its answer.</param>
    /// <param name="usual">How a browser that remembers nothing is shown it.</param>
    public static ListView Read(HttpContext http, ListLayout usual)
    {
        ArgumentNullException.ThrowIfNull(http);
        if (Of(http.Request.Query["view"], [.. http.Request.Query["column"].OfType<string>()]) is not { } asked)
        {
            var kept = http.Request.Cookies[Cookie]?.Split('.') ?? [];
            return Of(kept.FirstOrDefault(), [.. kept.Skip(1)]) ?? new(usual, Usual);
        }

        var value = string.Join('.', asked.Columns.Select(c => SearchAddress.NameOf(c)).Prepend(SearchAddress.NameOf(asked.Layout)));
        http.Response.Cookies.Append(Cookie, value, new() { HttpOnly = true, IsEssential = true, SameSite = SameSiteMode.Lax, Secure = http.Request.IsHttps, MaxAge = Kept });
        return asked;
    }

    private static ListView? Of(string? layout, string[] columns)
    {
        if (Named<ListLayout>(layout) is not { } known)
        {
            return null;
        }

        ListColumn[] chosen = [.. columns.Select(Named<ListColumn>).OfType<ListColumn>().Distinct().Order()];
        return new(known, chosen.Length == 0 ? Usual : chosen);
    }

    // A number is no name.
    private static T? Named<T>(string? name) where T : struct, Enum =>
        name is [>= 'a' and <= 'z', ..] && Enum.TryParse<T>(name, true, out var value) ? value : null;
}
