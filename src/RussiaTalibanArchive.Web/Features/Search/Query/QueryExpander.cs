using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>
/// Adds to a query the other names of what it names: a tag's labels and aliases in every language, of tags that the viewer sees; to a
/// name in Latin letters that no tag has, the words in other scripts that it may be; to <c>~word</c> the words that are spelt nearly so.
/// </summary>
public sealed class QueryExpander(ArchiveDbContext db, NearbyWords nearby)
{
    private const int LongestName = 5;
    private const int MaxNames = 60;
    private const int MaxOthers = 24;
    private const int MaxLookedUp = 6;

    /// <summary>How many words of the query were looked up in the list of words.</summary>
    private int _lookedUp;

    /// <param name="root">As read.</param>
    /// <param name="withNames">Whether other names are sought, and not only what <c>~</c> asks for.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<QueryNode?> ExpandAsync(QueryNode? root, bool withNames, CancellationToken cancellationToken)
    {
        var named = withNames ? await WithNamesAsync(root, cancellationToken) : root;
        return named is null ? null : await WithWordsAsync(named, withNames, cancellationToken);
    }

    private async Task<QueryNode?> WithNamesAsync(QueryNode? root, CancellationToken cancellationToken)
    {
        var spoken = new List<string>();
        Visit(root, run => spoken.Add(KeyOf(run)));
        var keys = spoken.Where(k => k.Length > 1).Distinct().Take(MaxNames).ToList();
        if (root is null || keys.Count == 0)
        {
            return root;
        }

        var names = await NamesAsync(keys, cancellationToken);
        return names.Count == 0 ? root : Expand(root, names);
    }

    private async Task<QueryNode> WithWordsAsync(QueryNode node, bool withNames, CancellationToken cancellationToken)
    {
        switch (node)
        {
            case WordNode { Match: WordMatch.Fuzzy } fuzzy when ++_lookedUp <= MaxLookedUp:
                return Also(fuzzy, await nearby.SpeltLikeAsync(fuzzy.Text, cancellationToken), ExpansionKind.Nearly);
            case WordNode { Match: WordMatch.Forms } word when withNames && MayBeName(word.Text) && ++_lookedUp <= MaxLookedUp
                && (char.IsUpper(word.Text[0]) || !await nearby.IsFoundAsync(word, cancellationToken)):
                return Also(word, await nearby.TransliteratedAsync(word.Text, cancellationToken), ExpansionKind.Transliteration);
            case FieldNode field:
                return field with { Child = await WithWordsAsync(field.Child, withNames, cancellationToken) };
            case AndNode and:
                return new AndNode(await AllAsync(and.Children));
            case OrNode or:
                return new OrNode(await AllAsync(or.Children));
            default:
                return node;
        }

        async Task<List<QueryNode>> AllAsync(IReadOnlyList<QueryNode> children)
        {
            var all = new List<QueryNode>(children.Count);
            foreach (var child in children)
            {
                all.Add(await WithWordsAsync(child, withNames, cancellationToken));
            }

            return all;
        }

        static QueryNode Also(WordNode word, IReadOnlyList<string> others, ExpansionKind kind) =>
            others.Count == 0 ? word : new AlsoNode(word, [.. others.Select(o => new Expansion(word.Text, o, kind))]);

        static bool MayBeName(string text) => text.Length > 3 && text.All(char.IsAsciiLetter);
    }

    /// <summary>The other names of each name that a tag has.</summary>
    private async Task<Dictionary<string, List<string>>> NamesAsync(List<string> keys, CancellationToken cancellationToken)
    {
        var patterns = keys.ConvertAll(k => $"%| {ItemNameQuery.Escape(k)} |%");
        var tags = await db.Tags
            .Where(t => db.ItemNames.Any(n => n.ItemId == t.Id && n.Kind == ItemKind.Tag && patterns.Any(p => EF.Functions.Like(n.Folded, p))))
            .Select(t => new { Labels = t.Labels.Select(l => l.Text).ToList(), t.Aliases }).Take(MaxNames).ToListAsync(cancellationToken);
        var names = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var tag in tags.Select(t => t.Labels.Concat(t.Aliases).ToList()))
        {
            foreach (var key in tag.Select(n => Folding.Key(n)).Distinct().Where(keys.Contains))
            {
                var others = names.TryGetValue(key, out var known) ? known : names[key] = [];
                others.AddRange(tag.Where(n => Folding.Key(n) != key && SearchWords.Of(n).Count > 0));
            }
        }

        return names.ToDictionary(n => n.Key, n => n.Value.DistinctBy(o => Folding.Key(o)).Take(MaxOthers).ToList(), StringComparer.Ordinal);
    }

    private static QueryNode Expand(QueryNode node, Dictionary<string, List<string>> names) => node switch
    {
        WordNode { Match: WordMatch.Forms } or PhraseNode => Also(node, [node], names) ?? node,
        AndNode and => ExpandAll(and.Children, names) is [var only] ? only : new AndNode(ExpandAll(and.Children, names)),
        OrNode or => new OrNode([.. or.Children.Select(c => Expand(c, names))]),
        FieldNode field => field with { Child = Expand(field.Child, names) },
        _ => node,
    };

    /// <summary>Words that stand side by side are tried as one name, the longest first.</summary>
    private static List<QueryNode> ExpandAll(IReadOnlyList<QueryNode> children, Dictionary<string, List<string>> names)
    {
        var all = new List<QueryNode>();
        for (var i = 0; i < children.Count;)
        {
            var (node, length) = (Expand(children[i], names), 1);
            for (var n = Math.Min(LongestName, children.Count - i); n > 1; n--)
            {
                var run = children.Skip(i).Take(n).ToList();
                if (run.TrueForAll(c => c is WordNode { Match: WordMatch.Forms }) && Also(new AndNode(run), run, names) is { } also)
                {
                    (node, length) = (also, n);
                    break;
                }
            }

            all.Add(node);
            i += length;
        }

        return all;
    }

    private static AlsoNode? Also(QueryNode node, IReadOnlyList<QueryNode> run, Dictionary<string, List<string>> names) =>
        names.TryGetValue(KeyOf(run), out var others) && others.Count > 0
            ? new AlsoNode(node, others.ConvertAll(o => new Expansion(TextOf(run), o, ExpansionKind.Name))) : null;

    private static void Visit(QueryNode? node, Action<IReadOnlyList<QueryNode>> onRun)
    {
        switch (node)
        {
            case WordNode { Match: WordMatch.Forms } or PhraseNode:
                onRun([node]);
                break;
            case FieldNode field:
                Visit(field.Child, onRun);
                break;
            case OrNode or:
                or.Children.ToList().ForEach(c => Visit(c, onRun));
                break;
            case AndNode and:
                and.Children.ToList().ForEach(c => Visit(c, onRun));
                for (var i = 0; i < and.Children.Count; i++)
                {
                    for (var n = 2; n <= LongestName && i + n <= and.Children.Count; n++)
                    {
                        onRun([.. and.Children.Skip(i).Take(n)]);
                    }
                }

                break;
        }
    }

    private static string TextOf(IReadOnlyList<QueryNode> run) => string.Join(' ', run.Select(n => n is WordNode w ? w.Text : n is PhraseNode p ? p.Text.Trim() : ""));

    private static string KeyOf(IReadOnlyList<QueryNode> run) => Folding.Key(TextOf(run));
}
