using System.Globalization;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>What a reader asks of a list: all of it stands in the address. An impossible wish is left out and named in <see cref="Problems"/>.</summary>
public sealed record Browse
{
    public const int PageSize = 20;

    public string? Q { get; init; }
    public string? Lang { get; init; }
    public IReadOnlyList<string> Tags { get; init; } = [];
    public string? Issuer { get; init; }
    public string? From { get; init; }
    public string? To { get; init; }
    public string? Status { get; init; }
    public bool OldestFirst { get; init; }

    /// <summary>Where the last page ended.</summary>
    public (DateOnly Date, Guid Id)? After { get; init; }

    /// <summary>The first day wanted, from <see cref="From"/>.</summary>
    public DateOnly? Earliest { get; init; }

    /// <summary>The last day wanted, from <see cref="To"/>.</summary>
    public DateOnly? Latest { get; init; }

    /// <summary>The fields whose wish could not be understood.</summary>
    public IReadOnlySet<string> Problems { get; init; } = new HashSet<string>();

    public bool IsFiltered => Q is not null || Lang is not null || Tags.Count > 0 || Issuer is not null || Earliest is not null || Latest is not null || Status is not null;

    public static Browse Read(IQueryCollection query)
    {
        var problems = new HashSet<string>();
        return new Browse
        {
            Q = One("q"),
            Lang = One("lang"),
            Tags = [.. query["tag"].Select(t => Clean(t)?.ToLowerInvariant() ?? "").Where(t => t.Length is > 0 and <= 80).Distinct().Take(10)],
            Issuer = One("issuer"),
            From = One("from"),
            To = One("to"),
            Status = One("status")?.ToLowerInvariant(),
            OldestFirst = One("sort") == "oldest",
            After = Cursor(One("after")),
            Earliest = Day("from")?.Earliest,
            Latest = Day("to")?.Latest,
            Problems = problems,
        };

        string? One(string name) => Clean(query[name].FirstOrDefault()) is { Length: > 0 and <= 300 } value ? value : null;

        // PostgreSQL takes no NUL.
        static string? Clean(string? value) => value?.Replace("\0", "").Trim();

        Edtf? Day(string name)
        {
            if (One(name) is not { } text)
            {
                return null;
            }

            if (!Edtf.TryParse(text, out var date))
            {
                problems.Add(name);
            }

            return date;
        }
    }

    /// <summary>The same wishes as a query string.</summary>
    /// <param name="after">The cursor of the next page, if that is wanted.</param>
    /// <param name="without">A field, or <c>tag=slug</c>, to leave out.</param>
    public string ToQuery(string? after = null, string? without = null)
    {
        var fields = new List<KeyValuePair<string, string?>>
        {
            new("q", Q), new("lang", Lang), new("issuer", Issuer), new("from", From), new("to", To), new("status", Status),
            new("sort", OldestFirst ? "oldest" : null), new("after", after),
        };
        fields.AddRange(Tags.Where(t => without != $"tag={t}").Select(t => new KeyValuePair<string, string?>("tag", t)));
        return QueryString.Create(fields.Where(f => f.Value is not null && f.Key != without)).Value is { Length: > 0 } query ? query : "?";
    }

    /// <summary>The cursor of the page after the one that ends with this item.</summary>
    public static string CursorOf(DateOnly date, Guid id) => $"{date:yyyyMMdd}.{id:N}";

    private static (DateOnly, Guid)? Cursor(string? text) =>
        text?.Split('.') is [var day, var id]
        && DateOnly.TryParseExact(day, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) && Guid.TryParseExact(id, "N", out var guid)
            ? (date, guid) : null;
}

/// <summary>A page of a list.</summary>
/// <param name="Rows">At most <see cref="Browse.PageSize"/>.</param>
/// <param name="Total">How many there are on all pages.</param>
/// <param name="Next">The cursor of the next page; <see langword="null"/> on the last.</param>
public sealed record ListPage<T>(IReadOnlyList<T> Rows, int Total, string? Next);

/// <summary>A row of a list that is ordered by date.</summary>
public interface IDatedRow
{
    Guid Id { get; }

    /// <summary>The day that the list is ordered by; <see cref="DateOnly.MinValue"/> for an undated item.</summary>
    DateOnly SortDate { get; }
}

public static class BrowsePaging
{
    /// <summary>Takes one page, after the cursor, in the wanted order. Stable while items are added.</summary>
    public static async Task<ListPage<T>> PageAsync<T>(this IQueryable<T> rows, Browse browse, CancellationToken cancellationToken) where T : class, IDatedRow
    {
        var total = await rows.CountAsync(cancellationToken);
        var ordered = browse.After is var (date, id) ? rows.Beyond(date, id, browse.OldestFirst) : rows.Ordered(browse.OldestFirst);
        var page = await ordered.Take(Browse.PageSize + 1).ToListAsync(cancellationToken);
        var next = page.Count > Browse.PageSize ? Browse.CursorOf(page[^2].SortDate, page[^2].Id) : null;
        return new([.. page.Take(Browse.PageSize)], total, next);
    }

    private static IQueryable<T> Beyond<T>(this IQueryable<T> rows, DateOnly date, Guid id, bool oldestFirst) where T : class, IDatedRow => (oldestFirst
        ? rows.Where(r => r.SortDate > date || (r.SortDate == date && r.Id.CompareTo(id) > 0))
        : rows.Where(r => r.SortDate < date || (r.SortDate == date && r.Id.CompareTo(id) < 0))).Ordered(oldestFirst);

    private static IQueryable<T> Ordered<T>(this IQueryable<T> rows, bool oldestFirst) where T : class, IDatedRow =>
        oldestFirst ? rows.OrderBy(r => r.SortDate).ThenBy(r => r.Id) : rows.OrderByDescending(r => r.SortDate).ThenByDescending(r => r.Id);
}
