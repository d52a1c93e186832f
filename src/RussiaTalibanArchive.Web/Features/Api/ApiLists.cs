using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Search.Query;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags.Exchange;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>Searches and lists for programs: what the pages of the same names answer, by the same query string.</summary>
internal static class ApiLists
{
    private const int TagsAtOnce = 100;
    private const int MaxLimit = 100;

    /// <summary>The collections that are searches of one kind.</summary>
    private static readonly ItemKind[] Searched = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation, ItemKind.Note, ItemKind.Dossier];

    public static void Map(RouteGroupBuilder api)
    {
        api.MapRead("/search", (HttpContext http, ListServices services) => services.SearchAsync(http, new()));
        foreach (var kind in Searched)
        {
            api.MapRead($"/{References.CollectionOf(kind)}", (HttpContext http, ListServices services) => services.SearchAsync(http, SearchAddress.Of(kind)));
        }

        api.MapRead("/tags", (HttpContext http, ListServices services) => services.TagsAsync(http));
    }

    internal sealed class ListServices(
        ArchiveDbContext db, Searcher searcher, ResultReader reader, FacetReader facets, VocabularyReader vocabulary, CurrentViewer viewer, Words words, IOptions<ArchiveOptions> options)
    {
        public async Task<IResult> SearchAsync(HttpContext http, SearchAddress list)
        {
            var address = SearchAddress.Read(http.Request.Query, list);
            var limit = Searcher.PageSize;
            List<ApiError> wrong = [.. address.Problems.Select(p => new ApiError($"?{p}", words["Give a date as 2025, 2025-07 or 2025-07-07."]))];
            if (http.Request.Query["limit"].ToString() is { Length: > 0 } asked && (!int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MaxLimit))
            {
                wrong.Add(new("?limit", words["A number from 1 to {0}.", MaxLimit]));
            }

            if (wrong.Count > 0)
            {
                return ApiAnswers.Refuse(StatusCodes.Status400BadRequest, words["This request cannot be understood"], null, wrong);
            }

            address = address with { Limit = limit };

            var found = await searcher.FindAsync(address, http.RequestAborted);
            var marks = new QueryMarks(found.Sought, new(address.IsExact));
            var results = await reader.WithTagsAsync(await reader.ReadAsync(found.Found, marks, null, InterfaceLanguages.Current, http.RequestAborted), http.RequestAborted);
            var site = Citations.Citations.SiteOf(http.Request, options.Value);
            http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs.
            http.Response.Headers.Vary = "Authorization, Cookie";
            return ApiAnswers.Json(new
            {
                Total = Math.Min(found.Total, Searcher.MaxCounted),
                TotalIsExact = !found.IsOverLimit && !found.IsCutOff,
                IsCutOff = found.IsCutOff ? true : (bool?)null,
                Items = results.Select(r => ItemOf(r, site)),
                Facets = list.Collection is null ? await FacetsAsync(found, address, http.RequestAborted) : null,
                Mistakes = found.Query.Mistakes.Select(m => new { m.Start, m.Length }).ToList() is { Count: > 0 } mistakes ? mistakes : null,
                Next = PageAt(address, found.Next),
                Previous = PageAt(address, found.Previous),
            });
        }

        public async Task<IResult> TagsAsync(HttpContext http)
        {
            var q = Browse.Read(http.Request.Query).Q;
            var after = http.Request.Query["after"].ToString();
            var tags = (await vocabulary.ReadAsync(null, http.RequestAborted)).Where(t => t.Record.ReplacedBy is null).ToList();
            if (q is not null)
            {
                var ids = (await db.Tags.Named(db, q).Select(t => t.Id).ToListAsync(http.RequestAborted)).ToHashSet();
                tags.RemoveAll(t => !ids.Contains(t.Id));
            }

            var page = tags.Where(t => string.CompareOrdinal(t.Record.Slug, after) > 0).Take(TagsAtOnce + 1).ToList();
            http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs.
            http.Response.Headers.Vary = "Authorization, Cookie";
            return ApiAnswers.Json(new
            {
                Total = tags.Count,
                TotalIsExact = true,
                Items = page.Take(TagsAtOnce).Select(t => System.Text.Json.Nodes.JsonNode.Parse(ItemJson.Write(t.Record))),
                Next = page.Count > TagsAtOnce
                    ? $"{ApiPaths.Root}/tags{QueryString.Create(new KeyValuePair<string, string?>[] { new("q", q), new("after", page[TagsAtOnce - 1].Record.Slug) }.Where(f => f.Value is not null))}" : null,
            });
        }

        private static object ItemOf(SearchResult result, string site) => new
        {
            result.Reference,
            Kind = SearchKinds.NameOf(result.Kind)[..^1],
            Title = string.Concat(result.Title.Select(r => r.Text)),
            result.Language,
            Date = result.Date?.Edtf,
            result.Issuer,
            result.Speaker,
            result.Source,
            result.Page,
            Authenticity = result.Kind == ItemKind.Document ? result.Verdict : null,
            Status = (object?)result.Status ?? result.QuotationStatus,
            Tags = result.Tags.Count == 0 ? null : result.Tags.Select(t => t.Slug),
            Quotations = result.Quotations == 0 ? (int?)null : result.Quotations,
            Snippet = result.Snippet is null ? null : string.Concat(result.Snippet.Runs.Select(r => r.Text)),
            Self = $"{ApiPaths.Root}/{References.CollectionOf(result.Kind)}/{Uri.EscapeDataString(result.Reference)}",
            Address = site + References.PathOf(result.Kind, result.Reference),
        };

        private async Task<object> FacetsAsync(SearchFound found, SearchAddress address, CancellationToken cancellationToken) =>
            (await facets.ReadAsync(found, address, viewer.Value.SeesInternal, cancellationToken))
                .ToDictionary(f => SearchAddress.NameOf(f.Facet), f => f.Values.Select(v => new { v.Value, v.Label, v.Count }).ToList());

        private static string? PageAt(SearchAddress address, string? cursor) =>
            cursor is null ? null : $"{ApiPaths.Root}{address.Path}{(address with { After = cursor }).ToQuery()}{(address.Limit == Searcher.PageSize ? "" : string.Create(CultureInfo.InvariantCulture, $"&limit={address.Limit}"))}";
    }
}
