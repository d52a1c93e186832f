using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Search;

namespace RussiaTalibanArchive.Benchmarks;

/// <summary>
/// How well a corpus is searched, against answers that are known without the search: a document answers if it has one of the forms of a
/// word that were written down by hand, at least twice, or once in its title.
/// </summary>
internal sealed partial class SearchQuality
{
    private const int Top = 10;
    private const int Often = 2;

    /// <summary>What is typed, and every form that a careful reader would take for the same word.</summary>
    private static readonly (string Language, string Query, string Forms)[] Topics =
    [
        ("ar", "وثيقة", "وثيقة الوثيقة وثائق الوثائق والوثائق والوثيقة بوثيقة بوثائق وثيقته وثائقه وثيقتين الوثيقتين وللوثائق للوثائق لوثيقة لوثائق بالوثائق بالوثيقة"),
        ("ar", "السفير", "سفير السفير سفيرا والسفير للسفير سفراء السفراء والسفراء سفيرها سفيره بالسفير سفيرنا لسفير لسفراء"),
        ("ar", "حكومة", "حكومة الحكومة حكومات الحكومات والحكومة للحكومة بحكومة حكومته حكومتها حكومتنا لحكومة والحكومات بالحكومة"),
        ("ar", "قانون", "قانون القانون قوانين القوانين والقانون بقانون للقانون قانونا والقوانين بالقانون لقانون القوانين"),
        ("ar", "مسؤول", "مسؤول المسؤول مسؤولا مسؤولون مسؤولين المسؤولون المسؤولين والمسؤولين للمسؤولين مسئول المسئول مسئولون مسئولين المسئولين المسئولون لمسؤول"),
        ("ar", "القاهره", "القاهرة بالقاهرة والقاهرة للقاهرة القاهره"),
        ("fa", "کتاب", "کتاب کتابها کتاب‌ها کتاب‌های کتابهای کتابی کتاب‌هایی کتابش کتابهایی کتاب‌هایش"),
        ("fa", "شهرها", "شهر شهرها شهر‌ها شهرهای شهر‌های شهری شهرش شهرهایی"),
        ("fa", "دولت", "دولت دولتها دولت‌ها دولت‌های دولتهای دولتی"),
        ("ps", "هېواد", "هېواد هیواد هېوادونه هیوادونه هېوادونو هیوادونو هېوادو هیوادو هېواده هیواده"),
        ("ps", "ښوونځي", "ښوونځي ښوونځی ښوونځیو ښوونځیو ښوونځيو"),
        ("ru", "посольство", "посольство посольства посольству посольством посольстве посольств посольствам посольствами посольствах"),
        ("ru", "документов", "документ документа документу документом документе документы документов документам документами документах"),
        ("ru", "президент", "президент президента президенту президентом президенте президенты президентов президентам президентами президентах"),
        ("ru", "война", "война войны войне войну войной войною войн войнам войнами войнах"),
        ("en", "government", "government governments government's"),
        ("en", "ambassador", "ambassador ambassadors ambassador's"),
        ("en", "negotiated", "negotiate negotiates negotiated negotiating"),
        ("en", "cities", "city cities city's"),
    ];

    private readonly List<(string Reference, HashSet<string> Title, Dictionary<string, int> Body)> _documents = [];

    /// <summary>Takes note of a document that the archive will have.</summary>
    public void Add(string reference, string title, string body) =>
        _documents.Add((reference, [.. WordsOf(title)], WordsOf(body).GroupBy(w => w).ToDictionary(g => g.Key, g => g.Count())));

    /// <summary>Asks each question, and prints how much of what is known was found, and how much of the first ten is right.</summary>
    public async Task PrintAsync(BenchmarkArchive archive, CancellationToken cancellationToken)
    {
        if (_documents.Count == 0)
        {
            return;
        }

        var all = new List<(double Recall, double Plain, double AtTen, double PrecisionAtTen)>();
        Console.WriteLine($"{"asked",-16}{"known",7}{"found",8}{"recall",9}{"plain",8}{"R@10",8}{"P@10",8}");
        foreach (var (language, query, forms) in Topics)
        {
            var words = forms.Split(' ').ToHashSet(StringComparer.Ordinal);
            var known = _documents.Where(d => d.Title.Overlaps(words) || words.Sum(w => d.Body.GetValueOrDefault(w)) >= Often).Select(d => d.Reference).ToHashSet(StringComparer.Ordinal);
            var plain = _documents.Where(d => d.Body.ContainsKey(query) || d.Title.Contains(query)).Select(d => d.Reference).ToHashSet(StringComparer.Ordinal);
            if (known.Count < 3)
            {
                continue;
            }

            var (found, first) = await AskAsync(archive, query, cancellationToken);
            var right = first.Count(known.Contains);
            var row = (Recall: (double)known.Count(found.Contains) / known.Count, Plain: (double)known.Count(plain.Contains) / known.Count,
                AtTen: (double)right / Math.Min(Top, known.Count), PrecisionAtTen: (double)right / Math.Max(1, first.Count));
            all.Add(row);
            Console.WriteLine($"{language} {query,-13}{known.Count,7}{found.Count,8}{row.Recall,9:0.00}{row.Plain,8:0.00}{row.AtTen,8:0.00}{row.PrecisionAtTen,8:0.00}");
        }

        Console.WriteLine($"{"all " + all.Count,-16}{"",15}{all.Average(r => r.Recall),9:0.000}{all.Average(r => r.Plain),8:0.000}{all.Average(r => r.AtTen),8:0.000}{all.Average(r => r.PrecisionAtTen),8:0.000}");
    }

    private static async Task<(HashSet<string> Found, List<string> First)> AskAsync(BenchmarkArchive archive, string query, CancellationToken cancellationToken)
    {
        await using var scope = archive.Scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentViewer>().Use(new Viewer(null, "", null, true, false, false));
        var (searcher, db) = (scope.ServiceProvider.GetRequiredService<Searcher>(), scope.ServiceProvider.GetRequiredService<ArchiveDbContext>());
        var address = new SearchAddress { Q = query, Collection = ItemKind.Document };
        var (all, _) = await searcher.FindAllAsync(address, [ItemKind.Document], cancellationToken);
        Guid[] ids = [.. all.Select(f => f.Id)];
        var references = await db.Documents.Where(d => ids.Contains(d.Id)).ToDictionaryAsync(d => d.Id, d => d.Reference, cancellationToken);
        var first = (await searcher.FindAsync(address, cancellationToken)).Found.Take(Top).Select(f => references[f.Id]).ToList();
        return ([.. references.Values], first);
    }

    private static IEnumerable<string> WordsOf(string text) => Words().Matches(text.ToLowerInvariant()).Select(m => m.Value);

    [GeneratedRegex(@"[\p{L}\p{M}\p{Nd}\u200C]+('s)?")]
    private static partial Regex Words();
}
