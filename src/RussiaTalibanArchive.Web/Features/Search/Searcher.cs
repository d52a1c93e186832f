using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Npgsql;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>What a search found, before the items themselves are read.</summary>
/// <param name="Query">As read.</param>
/// <param name="Sought">The query with the other names that were sought too.</param>
/// <param name="Total">How many items; <see cref="Searcher.MaxCounted"/> + 1 for more.</param>
/// <param name="Facets">How many of them have which value.</param>
/// <param name="Dates">How many of them may be of which days; <see langword="null"/> for those without a date.</param>
/// <param name="Found">One page of them, the first of them first.</param>
/// <param name="Previous">The cursor of the page before this one.</param>
/// <param name="Next">The cursor of the next page.</param>
/// <param name="IsEndOfRanking">Whether there are more, which no order of relevance was made of.</param>
/// <param name="IsCutOff">Whether time ran out, and only titles and names were searched.</param>
public sealed record SearchFound(
    SearchQuery Query,
    QueryNode? Sought,
    int Total,
    ILookup<Facet, FacetCount> Facets,
    IReadOnlyList<(DateOnly Earliest, DateOnly Latest, int Count)> Dates,
    IReadOnlyList<FoundItem> Found,
    string? Previous,
    string? Next,
    bool IsEndOfRanking,
    bool IsCutOff)
{
    public bool IsOverLimit => Total > Searcher.MaxCounted;
}

/// <param name="Value">As an address has it.</param>
/// <param name="Count">Of the items counted.</param>
public sealed record FacetCount(string Value, int Count);

/// <param name="Id">Of the item.</param>
/// <param name="Kind">Of the item.</param>
/// <param name="Passages">How many rows of passages it has.</param>
public sealed record FoundItem(Guid Id, ItemKind Kind, int Passages);

/// <param name="Kind">Of the items.</param>
/// <param name="Earliest">The first day that they may be of.</param>
/// <param name="Latest">The last.</param>
/// <param name="Count">How many they are.</param>
public sealed record DatedCount(ItemKind Kind, DateOnly Earliest, DateOnly Latest, int Count);

/// <param name="Id">Of the item.</param>
/// <param name="Kind">Of the item.</param>
/// <param name="Earliest">The first day that it may be of.</param>
/// <param name="Latest">The last.</param>
public sealed record DatedItem(Guid Id, ItemKind Kind, DateOnly Earliest, DateOnly Latest);

/// <param name="Id">Of an item beside another among results.</param>
/// <param name="Page">The page of results that it stands on.</param>
public sealed record FoundBeside(Guid Id, SearchAddress Page);

/// <summary>
/// Answers a search from <c>search_items</c> alone: the total and the facets up to a limit, and the items of one page. No search takes
/// longer than the settings allow; one that would is answered from titles and names, and says so.
/// </summary>
public sealed class Searcher(ArchiveDbContext db, QueryExpander expander, SimilarItems similar, MentionTargets targets, IOptions<ArchiveOptions> options)
{
    public const int PageSize = 20;

    /// <summary>Up to so many items are counted.</summary>
    public const int MaxCounted = 10_000;

    /// <summary>Of so many of the newest an order of relevance is made,</summary>
    public const int MaxRanked = 250;

    /// <summary>and of so many with the words in their titles.</summary>
    public const int MaxTitles = 150;

    /// <summary>What is taken away as a whole may take so many times as long to be found.</summary>
    private const int EachTimes = 5;

    private const int MaxFacetValues = 60;
    private static readonly TimeSpan HeadsTimeout = TimeSpan.FromMilliseconds(500);

    public async Task<SearchFound> FindAsync(SearchAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var query = QueryParser.Parse(address.Words);
        return await FindAsync(await PlanAsync(address, query, cancellationToken), query, cancellationToken);
    }

    private async Task<SearchFound> FindAsync(Plan plan, SearchQuery query, CancellationToken cancellationToken)
    {
        try
        {
            return await AskAsync(plan, query, options.Value.SearchTimeout, cancellationToken);
        }
        catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
        {
            return await AskHeadsAsync(plan, query, cancellationToken);
        }
    }

