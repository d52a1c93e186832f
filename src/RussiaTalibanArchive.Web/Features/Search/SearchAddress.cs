using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Text.Dates;
using Calendar = RussiaTalibanArchive.Web.Text.Dates.Calendar;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>By what results can be narrowed, under the names that addresses give it.</summary>
public enum Facet
{
    In,
    Lang,
    Issuer,
    Speaker,
    Tag,
    Authenticity,
    Article,
    Status,
    Has,
}

/// <summary>A value that results must have, or must not have: <c>lang=ru</c>, <c>lang=-ru</c>.</summary>
public sealed record FacetChoice(Facet Facet, string Value, bool IsExcluded)
{
    /// <summary>As it stands in an address.</summary>
    public string Written => (IsExcluded ? "-" : "") + Value;
}

public enum SearchSort
{
    Relevance,
    Newest,
    Oldest,

    /// <summary>What came into the archive last comes first.</summary>
    Added,
}

/// <summary>A search, as its address has it. Whatever cannot be understood is left out and named in <see cref="Problems"/>.</summary>
public sealed record SearchAddress
{
    private const string All = "/search";
    private const string OnAxis = "/timeline";
    private const int MaxChoices = 40;
    private const int MaxValue = 300;
    private const string MomentFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private static readonly Facet[] Facets = Enum.GetValues<Facet>();

    /// <summary>Everything that has a page of results: all kinds together, and each list.</summary>
    public static IReadOnlyList<SearchAddress> Lists { get; } =
        [new(), new() { IsTimeline = true }, .. new[] { ItemKind.Document, ItemKind.Article, ItemKind.Quotation, ItemKind.Note, ItemKind.Dossier }.Select(Of)];

    /// <summary>The kind whose list it is; <see langword="null"/> for a search of all kinds.</summary>
    public ItemKind? Collection { get; init; }

    /// <summary>Whether the results are drawn on an axis of time.</summary>
    public bool IsTimeline { get; init; }

    /// <summary>As typed: words, or in the list of tags a part of a name.</summary>
    public string? Q { get; init; }

    /// <summary>The words that items must have.</summary>
    public string? Words => Collection == ItemKind.Tag ? null : Q;

    /// <summary>In the list of tags, what they must stand for.</summary>
    public string? Type { get; init; }

    public IReadOnlyList<FacetChoice> Choices { get; init; } = [];

    /// <summary>EDTF, as typed.</summary>
    public string? From { get; init; }

    /// <summary>EDTF, as typed.</summary>
    public string? To { get; init; }

    public DateOnly? Earliest { get; init; }
    public DateOnly? Latest { get; init; }

    /// <summary><see langword="null"/>: by relevance if there are words, else the newest first.</summary>
    public SearchSort? Sort { get; init; }

    /// <summary>The order of the results.</summary>
    /// <param name="hasWords">Whether words are sought, by which there can be an order of relevance.</param>
    public SearchSort SortOf(bool hasWords)
    {
        var canRank = hasWords || Like is not null;
        return Sort is { } sort && (sort != SearchSort.Relevance || canRank) ? sort
            : IsTimeline ? SearchSort.Oldest
            : canRank ? SearchSort.Relevance
            : Collection == ItemKind.Dossier ? SearchSort.Added : SearchSort.Newest;
    }

    /// <summary>Whether only words exactly as typed count.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether nothing but the typed words is sought: no other names.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The reference of a dossier, whose items alone are searched.</summary>
    public string? Within { get; init; }

    /// <summary>The name of an item as notes name it, such as <c>RTA-D0001</c> or <c>tag:kabul</c>: only notes on it or that name it.</summary>
    public string? About { get; init; }

    /// <summary>The reference of a document, article or quotation, to whose like the search is narrowed.</summary>
    public string? Like { get; init; }

    /// <summary>Only what came into the archive after this moment.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Whose years and months results are counted by.</summary>
    public Calendar Calendar { get; init; }

    /// <summary>Where the last page ended, or where the next one began.</summary>
    public string? After { get; init; }

    /// <summary>How many results are on a page; no address of a page says it.</summary>
    public int Limit { get; init; } = Searcher.PageSize;

    /// <summary>The names of the fields that could not be understood.</summary>
    public IReadOnlySet<string> Problems { get; init; } = new HashSet<string>();

