using System.Globalization;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>
/// Writes conditions on <c>search_items i</c> in SQL. Values are parameters: <c>{0}</c>, <c>{1}</c>…, as EF Core takes them.
/// </summary>
/// <param name="viewer">On whose behalf; nothing that this viewer may not see is ever counted.</param>
/// <param name="now">For embargoes.</param>
/// <param name="terms">How words stand in the index.</param>
internal sealed class SearchCondition(Viewer viewer, DateTimeOffset now, QueryTerms terms)
{
    private readonly List<object> _values = [];

    /// <summary>In the order of their numbers.</summary>
    public IReadOnlyList<object> Values => _values;

    /// <summary>A value's place in the SQL.</summary>
    public string Value(object value)
    {
        _values.Add(value);
        return $"{{{(_values.Count - 1).ToString(CultureInfo.InvariantCulture)}}}";
    }

    /// <summary>Whether the viewer may see the row: what the filter of <c>ArchiveDbContext</c> says of the same table, for plain SQL.</summary>
    public string IsVisible(string row = "i")
    {
        if (viewer.SeesDrafts)
        {
            return $"{row}.audience IS NOT NULL";
        }

        var ways = new List<string>();
        if (viewer.UserId is { } user)
        {
            ways.Add($"{row}.author_id = {Value(user)}");
        }

        if (viewer.SeesInternal)
        {
            ways.Add($"{row}.audience <> {(int)ItemStatus.Draft}");
        }

        if (viewer.SeesPublic)
        {
            ways.Add($"({row}.audience = {(int)ItemStatus.Public} AND ({row}.embargo_until IS NULL OR {row}.embargo_until <= {Value(now.ToUniversalTime())}))");
        }

        return ways.Count == 0 ? "false" : $"({string.Join(" OR ", ways)})";
    }

    /// <summary>Whether the item is what the query asks for.</summary>
    public string Matches(QueryNode node)
    {
        // Indexes answer the loose part and the pairs; places in a row need the rows.
        return IsPlain(node) || Loosely(node) is not { } loose ? Strictly(node)
            : $"({WordsAre(loose)} AND {(PairsAre(node) is { } pairs ? $"{pairs} AND " : "")}{Strictly(node)})";
    }

    /// <summary>Whether all words of the query stand in the item's title and other short fields; <see langword="null"/> if it asks for none.</summary>
    public string? MatchesHeads(QueryNode node) => Loosely(node) is { } loose ? $"i.heads @@ {Query(loose)}" : null;

    /// <summary>Whether an item that has the words in its title has all that the query asks for.</summary>
    public bool IsAnsweredByHeads(QueryNode node) => node switch
    {
        WordNode or AlsoNode => IsPlain(node),
        AndNode and => and.Children.All(IsAnsweredByHeads),
        OrNode or => or.Children.All(IsAnsweredByHeads),
        _ => false,
    };

    /// <summary>A <c>tsquery</c> as a parameter.</summary>
    public string Query(string tsquery) => $"{Value(tsquery)}::tsquery";

    /// <summary>The words that an item must have, wherever they stand; <see langword="null"/> when it need have none.</summary>
    public string? Loosely(QueryNode node) => node switch
    {
        WordNode or PhraseNode or AlsoNode => QueryTerms.Loosen(Whole(node)),
        NearNode near => All([Loosely(near.Left), Loosely(near.Right)]),
        FieldNode { Field: not TextField.Issuer } field => Loosely(field.Child),
        AndNode and => All([.. and.Children.Select(Loosely)]),
        OrNode or => or.Children.Select(Loosely).ToList() is var all && all.Contains(null) ? null : QueryTerms.Join(" | ", all),
        _ => null,
    };

    /// <summary>Any of the words that the query asks for, to rank by; <see langword="null"/> if it asks for none.</summary>
    public string? Any(QueryNode node) => node switch
    {
        WordNode or PhraseNode => QueryTerms.Loosen(Whole(node)).Replace(" & ", " | ", StringComparison.Ordinal),
        // What is only guessed to be the same ranks behind.
        AlsoNode also => QueryTerms.Join(" | ", also.Others.Where(o => o.Kind == ExpansionKind.Name)
            .Select(o => QueryTerms.Loosen(QueryTerms.ToQuery(terms.RowsOfName(o.Sought))).Replace(" & ", " | ", StringComparison.Ordinal)).Prepend(Any(also.Child))),
        NearNode near => QueryTerms.Join(" | ", [Any(near.Left), Any(near.Right)]),
        FieldNode field => Any(field.Child),
        AndNode and => QueryTerms.Join(" | ", and.Children.Select(Any)) is { Length: > 0 } all ? all : null,
        OrNode or => QueryTerms.Join(" | ", or.Children.Select(Any)) is { Length: > 0 } all ? all : null,
        _ => null,
    };

