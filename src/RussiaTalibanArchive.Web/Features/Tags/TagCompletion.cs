using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A tag that is offered while somebody types.</summary>
/// <param name="Slug">Its reference.</param>
/// <param name="Label">Its name in the interface's language, with the language it is in.</param>
/// <param name="Language">BCP 47; empty where the tag has no name.</param>
/// <param name="Match">The name, in any language, that holds what was typed.</param>
/// <param name="Kind">What it stands for, in the interface's words.</param>
/// <param name="Path">The names of the tags above it, the highest first.</param>
/// <param name="IsExact">Whether the name that matched is what was typed, spelling aside.</param>
/// <param name="IsPrefix">Whether a word of the name begins with it.</param>
public sealed record OfferedTag(
    string Slug, string Label, string Language, string Match, string? Kind, IReadOnlyList<string> Path, bool IsExact, bool IsPrefix);

/// <summary>Finds tags by a part of a name in any language, script and spelling; only tags that the viewer may see.</summary>
public sealed class TagCompletion(ArchiveDbContext db, Words words)
{
    public const int MaxOffers = 10;
    private const int MaxTyped = 200;

    /// <summary>The tags whose names hold what was typed: the same name first, then one that begins so, then one of whose words does.</summary>
    /// <param name="typed">As typed; nothing is offered for a blank.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<IReadOnlyList<OfferedTag>> FindAsync(string? typed, CancellationToken cancellationToken)
    {
        typed = typed?.Replace("\0", "", StringComparison.Ordinal) ?? "";
        var keys = KeysOf(typed.Length > MaxTyped ? typed[..MaxTyped] : typed);
        if (keys[0].Length == 0)
        {
            return [];
        }

        var found = (await CandidatesAsync(keys, cancellationToken))
            .Select(t => (Tag: t, Best: BestOf(t, keys)))
            .Where(t => t.Best.Rank < NameRank.None)
            .OrderBy(t => t.Best.Rank).ThenBy(t => t.Best.Name.Length).ThenBy(t => t.Tag.Slug, StringComparer.Ordinal)
            .Take(MaxOffers).ToList();
        var paths = await PathsAsync(found.ConvertAll(t => t.Tag.Id), cancellationToken);
        return found.ConvertAll(t =>
        {
            var label = t.Tag.Named.Label;
            return new OfferedTag(
                t.Tag.Slug, label.Text, label.Language, t.Best.Name, t.Tag.Type is null ? null : TagTypes.Name(words, t.Tag.Type),
                [.. paths[t.Tag.Id].Select(p => p.Label.Text)], t.Best.Rank == NameRank.Exact, t.Best.Rank <= NameRank.Word);
        });
    }

    /// <summary>With the zero-width non-joiner as nothing and as a space, for either is typed for it.</summary>
    private static string[] KeysOf(string text) => [.. new[] { Folding.Key(text), Folding.Key(text, Joiner.Space) }.Distinct()];

    /// <summary>All tags that can match, and few others: whatever spelling was typed, one of these stands in their folded words.</summary>
    private async Task<List<Candidate>> CandidatesAsync(string[] keys, CancellationToken cancellationToken)
    {
        var patterns = keys.Append(keys[0].Replace(" ", "", StringComparison.Ordinal)).Distinct().Select(k => $"%{Escaped(k)}%").ToArray();
        return await db.Tags
            .Where(t => db.ItemNames.Any(w => w.ItemId == t.Id && w.Kind == ItemKind.Tag && patterns.Any(p => EF.Functions.Like(w.Folded, p))))
            .Select(t => new Candidate(t.Id, t.Reference, t.Type, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList(), t.Aliases))
            .ToListAsync(cancellationToken);
    }

    private static string Escaped(string key) =>
        key.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);

    private static (NameRank Rank, string Name) BestOf(Candidate tag, string[] keys)
    {
        // The name that is shown anyway comes first, so of equally good ones it is the one that matched.
        var names = new[] { tag.Named.Label.Text }.Concat(tag.Labels.Select(l => l.Text)).Concat(tag.Aliases).Append(tag.Slug);
        return names.Select(name => (Rank: RankOf(name, keys), name)).MinBy(r => r.Rank);
    }

    private static NameRank RankOf(string name, string[] keys) => KeysOf(name).SelectMany(n => keys.Select(k => RankOf(n, k))).Min();

    private static NameRank RankOf(string name, string key)
    {
        if (name == key)
        {
            return NameRank.Exact;
        }

        var best = NameRank.None;
        for (var at = name.IndexOf(key, StringComparison.Ordinal); at >= 0; at = name.IndexOf(key, at + 1, StringComparison.Ordinal))
        {
            var rank = at == 0 ? NameRank.Beginning : char.IsLetterOrDigit(name[at - 1]) ? NameRank.Inside : NameRank.Word;
            best = rank < best ? rank : best;
        }

        return best;
    }

    private async Task<ILookup<Guid, TagName>> PathsAsync(List<Guid> ids, CancellationToken cancellationToken) =>
        (await db.TagPaths.Where(p => ids.Contains(p.DescendantId) && p.Depth > 0)
            .Join(db.Tags, p => p.AncestorId, t => t.Id, (p, t) => new
            {
                p.DescendantId,
                p.Depth,
                Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()),
            })
            .ToListAsync(cancellationToken))
        .OrderByDescending(p => p.Depth).ToLookup(p => p.DescendantId, p => p.Name);

    private enum NameRank
    {
        Exact,
        Beginning,
        Word,
        Inside,
        None,
    }

    private sealed record Candidate(Guid Id, string Slug, string? Type, IReadOnlyList<LabelText> Labels, IReadOnlyList<string> Aliases)
    {
        public TagName Named { get; } = new(Slug, Labels);
    }
}