    /// <summary>All that is found of some kinds, the newest first: <see cref="MaxCounted"/> at most.</summary>
    /// <returns>The items, and what was sought.</returns>
    /// <exception cref="SearchTimeoutException">Time ran out.</exception>
    public async Task<(IReadOnlyList<FoundItem> Found, QueryNode? Sought)> FindAllAsync(SearchAddress address, IReadOnlyList<ItemKind> kinds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plan = await PlanAsync(address, QueryParser.Parse(address.Words), cancellationToken);
        var found = new List<FoundItem>();
        try
        {
            await db.RunSearchAsync([plan.All(kinds, MaxCounted)], plan.Values, options.Value.SearchTimeout, (_, reader) =>
            {
                found.Add(ItemOf(reader));
                return Task.CompletedTask;
            }, cancellationToken);
            return (found, plan.Sought);
        }
        catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new SearchTimeoutException(e);
        }
    }

    /// <summary>All that is found of some kinds, the newest first, however many they are.</summary>
    /// <exception cref="SearchTimeoutException">Time ran out.</exception>
    public async Task<IReadOnlyList<FoundItem>> FindEachAsync(SearchAddress address, IReadOnlyList<ItemKind> kinds, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plan = await PlanAsync(address, QueryParser.Parse(address.Words), cancellationToken);
        var found = new List<FoundItem>();
        try
        {
            await db.RunSearchAsync([plan.All(kinds, null)], plan.Values, options.Value.SearchTimeout * EachTimes, (_, reader) =>
            {
                found.Add(ItemOf(reader));
                return Task.CompletedTask;
            }, cancellationToken);
            return found;
        }
        catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new SearchTimeoutException(e);
        }
    }

    /// <summary>How many items are found, up to <see cref="MaxCounted"/> + 1.</summary>
    /// <returns><see langword="null"/> if time ran out.</returns>
    public async Task<int?> CountAsync(SearchAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plan = await PlanAsync(address, QueryParser.Parse(address.Words), cancellationToken);
        var count = 0;
        try
        {
            await db.RunSearchAsync([plan.Total()], plan.Values, options.Value.SearchTimeout, (_, reader) =>
            {
                count = reader.GetInt32(0);
                return Task.CompletedTask;
            }, cancellationToken);
            return count;
        }
        catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>How many of what is found may be of which days, by kind; and the first of them, each by itself.</summary>
    /// <param name="address">What is sought.</param>
    /// <param name="max">How many, at most, to give each by itself: none, if more are dated.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>These, and the tags that what is found carries.</returns>
    /// <exception cref="SearchTimeoutException">Time ran out.</exception>
    public async Task<(IReadOnlyList<DatedCount> Counts, IReadOnlyList<DatedItem> Items, IReadOnlyList<Guid> Tags)> FindDatedAsync(SearchAddress address, int max, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plan = await PlanAsync(address, QueryParser.Parse(address.Words), cancellationToken);
        var (counts, items, tags) = (new List<DatedCount>(), new List<DatedItem>(), new List<Guid>());
        try
        {
            await db.RunSearchAsync([plan.DatedCounts(), plan.DatedItems(max + 1), plan.Carried()], plan.Values, options.Value.SearchTimeout, (statement, reader) =>
            {
                if (statement == 2)
                {
                    tags.Add(reader.GetGuid(0));
                    return Task.CompletedTask;
                }

                var (earliest, latest) = (reader.GetFieldValue<DateOnly>(1), reader.GetFieldValue<DateOnly>(2));
                if (statement == 0)
                {
                    counts.Add(new((ItemKind)reader.GetInt32(0), earliest, latest, reader.GetInt32(3)));
                }
                else
                {
                    items.Add(new(reader.GetGuid(3), (ItemKind)reader.GetInt32(0), earliest, latest));
                }

                return Task.CompletedTask;
            }, cancellationToken);
        }
        catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new SearchTimeoutException(e);
        }

        return (counts, items.Count > max ? [] : items, tags);
    }

    /// <summary>How many of what is found, <see cref="MaxCounted"/> at most, carry which tag or one below it.</summary>
    /// <exception cref="SearchTimeoutException">Time ran out.</exception>
    public async Task<IReadOnlyDictionary<Guid, TagCounts>> CountTagsAsync(SearchAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var plan = await PlanAsync(address, QueryParser.Parse(address.Words), cancellationToken);
        var counts = new Dictionary<Guid, TagCounts>();
        try
        {
            await db.RunSearchAsync([plan.TagCounts()], plan.Values, options.Value.SearchTimeout, (_, reader) =>
            {
                counts[reader.GetGuid(0)] = new(reader.GetInt32(1), reader.GetInt32(2), reader.GetInt32(3));
                return Task.CompletedTask;
            }, cancellationToken);
            return counts;
        }
        catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
        {
            throw new SearchTimeoutException(e);
        }
    }

    /// <summary>The items of a kind on both sides of one among what is found.</summary>
    /// <returns>The item before and the item after it, each with the page of results that it stands on.</returns>
    public async Task<(FoundBeside? Before, FoundBeside? After)> FindBesideAsync(SearchAddress address, Guid item, ItemKind kind, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var query = QueryParser.Parse(address.Words);
        var plan = await PlanAsync(address, query, cancellationToken);
        if (plan.IsRanked)
        {
            return await AmongRankedAsync(address, await FindAsync(plan, query, cancellationToken), item, kind, cancellationToken);
        }

        var beside = new FoundBeside?[2];
        try
        {
            await db.RunSearchAsync(plan.Beside(item, kind), plan.Values, options.Value.SearchTimeout, (statement, reader) =>
            {
                beside[statement] = new(ItemOf(reader).Id, address);
                return Task.CompletedTask;
            }, cancellationToken);
        }
        catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
        {
            return (null, null);
        }

        return (beside[0], beside[1]);
    }

    /// <summary>An order of relevance is known a page at a time.</summary>
    private async Task<(FoundBeside? Before, FoundBeside? After)> AmongRankedAsync(
        SearchAddress address, SearchFound found, Guid item, ItemKind kind, CancellationToken cancellationToken)
    {
        var ids = found.Found.Where(f => f.Kind == kind).Select(f => f.Id).ToList();
        var at = ids.IndexOf(item);
        if (at < 0)
        {
            return (null, null);
        }

        var (offset, seen) = SearchCursor.ReadOffset(address.After) ?? (0, db.Now);
        var before = at > 0 ? new FoundBeside(ids[at - 1], address)
            : offset > 0 ? await OnPageAsync(SearchCursor.Of(Math.Max(0, offset - address.Limit), seen), last: true) : null;
        return (before, at + 1 < ids.Count ? new(ids[at + 1], address) : found.Next is { } next ? await OnPageAsync(next, last: false) : null);

        async Task<FoundBeside?> OnPageAsync(string cursor, bool last)
        {
            var page = address with { After = cursor };
            var there = (await FindAsync(page, cancellationToken)).Found.Where(f => f.Kind == kind).ToList();
            return there.Count == 0 ? null : new(there[last ? ^1 : 0].Id, page);
        }
    }

    private async Task<Plan> PlanAsync(SearchAddress address, SearchQuery query, CancellationToken cancellationToken) =>
        new(db, address, address.IsExact ? query.Root : await ExpandAsync(query.Root, !address.IsAlone, cancellationToken),
            address.Like is { } reference ? await similar.FindAsync(reference, cancellationToken) : null,
            Mention.Parse(address.About ?? "") is { } about ? await targets.IdOfAsync(about, cancellationToken) : null);

    private static FoundItem ItemOf(NpgsqlDataReader reader) => new(reader.GetGuid(0), (ItemKind)reader.GetInt32(1), reader.GetInt32(2));

    /// <summary>With other names, unless finding them takes too long.</summary>
    private async Task<QueryNode?> ExpandAsync(QueryNode? root, bool withNames, CancellationToken cancellationToken)
    {
        db.Database.SetCommandTimeout((int)Math.Ceiling(options.Value.SearchTimeout.TotalSeconds));
        try
        {
            return await expander.ExpandAsync(root, withNames, cancellationToken);
        }
        catch (Exception e) when ((e as NpgsqlException ?? e.InnerException as NpgsqlException)?.InnerException is TimeoutException)
        {
            return root;
        }
        finally
        {
            db.Database.SetCommandTimeout((int?)null);
        }
    }

    private async Task<SearchFound> AskAsync(Plan plan, SearchQuery query, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var facets = new List<(Facet Facet, FacetCount Count)>();
        var dates = new List<(DateOnly, DateOnly, int)>();
        var found = new List<(FoundItem Item, DateTime Moment)>();
        var total = 0;
        await db.RunSearchAsync([plan.Whole()], plan.Values, timeout, async (_, reader) =>
        {
            var what = reader.GetString(0);
            if (what == Plan.Listed)
            {
                found.Add((new(reader.GetGuid(3), (ItemKind)reader.GetInt32(4), reader.GetInt32(5)), reader.GetDateTime(6)));
                return;
            }

            var count = (int)reader.GetInt64(2);
            if (what == Plan.Dated)
            {
                dates.Add((DateOnly.FromDayNumber(reader.GetInt32(4)), DateOnly.FromDayNumber(reader.GetInt32(5)), count));
                return;
            }

            var value = await reader.IsDBNullAsync(1, cancellationToken) ? null : reader.GetString(1);
            switch (what)
            {
                case Plan.Counted:
                    total = count;
                    break;
                case var name when value is not null && Enum.TryParse<Facet>(name, out var facet):
                    facets.Add((facet, new(value, count)));
                    break;
            }
        }, cancellationToken);
        if (total > MaxCounted && !plan.IsRanked)
        {
            // Those that were counted need not be the first.
            found.Clear();
            await db.RunSearchAsync([plan.InOrder()], plan.Values, timeout, (_, reader) =>
            {
                found.Add((ItemOf(reader), reader.GetDateTime(3)));
                return Task.CompletedTask;
            }, cancellationToken);
        }

        facets = [.. facets.GroupBy(f => f.Facet).SelectMany(g => g.OrderByDescending(f => f.Count.Count).ThenBy(f => f.Count.Value, StringComparer.Ordinal).Take(MaxFacetValues))];
        var hasMore = found.Count > plan.Limit;
        var page = found.Take(plan.Limit).ToList();
        if (plan.IsBackwards)
        {
            page.Reverse();
        }

        var isAfterOthers = plan.IsBackwards ? hasMore : plan.IsContinued;
        return new(query, plan.Sought, total, facets.ToLookup(f => f.Facet, f => f.Count), dates, page.ConvertAll(f => f.Item),
            page is [var first, ..] && isAfterOthers ? plan.CursorBefore(first.Item.Id, new(first.Moment, TimeSpan.Zero)) : null,
            page is [.., var last] && (hasMore || plan.IsBackwards) ? plan.CursorAfter(last.Item.Id, new(last.Moment, TimeSpan.Zero)) : null,
            plan.IsRanked && !hasMore && total > plan.Offset + page.Count, false);
    }

    /// <summary>The small index of titles and names answers at once, whatever the words are.</summary>
    private async Task<SearchFound> AskHeadsAsync(Plan plan, SearchQuery query, CancellationToken cancellationToken)
    {
        var found = new List<FoundItem>();
        if (plan.Heads() is { } sql)
        {
            try
            {
                await db.RunSearchAsync([sql], plan.Values, HeadsTimeout, (_, reader) =>
                {
                    found.Add(ItemOf(reader));
                    return Task.CompletedTask;
                }, cancellationToken);
            }
            catch (PostgresException e) when (SearchStatements.IsTooMuch(e) && !cancellationToken.IsCancellationRequested)
            {
                found.Clear();
            }
        }

        return new(query, plan.Sought, found.Count, Array.Empty<(Facet Facet, FacetCount Count)>().ToLookup(f => f.Facet, f => f.Count), [], found, null, null, false, true);
    }

    /// <summary>The statements of one search.</summary>
    private sealed class Plan
    {
        /// <summary>What rows of <see cref="Whole"/> are: all that were counted, days, or items of the page; others are of a <see cref="Facet"/>.</summary>
        public const string Counted = "total";
        public const string Dated = "dates";
        public const string Listed = "list";

        private readonly SearchAddress _address;
        private readonly SearchCondition _sql;
        private readonly SearchSort _sort;
        private readonly string _always;

        /// <summary>Of that, what an item need still be asked that has all words in its title.</summary>
        private readonly string _rest;

        /// <summary>All that is asked for but words and chosen values.</summary>
        private readonly string _filters;

        private readonly string? _heads;
        private readonly string? _any;
        private readonly DateTimeOffset _seen;
        private readonly Dictionary<Facet, string> _chosen = [];

        /// <param name="db">As the viewer sees it.</param>
        /// <param name="address">What is asked for.</param>
        /// <param name="sought">Its words, and what is sought for them too.</param>
        /// <param name="like">What it must be like, if that is asked for.</param>
        /// <param name="about">On which item notes must be, if that is asked for and there is one.</param>
        public Plan(ArchiveDbContext db, SearchAddress address, QueryNode? sought, Likeness? like, Guid? about)
        {
            _address = address;
            Sought = sought;
            _sql = new(db.Viewer, db.Now, new(address.IsExact));
            _any = sought is not null ? _sql.Any(sought) : like?.Any;
            var sort = address.SortOf(_any is not null);
            _sort = sort == SearchSort.Relevance && _any is null ? SearchSort.Newest : sort;
            var (offset, seen) = SearchCursor.ReadOffset(address.After) ?? (0, db.Now);
            (Offset, _seen) = (Math.Min(offset, MaxRanked + MaxTitles), seen);
            var filters = new List<string> { _sql.IsVisible() };
            if (address.Earliest is not null || address.Latest is not null)
            {
                filters.Add(_sql.IsWithin(address.Earliest, address.Latest));
            }

            if (address.Within is { } dossier)
            {
                filters.Add(_sql.IsWithinDossier(dossier));
            }

            if (address.About is not null)
            {
                filters.Add(about is { } item ? _sql.IsNoteOn(item) : "false");
            }

            // Tags are no rows; their list is of those that the items found carry.
            if (address.Collection is { } kind and not ItemKind.Tag)
            {
                filters.Add($"i.kind = {(int)kind}");
            }

            if (address.IsTimeline)
            {
                filters.Add("i.latest IS NOT NULL");
            }

            if (address.Since is { } since)
            {
                filters.Add($"i.added_at > {_sql.Value(since)}");
            }

            _filters = string.Join(" AND ", filters);
            var words = new List<string>();
            if (sought is not null)
            {
                words.Add(_sql.Matches(sought));
                _heads = _sql.MatchesHeads(sought);
            }

            if (address.Like is not null)
            {
                words.Add(like is null ? "false" : $"i.words @@ {_sql.Query(like.Pairs)} AND i.item_id <> {_sql.Value(like.Of)}");
            }

            _always = string.Join(" AND ", words.Prepend(_filters));
            _rest = sought is not null && address.Like is null && _sql.IsAnsweredByHeads(sought) ? _filters : _always;
            foreach (var facet in address.Choices.GroupBy(c => c.Facet))
            {
                _chosen[facet.Key] = ConditionOf(facet.Key, [.. facet]);
            }
        }

        public QueryNode? Sought { get; }

        public int Offset { get; }

        public bool IsRanked => _sort == SearchSort.Relevance;

        /// <summary>Whether the page is one before another, and its last item is found first.</summary>
        public int Limit => _address.Limit;

        public bool IsBackwards => !IsRanked && SearchCursor.ReadPlace(_address.After) is { IsBefore: true };

        /// <summary>Whether the page comes after another.</summary>
        public bool IsContinued => IsRanked ? Offset > 0 : SearchCursor.ReadPlace(_address.After) is not null;

        public IReadOnlyList<object> Values => _sql.Values;

        /// <summary>How many there are, and nothing else.</summary>
        public string Total() => $"SELECT count(*)::int FROM (SELECT 1 FROM search_items i WHERE {Condition()} LIMIT {MaxCounted + 1}) m";

        public string DatedCounts() =>
            $"SELECT m.kind, m.earliest, m.latest, count(*)::int FROM (SELECT i.kind, i.earliest, i.latest FROM search_items i WHERE {Condition()} LIMIT {MaxCounted}) m GROUP BY 1, 2, 3";

        public string DatedItems(int max) =>
            $"SELECT i.kind, i.earliest, i.latest, i.item_id FROM search_items i WHERE {Condition()} ORDER BY i.sort_day, i.item_id LIMIT {max}";

        /// <summary>The tags that what is found carries.</summary>
        public string Carried() =>
            $"SELECT DISTINCT unnest(m.tags) FROM (SELECT i.tags FROM search_items i WHERE {Condition()} AND i.tags <> '{{}}' LIMIT {MaxCounted}) m";

        /// <summary>The tags of what is found and those above them: id, documents, articles and quotations that carry it.</summary>
        public string TagCounts()
        {
            string Of(ItemKind kind) => $"(count(DISTINCT m.item_id) FILTER (WHERE m.kind = {(int)kind}))::int";
            return $"""
                SELECT p.ancestor_id, {Of(ItemKind.Document)}, {Of(ItemKind.Article)}, {Of(ItemKind.Quotation)}
                FROM (SELECT i.item_id, i.kind, i.tags FROM search_items i WHERE {Condition()} AND i.tags <> '{"{}"}' LIMIT {MaxCounted}) m
                CROSS JOIN LATERAL unnest(m.tags) t JOIN tag_paths p ON p.descendant_id = t GROUP BY 1
                """;
        }

        /// <summary>
        /// All that a page needs, of matches that are found once. A row has what it is of, a value, how many have it, and four columns of an item. The days
        /// of <see cref="Dated"/> are the second and third of these, counted from the first of the year 1. Items of the page are <see cref="Listed"/> in their
        /// order: id, kind, passages, and what they are ordered by; one more than the page shows. In another order than by relevance these are the first
        /// of those counted, which need not be all.
        /// </summary>
        public string Whole()
        {
            const string Columns = "i.item_id, i.kind, i.passages, i.earliest, i.latest, i.sort_day, i.added_at, i.language, i.issuer, i.speaker, i.verdict, i.status, i.tags, i.articles";
            const string NoItem = "NULL::uuid, NULL::int, NULL::int, NULL::timestamp";
            var limit = MaxCounted + 1;
            var sets = new List<string> { $"m AS MATERIALIZED (SELECT {Columns} FROM search_items i WHERE {Condition()} LIMIT {limit})" };
            // The values of a facet that was chosen from are counted as if it had not been.
            foreach (var facet in _chosen.Keys.Where(f => f is not (Facet.Tag or Facet.Has)))
            {
                sets.Add($"m{(int)facet} AS MATERIALIZED (SELECT {Columns} FROM search_items i WHERE {Condition(facet)} LIMIT {limit})");
            }

            if (IsRanked && _heads is not null)
            {
                // A limit in here would have the planner walk another index until it has met so many.
                sets.Add($"t AS MATERIALIZED (SELECT i.item_id FROM search_items i WHERE {_heads} AND {_rest}{Join(_chosen.Values)} AND i.added_at <= {_sql.Value(_seen)})");
            }

            var columns = new Dictionary<Facet, string>
            {
                [Facet.In] = "kind",
                [Facet.Lang] = "language",
                [Facet.Issuer] = "issuer",
                [Facet.Speaker] = "speaker",
                [Facet.Authenticity] = "verdict",
                [Facet.Status] = "status",
            };
            var names = columns.Where(c => !_chosen.ContainsKey(c.Key)).Select(c => c.Value).ToList();
            // Rows with the same values in all columns first; of what those are, which column a row is of, grouping() tells.
            sets.Add($"g AS MATERIALIZED (SELECT {string.Join("", names.Select(n => $"{n}, "))}count(*) AS n FROM m{(names.Count == 0 ? "" : $" GROUP BY {string.Join(", ", names)}")})");
            var which = string.Concat(columns.Where(c => !_chosen.ContainsKey(c.Key)).Select(c => $" WHEN grouping({c.Value}) = 0 THEN '{c.Key}'"));
            string Of(Facet facet) => _chosen.ContainsKey(facet) ? $"m{(int)facet}" : "m";
            var parts = new List<string>
            {
                names.Count == 0 ? $"SELECT '{Counted}', NULL, n, {NoItem} FROM g" :
                $"""
                SELECT CASE{which} ELSE '{Counted}' END, coalesce({string.Join(", ", names.Select(n => $"{n}::text"))}), coalesce(sum(n), 0)::bigint, {NoItem}
                FROM g GROUP BY GROUPING SETS ((){string.Concat(names.Select(n => $", ({n})"))})
                """,
                $"""
                SELECT '{Dated}', NULL, count(*), NULL::uuid, CASE WHEN isfinite(earliest) THEN earliest - DATE '0001-01-01' ELSE {DateOnly.MinValue.DayNumber} END,
                    CASE WHEN isfinite(latest) THEN latest - DATE '0001-01-01' ELSE {DateOnly.MaxValue.DayNumber} END, NULL::timestamp
                FROM m WHERE earliest IS NOT NULL GROUP BY earliest, latest
                """,
                $$"""
                (SELECT 'Tag', t.id::text, count(*), {{NoItem}}
                    FROM (SELECT DISTINCT t.item_id, p.ancestor_id AS id FROM (SELECT item_id, unnest(tags) AS tag FROM m WHERE tags <> '{}') t JOIN tag_paths p ON p.descendant_id = t.tag) t
                    GROUP BY t.id ORDER BY 3 DESC, 2 LIMIT {{MaxFacetValues}})
                """,
                $"(SELECT 'Article', a.id::text, count(*), {NoItem} FROM (SELECT unnest(articles) AS id FROM {Of(Facet.Article)} WHERE articles <> '{{}}') a GROUP BY a.id ORDER BY 3 DESC, 2 LIMIT {MaxFacetValues})",
            };
            parts.AddRange(columns.Where(c => _chosen.ContainsKey(c.Key))
                .Select(c => $"(SELECT '{c.Key}', {c.Value}::text, count(*), {NoItem} FROM {Of(c.Key)} GROUP BY {c.Value} ORDER BY 3 DESC, 2 LIMIT {MaxFacetValues})"));
            parts.Add($"(SELECT '{Listed}', NULL, NULL, l.* FROM ({(IsRanked ? Ranked() : InOrder("m"))}) l)");
            return $"WITH {string.Join(", ", sets)} {string.Join(" UNION ALL ", parts)}";
        }

        /// <summary>The item of a kind that stands before another in the list, and the one that stands after it: a statement each.</summary>
        public IReadOnlyList<string> Beside(Guid item, ItemKind kind)
        {
            var (column, direction, sign) = Order;
            var place = $"(SELECT {column}, i.item_id FROM search_items i WHERE i.item_id = {_sql.Value(item)})";
            return
            [
                First(direction == "DESC" ? "ASC" : "DESC", sign == "<" ? ">" : "<"),
                First(direction, sign),
            ];

            string First(string towards, string than) =>
                $"SELECT i.item_id, i.kind, i.passages FROM search_items i WHERE {Condition()} AND i.kind = {(int)kind} AND ({column}, i.item_id) {than} {place} ORDER BY {column} {towards}, i.item_id {towards} LIMIT 1";
        }

        /// <summary>What is found of some kinds, the newest first.</summary>
        public string All(IEnumerable<ItemKind> kinds, int? max) =>
            $"SELECT i.item_id, i.kind, i.passages FROM search_items i WHERE {Condition()} AND i.kind IN ({string.Join(", ", kinds.Select(k => (int)k))}) ORDER BY i.sort_day DESC, i.item_id DESC{(max is null ? "" : $" LIMIT {max}")}";

        /// <summary>What has the words in its title, or in another short field; <see langword="null"/> if there are no words.</summary>
        public string? Heads() => _heads is null ? null
            : $"SELECT i.item_id, i.kind, i.passages FROM search_items i WHERE {_heads} AND {_filters}{Join(_chosen.Values)} ORDER BY i.sort_day DESC LIMIT {_address.Limit}";

        public string CursorAfter(Guid id, DateTimeOffset moment) =>
            IsRanked ? SearchCursor.Of(Offset + _address.Limit, _seen) : SearchCursor.Of(moment, id);

        public string CursorBefore(Guid id, DateTimeOffset moment) =>
            IsRanked ? SearchCursor.Of(Math.Max(0, Offset - _address.Limit), _seen) : SearchCursor.Before(moment, id);

        private string Condition(Facet? without = null) => _always + Join(_chosen.Where(c => c.Key != without).Select(c => c.Value));

        private static string Join(IEnumerable<string> conditions) => string.Concat(conditions.Select(c => $" AND {c}"));

        private (string Column, string Direction, string Sign) Order => _sort switch
        {
            SearchSort.Oldest => ("i.sort_day", "ASC", ">"),
            SearchSort.Added => ("i.added_at", "DESC", "<"),
            _ => ("i.sort_day", "DESC", "<"),
        };

        /// <summary>One page and one row more, after the one that the address names: id, kind, passages, and what they are ordered by.</summary>
        /// <param name="among">A set of rows to take them from; without it, all rows that are found.</param>
        public string InOrder(string? among = null)
        {
            var (column, direction, sign) = Order;
            var after = "";
            if (IsBackwards)
            {
                (direction, sign) = (direction == "DESC" ? "ASC" : "DESC", sign == "<" ? ">" : "<");
            }

            if (SearchCursor.ReadPlace(_address.After) is var (moment, id, _))
            {
                var value = _sort == SearchSort.Added ? _sql.Value(moment) : _sql.Value(DateOnly.FromDateTime(moment.UtcDateTime));
                after = $" AND ({column}, i.item_id) {sign} ({value}, {_sql.Value(id)})";
            }

            var shown = _sort == SearchSort.Added ? $"{column} AT TIME ZONE 'UTC'" : $"{column}::timestamp";
            return $"SELECT i.item_id, i.kind, i.passages, {shown} FROM {among ?? "search_items"} i WHERE {(among is null ? Condition() : "true")}{after} ORDER BY {column} {direction}, i.item_id {direction} LIMIT {_address.Limit + 1}";
        }

        /// <summary>Of the newest that were counted, and of those with the words in their titles.</summary>
        private string Ranked()
        {
            var seen = $"i.added_at <= {_sql.Value(_seen)}";
            var any = _sql.Query(_any!);
            var candidates = $"(SELECT i.item_id FROM m i WHERE {seen} ORDER BY i.sort_day DESC, i.item_id DESC LIMIT {MaxRanked})";
            var titles = _heads is null ? "" : $" UNION (SELECT t.item_id FROM t LIMIT {MaxTitles})";
            return $$"""
                SELECT i.item_id, i.kind, i.passages, i.sort_day::timestamp
                FROM ({{candidates}}{{titles}}) c CROSS JOIN LATERAL (SELECT * FROM search_items s WHERE s.item_id = c.item_id OFFSET 0) i
                ORDER BY 2 * ts_rank('{0.2, 0.4, 0.6, 1}', i.heads, {{any}}) + ts_rank('{0.1, 0.4, 0.6, 1}', i.words, {{any}}) DESC, i.sort_day DESC, i.item_id DESC
                LIMIT {{_address.Limit + 1}} OFFSET {{Offset}}
                """;
        }

        /// <summary>One of the values that it must have, and none of those that it must not have. Of tags it must have each.</summary>
        private string ConditionOf(Facet facet, IReadOnlyList<FacetChoice> choices)
        {
            var all = choices.Where(c => c.IsExcluded).Select(c => $"({Is(facet, c.Value)}) IS NOT TRUE").ToList();
            var wanted = choices.Where(c => !c.IsExcluded).Select(c => Is(facet, c.Value)).ToList();
            if (wanted.Count > 0)
            {
                all.Add(QueryTerms.Join(facet is Facet.Tag or Facet.Has ? " AND " : " OR ", wanted));
            }

            return string.Join(" AND ", all);
        }

        private string Is(Facet facet, string value) => facet switch
        {
            Facet.In => SearchKinds.Of(value) is { } kind ? $"i.kind = {(int)kind}" : "false",
            Facet.Lang => _sql.IsLanguage(value),
            Facet.Issuer => $"i.issuer = {_sql.Value(value)}",
            Facet.Speaker => $"i.speaker = {_sql.Value(value)}",
            Facet.Tag => _sql.IsTagged(value),
            Facet.Article => $"i.articles && ARRAY(SELECT a.id FROM articles a WHERE a.reference = {_sql.Value(value)})",
            Facet.Has => Enum.TryParse<ItemTrait>(value, true, out var trait) ? _sql.Has(trait) : "false",
            _ => _sql.HasStatus(value),
        };
    }
}