    /// <summary>What the language of a text or item may be written as: <c>fa</c> means <c>fa-AF</c> too.</summary>
    public string IsLanguage(string language) => $"(lower(i.language) = {Value(language.ToLowerInvariant())} OR lower(i.language) LIKE {Value(language.ToLowerInvariant().Replace("%", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal) + "-%")})";

    /// <summary>Whether the item's date may lie between the days.</summary>
    public string IsWithin(DateOnly? from, DateOnly? to) =>
        QueryTerms.Join(" AND ", [from is { } first ? $"i.latest >= {Value(first)}" : "i.latest IS NOT NULL", to is { } last ? $"i.earliest <= {Value(last)}" : null]);

    /// <summary>Whether the item stands there: by the name of a status or of a verdict.</summary>
    public string HasStatus(string status) => Enum.TryParse<Verdict>(status.Replace("-", "", StringComparison.Ordinal), true, out var verdict) && !char.IsDigit(status[0])
        ? $"(i.status = {Value(status.ToLowerInvariant())} OR i.verdict = {Value((int)verdict)})"
        : $"i.status = {Value(status.ToLowerInvariant())}";

    /// <summary>Whether it carries a tag of that address or name, or one below it.</summary>
    public string IsTagged(string name)
    {
        var key = ItemNameQuery.Escape(Folding.Key(name.Replace('|', ' ')));
        return "i.tags && ARRAY(SELECT p.descendant_id FROM tag_paths p JOIN tags t ON t.id = p.ancestor_id JOIN item_names n ON n.item_id = t.id"
            + $" WHERE t.withdrawn_at IS NULL AND n.folded LIKE {Value($"%| {key} |%")})";
    }

    /// <summary>Whether it stands in a dossier that the viewer may see.</summary>
    public string IsWithinDossier(string reference) =>
        "i.item_id IN (SELECT coalesce(e.document_id, e.article_id, e.quotation_id) FROM dossier_entry e JOIN dossiers d ON d.id = e.dossier_id"
            + $" JOIN search_items s ON s.item_id = d.id WHERE d.reference = {Value(reference)} AND {IsVisible("s")})";

    /// <summary>Whether it is a note on the item, or one that names it.</summary>
    public string IsNoteOn(Guid item) =>
        $"i.item_id IN (SELECT l.note_id FROM note_links l WHERE coalesce(l.document_id, l.article_id, l.quotation_id, l.dossier_id, l.tag_id, l.other_note_id) = {Value(item)})";

    public string Has(ItemTrait trait) => trait switch
    {
        ItemTrait.Scan => "EXISTS (SELECT 1 FROM document_pages p WHERE p.document_id = i.item_id)",
        ItemTrait.Translation => "(EXISTS (SELECT 1 FROM texts t WHERE t.document_id = i.item_id AND t.role = 'Translation' AND t.is_current AND NOT t.is_withheld)"
            + " OR EXISTS (SELECT 1 FROM quotation_translation t WHERE t.quotation_id = i.item_id))",
        ItemTrait.Quotations => $"EXISTS (SELECT 1 FROM search_items q WHERE q.source_id = i.item_id AND {IsVisible("q")})",
        _ => $"EXISTS (SELECT 1 FROM note_links l JOIN search_items n ON n.item_id = l.note_id WHERE l.is_about"
            + $" AND i.item_id IN (l.document_id, l.article_id, l.quotation_id, l.dossier_id) AND {IsVisible("n")})",
    };

    private string Strictly(QueryNode node)
    {
        switch (node)
        {
            case { } plain when IsPlain(plain):
                return WordsAre(Whole(plain));
            case AndNode and:
                return Combined(" AND ", " & ", and.Children);
            case OrNode or:
                return Combined(" OR ", " | ", or.Children);
            case NotNode not:
                return $"({Strictly(not.Child)}) IS NOT TRUE";
            case FieldNode field:
                // A quotation has the issuer of its source.
                var words = Query(Whole(field.Child, PartOf(field.Field)));
                return field.Field != TextField.Issuer ? $"i.heads @@ {words}"
                    : $"(i.heads @@ {words} OR EXISTS (SELECT 1 FROM search_items s WHERE s.item_id = i.source_id AND s.heads @@ {words}))";
            case FilterNode filter:
                return Is(filter);
            default:
                var (strict, loose) = (Query(Whole(node)), Query(Loosely(node)!));
                return $"(i.words @@ {strict} OR (i.passages > 0 AND i.words @@ {loose} AND (i.heads @@ {strict}"
                    + $" OR EXISTS (SELECT 1 FROM search_passages p WHERE p.item_id = i.item_id AND p.words @@ {strict}))))";
        }
    }

