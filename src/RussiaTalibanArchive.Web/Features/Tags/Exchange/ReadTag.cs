using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Tags.Exchange;

/// <summary>A tag as a file has it. What the file says nothing of is <see langword="null"/>; what it says to be empty is empty.</summary>
public sealed record ReadTag
{
    public required TagRecord Record { get; init; }

    /// <summary>What stands against taking it.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Its id and that of the tag above, in a form that has no slugs. Such a form never changes a tag that is here.</summary>
    public Guid? Code { get; init; }
    public Guid? Above { get; init; }
}
