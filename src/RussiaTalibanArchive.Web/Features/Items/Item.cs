namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>What the archive keeps under a reference of its own, revises, and can withdraw.</summary>
public abstract class Item
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>
    /// The public name, such as <c>RTA-D0001</c>; a tag's slug; a note's number. Given once and never again, not even
    /// after a withdrawal.
    /// </summary>
    public string Reference { get; set; } = "";

    /// <summary>The number of the newest <see cref="History.Revision"/>, from 1; guards against lost updates.</summary>
    public int Version { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>From when on readers could see it, the end of an embargo included; <see langword="null"/> while they never could.</summary>
    public DateTimeOffset? PublishedAt { get; set; }

    /// <summary>When it was withdrawn; what stays is a tombstone of reference, day and reason.</summary>
    public DateTimeOffset? WithdrawnAt { get; set; }

    /// <summary>Why it was withdrawn, in words that readers of the tombstone see.</summary>
    public string? WithdrawalReason { get; set; }

    /// <summary>SHA-256, in lower-case hex, of the line of JSON it was imported from; a second import of that line adds nothing.</summary>
    public string? ImportHash { get; set; }
}

/// <summary>An item whose editors say who may read it.</summary>
public abstract class PublishableItem : Item
{
    public ItemStatus Status { get; set; } = ItemStatus.Draft;

    /// <summary>Until this moment a public item is read as an internal one.</summary>
    public DateTimeOffset? EmbargoUntil { get; set; }
}

/// <summary>Who may read an item: editors; analysts too; every reader.</summary>
public enum ItemStatus
{
    Draft,
    Internal,
    Public,
}

/// <summary>The kinds of item, in the order in which one may refer to another.</summary>
public enum ItemKind
{
    Tag,
    Document,
    Article,
    Quotation,
    Note,
    Dossier,
}