    /// <summary>Whether the item has the pairs of words that phrases need; <see langword="null"/> where it may be found without any.</summary>
    private string? PairsAre(QueryNode node) => node switch
    {
        WordNode word => PairsAre(terms.RowsOf(word)),
        PhraseNode phrase => PairsAre(terms.RowsOf(phrase.Text)),
        AlsoNode also => Either([PairsAre(also.Child), .. also.Others.Select(o => PairsAre(terms.RowsOfName(o.Sought)))]),
        NearNode near => Each([PairsAre(near.Left), PairsAre(near.Right)]),
        FieldNode { Field: not TextField.Issuer } field => PairsAre(field.Child),
        AndNode and => Each([.. and.Children.Select(PairsAre)]),
        OrNode or => Either([.. or.Children.Select(PairsAre)]),
        _ => null,
    };

    private string? PairsAre(IReadOnlyList<TermWord[]> rows) =>
        Either([.. rows.Select(r => QueryTerms.PairsOf(r) is { Length: > 0 } pairs ? $"i.pairs @> {Value(pairs)}" : null)]);

    private static string? Either(IReadOnlyList<string?> conditions) => conditions.Contains(null) ? null : QueryTerms.Join(" OR ", conditions);

    private static string? Each(IReadOnlyList<string?> conditions) => QueryTerms.Join(" AND ", conditions) is { Length: > 0 } all ? all : null;

    private string Combined(string sql, string tsquery, IReadOnlyList<QueryNode> children)
    {
        var plain = children.Where(IsPlain).Select(c => Whole(c)).ToList();
        var rest = children.Where(c => !IsPlain(c)).Select(Strictly);
        return QueryTerms.Join(sql, plain.Count == 0 ? rest : rest.Prepend(WordsAre(QueryTerms.Join(tsquery, plain))));
    }

    private string Is(FilterNode filter) => filter.Filter switch
    {
        ItemFilter.Tag => IsTagged(filter.Value),
        ItemFilter.Lang => IsLanguage(filter.Value),
        ItemFilter.Date when QueryParser.TryReadDates(filter.Value, out var from, out var to) => IsWithin(from, to),
        ItemFilter.Status => HasStatus(filter.Value),
        ItemFilter.Has when Enum.TryParse<ItemTrait>(filter.Value, true, out var trait) => Has(trait),
        ItemFilter.In when SearchKinds.Of(filter.Value) is { } kind => $"i.kind = {(int)kind}",
        _ => "false",
    };

    /// <summary>The words of a part of the query as one <c>tsquery</c>.</summary>
    private string Whole(QueryNode node, string weight = "") => node switch
    {
        WordNode word => QueryTerms.ToQuery(terms.RowsOf(word), weight),
        PhraseNode phrase => QueryTerms.ToQuery(terms.RowsOf(phrase.Text), weight),
        AlsoNode also => QueryTerms.Join(" | ", also.Others.Select(o => QueryTerms.ToQuery(terms.RowsOfName(o.Sought), weight)).Prepend(Whole(also.Child, weight))),
        NearNode near => QueryTerms.Near(Whole(near.Left, weight), Whole(near.Right, weight), near.Distance),
        NotNode not => $"!{Whole(not.Child, weight)}",
        AndNode and => QueryTerms.Join(" & ", and.Children.Select(c => Whole(c, weight))),
        OrNode or => QueryTerms.Join(" | ", or.Children.Select(c => Whole(c, weight))),
        _ => throw new ArgumentException($"A {node.GetType().Name} has no words.", nameof(node)),
    };

    /// <summary>Whether it says nothing of places, fields and properties.</summary>
    private bool IsPlain(QueryNode node) => node switch
    {
        WordNode or AlsoNode => !Whole(node).Contains('<', StringComparison.Ordinal),
        AndNode and => and.Children.All(IsPlain),
        OrNode or => or.Children.All(IsPlain),
        NotNode not => IsPlain(not.Child),
        _ => false,
    };

    private string WordsAre(string tsquery) => $"i.words @@ {Query(tsquery)}";

    private static string PartOf(TextField field) => field switch { TextField.Title => "A", TextField.Issuer => "B", _ => "C" };

    private static string? All(IEnumerable<string?> parts) => QueryTerms.Join(" & ", parts) is { Length: > 0 } all ? all : null;
}
