using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Features.Search.Timelines;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>What a page of results or a list shows.</summary>
public sealed record SearchView
{
    public required SearchAddress Address { get; init; }
    public required SearchFound Found { get; init; }
    public required ListView Layout { get; init; }
    public required IReadOnlyList<SearchResult> Results { get; init; }
    public required IReadOnlyList<(Facet Facet, string Name, IReadOnlyList<FacetValue> Values)> Facets { get; init; }

    /// <summary>The values that the results are narrowed to, in words.</summary>
    public required IReadOnlyList<(FacetChoice Choice, string Name, string Label)> Chosen { get; init; }

    public required DateHistogram Dates { get; init; }

    /// <summary>Tags of the name that is sought.</summary>
    public required IReadOnlyList<TagName> Tags { get; init; }

    public required IReadOnlyList<Expansion> Expansions { get; init; }

    /// <summary>The same search with a word that is found for one that is not.</summary>
    public required IReadOnlyList<string> Meant { get; init; }

    /// <summary>The title of the dossier that is searched in; <see langword="null"/> if the viewer sees none of that name.</summary>
    public required string? WithinTitle { get; init; }

    /// <summary>The item that notes are sought on; <see langword="null"/> if the viewer sees none of that name.</summary>
    public required MentionTarget? About { get; init; }

    /// <summary>What is drawn on the axis of time, if that is asked for.</summary>
    public required Timeline? Timeline { get; init; }

    /// <summary>The same search from its beginning.</summary>
    public SearchAddress First => Address with { After = null };
}

/// <summary>Answers an address with all that its page shows.</summary>
public sealed class SearchViewReader(
    ArchiveDbContext db, Searcher searcher, ResultReader reader, FacetReader facets, NearbyWords nearby, TimelineReader timeline, MentionTargets targets, CurrentViewer viewer, IHttpContextAccessor http)
{
    private const int MaxTags = 8;
    private const int Few = 3;
    private const int MaxMended = 3;

    public async Task<SearchView> ReadAsync(SearchAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        var layout = ListView.Read(http.HttpContext!, address.IsTimeline ? ListLayout.Compact : ListLayout.Cards);
        var found = await searcher.FindAsync(address, cancellationToken);
        var marks = new QueryMarks(found.Sought, new(address.IsExact));
        var results = address.Collection == ItemKind.Tag ? [] : await reader.ReadAsync(found.Found, marks, address.ToString(), InterfaceLanguages.Current, cancellationToken);
        if (address.Collection is not (null or ItemKind.Note or ItemKind.Dossier) || layout.Has(ListColumn.Tags) || layout.Has(ListColumn.Quotations))
        {
            results = await reader.WithTagsAsync(results, cancellationToken);
        }

        var chosen = new List<(FacetChoice, string, string)>();
        foreach (var choice in address.Choices)
        {
            chosen.Add((choice, facets.NameOf(choice.Facet), await facets.LabelOfAsync(choice, cancellationToken)));
        }

        return new()
        {
            Address = address,
            Found = found,
            Layout = layout,
            Results = results,
            Facets = await facets.ReadAsync(found, address, viewer.Value.SeesInternal, cancellationToken),
            Chosen = chosen,
            Dates = DateHistogram.Of(found.Dates, address.Calendar),
            Tags = address is { Collection: null, Q: not null, After: null }
                ? await db.Tags.Named(db, address.Q).OrderBy(t => t.Reference).ToNames().Take(MaxTags).ToListAsync(cancellationToken) : [],
            Expansions = [.. ExpansionsOf(found.Sought)],
            Meant = found.Total < Few && address.After is null && !found.IsCutOff ? await MeantAsync(found.Query, cancellationToken) : [],
            Timeline = address.IsTimeline ? await timeline.ReadAsync(address, cancellationToken) : null,
            WithinTitle = address.Within is { } dossier
                ? await db.Dossiers.Where(d => d.Reference == dossier).Select(d => d.Title).SingleOrDefaultAsync(cancellationToken) : null,
            About = Mention.Parse(address.About ?? "") is { } about ? (await targets.FindAsync([about], cancellationToken)).GetValueOrDefault(about) : null,
        };
    }

    /// <summary>Where little is found: each word that no item has, and the words of the index that are spelt most nearly so.</summary>
    private async Task<IReadOnlyList<string>> MeantAsync(SearchQuery query, CancellationToken cancellationToken)
    {
        var meant = new List<string>();
        foreach (var word in WordsOf(query.Root).Take(MaxMended))
        {
            if (!await nearby.IsFoundAsync(word, cancellationToken))
            {
                meant.AddRange((await nearby.SpeltLikeAsync(word.Text, cancellationToken)).Select(other => $"{query.Text[..word.Start]}{other}{query.Text[word.End..]}"));
            }
        }

        return meant;
    }

    private static IEnumerable<WordNode> WordsOf(QueryNode? node) => node switch
    {
        WordNode { Match: WordMatch.Forms } word => [word],
        FieldNode field => WordsOf(field.Child),
        AndNode and => and.Children.SelectMany(WordsOf),
        OrNode or => or.Children.SelectMany(WordsOf),
        _ => [],
    };

    private static IEnumerable<Expansion> ExpansionsOf(QueryNode? node) => node switch
    {
        AlsoNode also => also.Others,
        AndNode and => and.Children.SelectMany(ExpansionsOf),
        OrNode or => or.Children.SelectMany(ExpansionsOf),
        FieldNode field => ExpansionsOf(field.Child),
        _ => [],
    };
}
