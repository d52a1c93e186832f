namespace RussiaTalibanArchive.Web.Features.Search.Query;

/// <summary>A part of what a reader searches for.</summary>
/// <param name="Start">Where it stands in the query, in UTF-16 code units.</param>
/// <param name="End">Exclusive.</param>
public abstract record QueryNode(int Start, int End);

/// <summary>A word, or what is written as one: <c>covid-19</c> is two words in a row.</summary>
public sealed record WordNode(string Text, WordMatch Match, int Start, int End) : QueryNode(Start, End);

/// <summary>Words in a row, as written between quotation marks.</summary>
public sealed record PhraseNode(string Text, int Start, int End) : QueryNode(Start, End);

/// <summary>Two words or phrases, in either order, with at most <paramref name="Distance"/> words from the one to the other.</summary>
public sealed record NearNode(QueryNode Left, QueryNode Right, int Distance) : QueryNode(Left.Start, Right.End);

/// <summary>What must stand in one field of an item.</summary>
public sealed record FieldNode(TextField Field, QueryNode Child, int Start) : QueryNode(Start, Child.End);

/// <summary>What an item must be, whatever its words.</summary>
/// <param name="Filter">Which property.</param>
/// <param name="Value">As written, without quotation marks.</param>
/// <param name="Start">See <see cref="QueryNode"/>.</param>
/// <param name="End">See <see cref="QueryNode"/>.</param>
public sealed record FilterNode(ItemFilter Filter, string Value, int Start, int End) : QueryNode(Start, End);

/// <summary>Words that other words stand for too.</summary>
/// <param name="Child">As typed.</param>
/// <param name="Others">What else is sought for it, in the same place.</param>
public sealed record AlsoNode(QueryNode Child, IReadOnlyList<Expansion> Others) : QueryNode(Child.Start, Child.End);

/// <summary>A word or name that is sought for another.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="Sought">What is sought too.</param>
/// <param name="Kind">Why.</param>
public sealed record Expansion(string Typed, string Sought, ExpansionKind Kind);

public enum ExpansionKind
{
    /// <summary>Another name of the same tag.</summary>
    Name,

    /// <summary>The same name in another script, by rules of transliteration.</summary>
    Transliteration,

    /// <summary>A word that is spelt nearly so.</summary>
    Nearly,
}

public sealed record AndNode(IReadOnlyList<QueryNode> Children) : QueryNode(Children[0].Start, Children[^1].End);

public sealed record OrNode(IReadOnlyList<QueryNode> Children) : QueryNode(Children[0].Start, Children[^1].End);

public sealed record NotNode(QueryNode Child, int Start) : QueryNode(Start, Child.End);

/// <summary>How a word is compared.</summary>
public enum WordMatch
{
    /// <summary>Every form of it.</summary>
    Forms,

    /// <summary>Whatever begins so: <c>word*</c>.</summary>
    Prefix,

    /// <summary>Whatever is spelt nearly so: <c>~word</c>.</summary>
    Fuzzy,
}

/// <summary>The fields that hold words.</summary>
public enum TextField
{
    Title,
    Issuer,
    Speaker,
}

/// <summary>The fields that hold something else.</summary>
public enum ItemFilter
{
    Tag,
    Lang,
    Date,
    Status,
    Has,
    In,
}

/// <summary>What an item can have, for <see cref="ItemFilter.Has"/>.</summary>
public enum ItemTrait
{
    /// <summary>Pictures of its pages.</summary>
    Scan,
    Translation,
    Quotations,
    Notes,
}

/// <summary>Something that could not be taken as written; the rest of the query runs all the same.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Start">Where, in UTF-16 code units.</param>
/// <param name="Length">In UTF-16 code units; 0 where something is missing.</param>
/// <param name="Mended">The query as it should perhaps be; <see langword="null"/> where no guess is good.</param>
public sealed record QueryMistake(QueryMistakeKind Kind, int Start, int Length, string? Mended);

public enum QueryMistakeKind
{
    QuoteNotClosed,
    GroupNotClosed,
    GroupNotOpened,
    EmptyGroup,
    OperatorAlone,
    UnknownField,
    FieldEmpty,
    DateNotUnderstood,
    UnknownKind,
    UnknownTrait,
    PrefixTooShort,
    NearAlone,
    TooLong,
}

/// <summary>A query, read.</summary>
/// <param name="Text">As typed.</param>
/// <param name="Root"><see langword="null"/> when it asks for nothing.</param>
/// <param name="Mistakes">In their order.</param>
public sealed record SearchQuery(string Text, QueryNode? Root, IReadOnlyList<QueryMistake> Mistakes);
