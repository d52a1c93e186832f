using System.Globalization;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Text.Dates;

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
    public const string Path = "/search";
    private const int MaxChoices = 40;
    private const int MaxValue = 300;

    private static readonly Facet[] Facets = Enum.GetValues<Facet>();

    public string? Q { get; init; }
    public IReadOnlyList<FacetChoice> Choices { get; init; } = [];

    /// <summary>EDTF, as typed.</summary>
    public string? From { get; init; }

    /// <summary>EDTF, as typed.</summary>
    public string? To { get; init; }

    public DateOnly? Earliest { get; init; }
    public DateOnly? Latest { get; init; }

    /// <summary><see langword="null"/>: by relevance if there are words, else the newest first.</summary>
    public SearchSort? Sort { get; init; }

    /// <summary>Whether only words exactly as typed count.</summary>
    public bool IsExact { get; init; }

    /// <summary>Whether nothing but the typed words is sought: no other names.</summary>
    public bool IsAlone { get; init; }

    /// <summary>The reference of a dossier, whose items alone are searched.</summary>
    public string? Within { get; init; }

    /// <summary>Whether the histogram counts solar years and months.</summary>
    public bool IsSolar { get; init; }

    /// <summary>Where the last page ended.</summary>
    public string? After { get; init; }

    /// <summary>The names of the fields that could not be understood.</summary>
    public IReadOnlySet<string> Problems { get; init; } = new HashSet<string>();

    /// <summary>Whether anything is asked for.</summary>
    public bool IsEmpty => Q is null && Choices.Count == 0 && From is null && To is null && Within is null;

    public static SearchAddress Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var problems = new HashSet<string>();
        return new()
        {
            // What is too long is said to be, and sought as far as it goes.
            Q = Clean(query["q"].FirstOrDefault()) is { Length: > 0 } q ? q[..Math.Min(q.Length, 4 * QueryParser.MaxLength)] : null,
            Choices = [.. Facets.SelectMany(f => query[NameOf(f)].Select(v => ChoiceOf(f, v)).OfType<FacetChoice>()).Distinct().Take(MaxChoices)],
            From = One("from"),
            To = One("to"),
            Earliest = Day("from")?.Earliest,
            Latest = Day("to")?.Latest,
            Sort = Enum.TryParse<SearchSort>(One("sort"), true, out var sort) && Enum.IsDefined(sort) ? sort : null,
            IsExact = One("exact") is not null,
            IsAlone = One("names") == "off",
            Within = One("within")?.ToUpperInvariant(),
            IsSolar = One("cal") == "solar",
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

    public static string NameOf(Facet facet) => facet.ToString().ToLowerInvariant();

    public bool Has(Facet facet, string value) => Choices.Contains(new(facet, value, false));

    public IEnumerable<FacetChoice> Of(Facet facet) => Choices.Where(c => c.Facet == facet);

    /// <summary>The same search with one value more, from its beginning.</summary>
    public SearchAddress With(Facet facet, string value, bool isExcluded = false) =>
        this with { After = null, Choices = [.. Choices.Where(c => (c.Facet, c.Value) != (facet, value)), new(facet, value, isExcluded)] };

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
            new("from", From), new("to", To), new("within", Within), new("exact", IsExact ? "1" : null), new("names", IsAlone ? "off" : null),
            new("cal", IsSolar ? "solar" : null), new("sort", Sort?.ToString().ToLowerInvariant()), new("after", After),
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

    public static (int Offset, DateTimeOffset Seen)? ReadOffset(string? cursor) =>
        cursor is ['r', ..] && cursor[1..].Split('.') is [var offset, var ticks]
        && int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var o) && TryReadMoment(ticks, out var seen) ? (o, seen) : null;

    public static (DateTimeOffset Moment, Guid Id)? ReadPlace(string? cursor) =>
        cursor is ['t', ..] && cursor[1..].Split('.') is [var ticks, var id]
        && TryReadMoment(ticks, out var moment) && Guid.TryParseExact(id, "N", out var guid) ? (moment, guid) : null;

    private static bool TryReadMoment(string ticks, out DateTimeOffset moment)
    {
        var isOne = long.TryParse(ticks, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= DateTimeOffset.MaxValue.UtcTicks;
        moment = isOne ? new(number, TimeSpan.Zero) : default;
        return isOne;
    }
}
