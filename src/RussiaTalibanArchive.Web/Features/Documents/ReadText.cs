using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>A text as it is read: a few of its leaves, and what lies before and after them.</summary>
/// <param name="Text">Which text it is.</param>
/// <param name="IdPrefix">What the ids of its paragraphs begin with: <c>p</c> for the text that addresses count in.</param>
/// <param name="PageCount">How many pages the whole text has.</param>
/// <param name="Length">Of the whole text, in UTF-16 code units.</param>
/// <param name="Before">The leaves before; <see langword="null"/> where there are none.</param>
/// <param name="Leaves">In order.</param>
/// <param name="After">The leaves after; <see langword="null"/> where there are none.</param>
public sealed record ReadText(TextView Text, string IdPrefix, int PageCount, int Length, LeavesApart? Before, IReadOnlyList<ReadLeaf> Leaves, LeavesApart? After)
{
    public bool IsBeside => IdPrefix != "p";
}

/// <summary>Leaves that are not on the page yet.</summary>
/// <param name="From">The index of the first.</param>
/// <param name="To">The index of the last.</param>
/// <param name="FirstPage">The page of the first.</param>
/// <param name="LastPage">The page of the last.</param>
/// <param name="Length">In UTF-16 code units, by which their height is guessed.</param>
/// <param name="Next">The one of them to read on from.</param>
public sealed record LeavesApart(int From, int To, int FirstPage, int LastPage, int Length, Leaf Next)
{
    public static LeavesApart? Of(TextLayout layout, int from, int to, int next) => from > to ? null
        : new(from, to, layout.Leaves[from].Page, layout.Leaves[to].Page, layout.Leaves[to].End - layout.Leaves[from].Start, layout.Leaves[next]);
}

/// <param name="Leaf">Where it lies.</param>
/// <param name="Rows">Its paragraphs: in one row, or beside those of another text in as many rows as that has.</param>
public sealed record ReadLeaf(Leaf Leaf, IReadOnlyList<IReadOnlyList<ReadParagraph>> Rows);

/// <param name="Number">From 1, through the whole text.</param>
/// <param name="Start">Where it begins, in UTF-16 code units of the whole text.</param>
/// <param name="Runs">Its words, under the marks that they are part of.</param>
/// <param name="Quotations">The references of the quotations that begin here.</param>
public sealed record ReadParagraph(int Number, int Start, IReadOnlyList<MarkedRun> Runs, IReadOnlyList<string> Quotations);