    /// <summary>Whether anything is asked for.</summary>
    public bool IsEmpty => Q is null && !IsNarrowed;

    /// <summary>Whether anything but words is asked for.</summary>
    public bool IsNarrowed => Choices.Count > 0 || From is not null || To is not null || Within is not null || About is not null || Like is not null || Since is not null || Type is not null;

    /// <summary>Whether what it lists can be cited.</summary>
    public bool IsCitable => Collection is not (ItemKind.Note or ItemKind.Dossier);

    /// <summary>Everything that has a date.</summary>
    public static SearchAddress Timeline { get; } = new() { IsTimeline = true };

    /// <summary>The list of a kind.</summary>
    public static SearchAddress Of(ItemKind kind) => new() { Collection = kind };

    /// <summary>The page that answers it.</summary>
    public string Path => Collection is { } kind ? "/" + References.CollectionOf(kind) : IsTimeline ? OnAxis : All;

    /// <summary>Reads an address of this archive: of a page of results or of a list.</summary>
    /// <returns><see langword="null"/> if it is of another page.</returns>
    public static SearchAddress? Parse(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        var (path, query) = address.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (address[..at], address[at..]) : (address, "");
        return Lists.FirstOrDefault(l => l.Path == path) is { } list ? Read(new QueryCollection(QueryHelpers.ParseQuery(query)), list) : null;
    }

    /// <param name="query">Of the request.</param>
    /// <param name="list">One of <see cref="Lists"/>; <see langword="null"/> for all kinds together.</param>
    public static SearchAddress Read(IQueryCollection query, SearchAddress? list = null)
    {
        ArgumentNullException.ThrowIfNull(query);
        var problems = new HashSet<string>();
        return new()
        {
            Collection = list?.Collection,
            IsTimeline = list?.IsTimeline == true,
            // What is too long is said to be, and sought as far as it goes.
            Q = Clean(query["q"].FirstOrDefault()) is { Length: > 0 } q ? q[..Math.Min(q.Length, 4 * QueryParser.MaxLength)] : null,
            Choices = [.. Facets.SelectMany(f => query[NameOf(f)].Select(v => ChoiceOf(f, v))).Append(ChoiceOf(Facet.Speaker, query["author"].FirstOrDefault())).OfType<FacetChoice>().Distinct().Take(MaxChoices)],
            From = One("from"),
            To = One("to"),
            Earliest = Day("from")?.Earliest,
            Latest = Day("to")?.Latest,
            Sort = Enum.TryParse<SearchSort>(One("sort"), true, out var sort) && Enum.IsDefined(sort) ? sort : null,
            IsExact = One("exact") is not null,
            IsAlone = One("names") == "off",
            Within = One("within")?.ToUpperInvariant(),
            About = One("about"),
            Type = list?.Collection == ItemKind.Tag ? One("type") : null,
            Like = One("like")?.ToUpperInvariant(),
            Since = DateTimeOffset.TryParseExact(One("since"), MomentFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var since) ? since : null,
            Calendar = CalendarNames.TryParse(One("cal"), out var calendar) ? calendar : Calendar.Gregorian,
            After = One("after"),
            Problems = problems,
        };

        string? One(string name) => Clean(query[name].FirstOrDefault()) is { Length: > 0 and <= MaxValue } value ? value : null;

        Edtf? Day(string name)
        {
            if (One(name) is not { } text)
            {
                return null;
            }

            if (!Edtf.TryParse(Text.Folding.Key(text).ToUpperInvariant(), out var date))
            {
                problems.Add(name);
            }

            return date;
        }
    }

    /// <summary>How a value that has a name stands in an address.</summary>
    public static string NameOf(Enum value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.ToString().ToLowerInvariant();
    }

    public bool Has(Facet facet, string value) => Choices.Contains(new(facet, value, false));

    public IEnumerable<FacetChoice> Of(Facet facet) => Choices.Where(c => c.Facet == facet);

    /// <summary>The same search with one value more, from its beginning.</summary>
    public SearchAddress With(Facet facet, string value, bool isExcluded = false) =>
        this with { After = null, Choices = [.. Choices.Where(c => (c.Facet, c.Value) != (facet, value)), new(facet, value, isExcluded)] };

