using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>Reads the tags that a person types into one line: slugs or names in any language and spelling, parted by commas.</summary>
public sealed class TagInput(ArchiveDbContext db, TagWriter writer)
{
    /// <summary>
    /// Turns what was typed into slugs. A name with a plus before it becomes a new tag where there is none of that name yet; any
    /// other unknown name is a problem of the field <c>Tags</c>. New tags are saved at once, so call it inside the transaction that
    /// saves the item.
    /// </summary>
    public async Task<(List<string> Slugs, IReadOnlyList<Problem> Problems)> ReadAsync(string? text, CancellationToken cancellationToken)
    {
        var names = Split(text);
        if (names.Count == 0)
        {
            return ([], []);
        }

        var known = await KnownAsync(cancellationToken);
        if (names.Any(n => n[0] == '+' && !known.ContainsKey(Folding.Key(BareOf(n)))))
        {
            // Who makes a tag of the same name at this moment is waited for, and then it is there. The lock ends with the transaction.
            await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(hashtext('new tags'))", cancellationToken);
            known = await KnownAsync(cancellationToken);
        }

        var problems = new List<Problem>();
        var slugs = new List<string>();
        foreach (var name in names)
        {
            var bare = BareOf(name);
            if (known.GetValueOrDefault(Folding.Key(bare)) is { } slug)
            {
                slugs.Add(slug);
            }
            else if (name[0] != '+')
            {
                problems.Add(new Problem("Tags", "There is no tag “{0}” yet. To make it, write +{0}.", bare));
            }
            else if (await MakeAsync(bare, problems, cancellationToken) is { } made)
            {
                slugs.Add(made);
                known[Folding.Key(bare)] = made;
            }
        }

        return ([.. slugs.Distinct()], problems);
    }

    /// <summary>Names parted by commas, semicolons or lines, of whatever script.</summary>
    public static IReadOnlyList<string> Split(string? text) =>
        [.. (text ?? "").Split([',', '،', ';', '؛', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(n => n.Trim('+', ' ').Length > 0)];

    /// <summary>What the line says of tags that an item carries: their names, the slug where the name is not its own.</summary>
    public static string Join(IEnumerable<string>? slugs) => string.Join(", ", slugs ?? []);

    private static string BareOf(string name) => name.TrimStart('+').Trim();

    /// <summary>Slugs by each folded name; a slug counts before a preferred name, and that before an alias.</summary>
    private async Task<Dictionary<string, string>> KnownAsync(CancellationToken cancellationToken)
    {
        var tags = await db.Tags.Select(t => new { t.Reference, Labels = t.Labels.Select(l => l.Text).ToList(), t.Aliases }).ToListAsync(cancellationToken);
        var known = new Dictionary<string, string>();
        foreach (var (name, slug) in tags.Select(t => (t.Reference, t.Reference))
            .Concat(tags.SelectMany(t => t.Labels.Select(l => (l, t.Reference))))
            .Concat(tags.SelectMany(t => t.Aliases.Select(a => (a, t.Reference)))))
        {
            known.TryAdd(Folding.Key(name), slug);
        }

        var former = await db.Tags.IgnoreQueryFilters().Where(t => t.FormerSlugs.Count > 0 || t.ReplacedById != null)
            .Select(t => new { t.Reference, t.FormerSlugs }).ToListAsync(cancellationToken);
        foreach (var (old, tag) in await db.Tags.SucceedingAsync([.. former.SelectMany(t => t.FormerSlugs.Append(t.Reference)).Distinct()], cancellationToken))
        {
            known.TryAdd(Folding.Key(old), tag.Reference);
        }

        return known;
    }

    private async Task<string?> MakeAsync(string name, List<Problem> problems, CancellationToken cancellationToken)
    {
        var saved = await writer.CreateAsync(new TagRecord { Labels = new() { [LanguageGuess.Of(name) ?? "en"] = name } }, cancellationToken: cancellationToken);
        problems.AddRange(saved.Problems.Select(p => p with { Field = "Tags" }));
        return saved.Item?.Reference;
    }
}
