using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Search.Timelines;

/// <summary>Dated items on one axis.</summary>
/// <param name="Columns">Stretches of the axis, one after the other without a gap, as wide as they are long.</param>
/// <param name="Spans">Each item by itself, where there are few.</param>
/// <param name="Events">Tags of events: each of its own date, or else from the first to the last item that carries it.</param>
/// <param name="Uncertain">How many items have a date that is too uncertain for the axis: more than ten years, or open.</param>
/// <param name="IsOverLimit">Whether there are more items than are counted.</param>
/// <param name="IsCutOff">Whether time ran out before the items were counted.</param>
public sealed record Timeline(
    IReadOnlyList<TimelineColumn> Columns, IReadOnlyList<TimelineSpan> Spans, IReadOnlyList<TimelineSpan> Events, int Uncertain, bool IsOverLimit, bool IsCutOff)
{
    public static Timeline Empty { get; } = new([], [], [], 0, false, false);

    /// <summary>The kinds that are told apart, in the order in which their bars stand on one another.</summary>
    public static IReadOnlyList<ItemKind> Kinds { get; } = [ItemKind.Document, ItemKind.Article, ItemKind.Quotation, ItemKind.Note];

    /// <summary>The first day of the axis.</summary>
    public DateOnly From => Columns[0].Bucket.From;

    /// <summary>The last day of the axis.</summary>
    public DateOnly To => Columns[^1].Bucket.To;

    /// <summary>Where a day begins on an axis that is so wide.</summary>
    public double At(DateOnly day, double width) => width * (day.DayNumber - From.DayNumber) / (To.DayNumber - From.DayNumber + 1);
}

/// <param name="Bucket">The days, and how many items are of them.</param>
/// <param name="Counts">The same by kind, in the order of <see cref="Timeline.Kinds"/>.</param>
public sealed record TimelineColumn(DateBucket Bucket, IReadOnlyList<double> Counts);

/// <param name="Kind">Of the item.</param>
/// <param name="Reference">Of the item.</param>
/// <param name="Title">As a list has it.</param>
/// <param name="From">The first day that it may be of.</param>
/// <param name="To">The last.</param>
/// <param name="Lane">In which row it is drawn, from 0, so that none covers another.</param>
public sealed record TimelineSpan(ItemKind Kind, string Reference, string Title, DateOnly From, DateOnly To, int Lane);