    /// <summary>The same words, and nothing else asked for.</summary>
    public SearchAddress WithoutFilters() => new() { Collection = Collection, IsTimeline = IsTimeline, Q = Q };

    /// <summary>The same search without a value, from its beginning.</summary>
    public SearchAddress Without(FacetChoice choice) => this with { After = null, Choices = [.. Choices.Where(c => c != choice)] };

    /// <summary>As a query string, with its question mark.</summary>
    public string ToQuery() => QueryString.Create(Fields()) is { HasValue: true } query ? query.Value! : "?";

    /// <summary>What a form must keep beside the fields it has itself.</summary>
    /// <param name="except">Their names.</param>
    public IEnumerable<KeyValuePair<string, string?>> Fields(params IReadOnlyList<string> except)
    {
        var fields = new List<KeyValuePair<string, string?>> { new("q", Q) };
        fields.AddRange(Choices.Select(c => new KeyValuePair<string, string?>(NameOf(c.Facet), c.Written)));
        fields.AddRange(
        [
            new("from", From), new("to", To), new("within", Within), new("about", About), new("like", Like), new("type", Type),
            new("since", Since?.UtcDateTime.ToString(MomentFormat, CultureInfo.InvariantCulture)), new("exact", IsExact ? "1" : null), new("names", IsAlone ? "off" : null),
            new("cal", Calendar == Calendar.Gregorian ? null : Calendar.ToName()), new("sort", Sort is { } sort ? NameOf(sort) : null), new("after", After),
        ]);
        return fields.Where(f => f.Value is not null && !except.Contains(f.Key));
    }

    public override string ToString() => Path + ToQuery();

    private static FacetChoice? ChoiceOf(Facet facet, string? written)
    {
        var value = Clean(written) ?? "";
        var isExcluded = value.StartsWith('-');
        value = value[(isExcluded ? 1 : 0)..];
        value = facet switch
        {
            Facet.In => SearchKinds.Of(value) is { } kind ? SearchKinds.NameOf(kind) : "",
            Facet.Has => Enum.TryParse<ItemTrait>(value, true, out var trait) ? trait.ToString().ToLowerInvariant() : "",
            Facet.Tag or Facet.Status or Facet.Authenticity => value.ToLowerInvariant(),
            Facet.Article => value.ToUpperInvariant(),
            _ => value,
        };
        return value.Length is 0 or > MaxValue ? null : new(facet, value, isExcluded);
    }

    // PostgreSQL takes no NUL, and no half of a pair.
    private static string? Clean(string? value) => value is null ? null : string.Concat(value.EnumerateRunes().Where(r => r.Value != 0)).Trim();
}

/// <summary>A place in a list of results.</summary>
internal static class SearchCursor
{
    /// <summary>In the order of relevance: how many came before, of what was in the archive then.</summary>
    public static string Of(int offset, DateTimeOffset seen) => string.Create(CultureInfo.InvariantCulture, $"r{offset}.{seen.UtcTicks}");

    /// <summary>In an order of days or moments: the last one, and which item had it.</summary>
    public static string Of(DateTimeOffset moment, Guid id) => string.Create(CultureInfo.InvariantCulture, $"t{moment.UtcTicks}.{id:N}");

    /// <summary>The same, of the items that come before that one.</summary>
    public static string Before(DateTimeOffset moment, Guid id) => string.Create(CultureInfo.InvariantCulture, $"b{moment.UtcTicks}.{id:N}");

    public static (int Offset, DateTimeOffset Seen)? ReadOffset(string? cursor) =>
        cursor is ['r', ..] && cursor[1..].Split('.') is [var offset, var ticks]
        && int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var o) && TryReadMoment(ticks, out var seen) ? (o, seen) : null;

    public static (DateTimeOffset Moment, Guid Id, bool IsBefore)? ReadPlace(string? cursor) =>
        cursor is ['t' or 'b', ..] && cursor[1..].Split('.') is [var ticks, var id]
        && TryReadMoment(ticks, out var moment) && Guid.TryParseExact(id, "N", out var guid) ? (moment, guid, cursor[0] == 'b') : null;

    private static bool TryReadMoment(string ticks, out DateTimeOffset moment)
    {
        var isOne = long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= DateTimeOffset.MaxValue.UtcTicks;
        moment = isOne ? new(number, TimeSpan.Zero) : default;
        return isOne;
    }
}
