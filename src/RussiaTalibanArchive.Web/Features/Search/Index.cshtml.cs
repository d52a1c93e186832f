using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Search;

[Authorize(Policies.Visitor)]
public sealed class IndexModel(ArchiveDbContext db, Searcher searcher, ResultReader reader, FacetReader facets, NearbyWords nearby, CurrentViewer viewer) : PageModel
{
    private const int MaxTags = 8;
    private const int Few = 3;
    private const int MaxMended = 3;

    public SearchAddress Address { get; private set; } = new();
    public SearchFound Found { get; private set; } = null!; // OnGetAsync sets it before the view runs
    public IReadOnlyList<SearchResult> Results { get; private set; } = [];
    public IReadOnlyList<(Facet Facet, string Name, IReadOnlyList<FacetValue> Values)> Facets { get; private set; } = [];
    public IReadOnlyList<(FacetChoice Choice, string Name, string Label)> Chosen { get; private set; } = [];
    public DateHistogram Dates { get; private set; } = new([], 0);
    public IReadOnlyList<TagName> Tags { get; private set; } = [];
    public IReadOnlyList<Expansion> Expansions { get; private set; } = [];

    /// <summary>The same search with a word that is found for one that is not.</summary>
    public IReadOnlyList<string> Meant { get; private set; } = [];

    /// <summary>The title of the dossier that is searched in; <see langword="null"/> if the viewer sees none of that name.</summary>
    public string? WithinTitle { get; private set; }

    /// <summary>The order that the results are in.</summary>
    public SearchSort Sort => Address.Sort ?? (Found.Query.Root is null ? SearchSort.Newest : SearchSort.Relevance);

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Address = SearchAddress.Read(Request.Query);
        Found = await searcher.FindAsync(Address, cancellationToken);
        var marks = new QueryMarks(Found.Sought, new(Address.IsExact));
        Results = await reader.ReadAsync(Found.Found, marks, Address.ToString(), InterfaceLanguages.Current, cancellationToken);
        Facets = await facets.ReadAsync(Found, Address, viewer.Value.SeesInternal, cancellationToken);
        var chosen = new List<(FacetChoice, string, string)>();
        foreach (var choice in Address.Choices)
        {
            chosen.Add((choice, facets.NameOf(choice.Facet), await facets.LabelOfAsync(choice, cancellationToken)));
        }

        Chosen = chosen;
        Meant = Found.Total < Few && Address.After is null && !Found.IsCutOff ? await MeantAsync(cancellationToken) : [];
        Dates = DateHistogram.Of(Found.Dates, Address.IsSolar);
        Expansions = [.. ExpansionsOf(Found.Sought)];
        if (Address.Within is { } dossier)
        {
            WithinTitle = await db.Dossiers.Where(d => d.Reference == dossier).Select(d => d.Title).SingleOrDefaultAsync(cancellationToken);
        }

        if (Address.Q is not null && Address.After is null)
        {
            Tags = await db.Tags.Named(db, Address.Q).OrderBy(t => t.Reference).ToNames().Take(MaxTags).ToListAsync(cancellationToken);
        }
    }

    /// <summary>Where little is found: each word that no item has, and the words of the index that are spelt most nearly so.</summary>
    private async Task<IReadOnlyList<string>> MeantAsync(CancellationToken cancellationToken)
    {
        var meant = new List<string>();
        foreach (var word in WordsOf(Found.Query.Root).Take(MaxMended))
        {
            if (!await nearby.IsFoundAsync(word, cancellationToken))
            {
                meant.AddRange((await nearby.SpeltLikeAsync(word.Text, cancellationToken))
                    .Select(other => $"{Found.Query.Text[..word.Start]}{other}{Found.Query.Text[word.End..]}"));
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
