using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>One change of the vocabulary that items followed, with all that is needed to undo it. Editors only.</summary>
public sealed class TagSurgery
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public required SurgeryKind Kind { get; init; }

    /// <summary>The slug of the tag it was done to, as it was before; empty for an import.</summary>
    public required string Slug { get; init; }

    /// <summary>The slug that the tag got, or that of the other tag; <see langword="null"/> where there is none.</summary>
    public string? Other { get; init; }

    /// <summary>The account that did it; <see langword="null"/> for the archive itself.</summary>
    public Guid? ById { get; init; }

    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required int Documents { get; init; }
    public required int Articles { get; init; }
    public required int Quotations { get; init; }
    public required int Notes { get; init; }

    /// <summary>See <see cref="SurgeryLog"/>, as JSON.</summary>
    public required string Log { get; init; }

    public DateTimeOffset? UndoneAt { get; set; }
    public string? UndoneBy { get; set; }
}

public enum SurgeryKind
{
    Rename,
    Merge,
    Split,
    Move,
    Delete,

    /// <summary>A file of tags was brought in; no item changes.</summary>
    Import,
}

/// <summary>What a surgery changed, as it was before.</summary>
public sealed record SurgeryLog
{
    public required Guid TagId { get; init; }

    /// <summary>The tag that took the items over.</summary>
    public Guid? OtherId { get; init; }

    /// <summary>Whether the other tag was made for it.</summary>
    public bool OtherIsNew { get; init; }

    /// <summary>What the other tag took over of the names.</summary>
    public Dictionary<string, string> AddedLabels { get; init; } = [];
    public List<string> AddedAliases { get; init; } = [];
    public List<string> AddedSameAs { get; init; } = [];

    public List<MovedTag> Moved { get; init; } = [];
    public List<Retagging> Retaggings { get; init; } = [];
    public List<Relinking> Links { get; init; } = [];

    /// <summary>The proposals that name the other tag now.</summary>
    public List<Guid> Proposals { get; init; } = [];

    /// <summary>The proposals that went, for the article has one of the other tag.</summary>
    public List<GoneProposal> GoneProposals { get; init; } = [];

    /// <summary>The tags that an import made or changed, in the order in which it did.</summary>
    public List<ImportedTag> Imported { get; init; } = [];
}

/// <param name="Id">Which tag.</param>
/// <param name="Version">The version that the import left.</param>
/// <param name="Before">What it said before; <see langword="null"/> for a new one.</param>
public sealed record ImportedTag(Guid Id, int Version, TagRecord? Before);

/// <param name="Id">A tag that stands elsewhere in the tree now.</param>
/// <param name="From">The tag above it before.</param>
/// <param name="To">The tag above it after.</param>
public sealed record MovedTag(Guid Id, Guid? From, Guid? To);

/// <param name="Kind">Document, article or quotation.</param>
/// <param name="Reference">Which.</param>
/// <param name="AddedBy">Who had put the tag on.</param>
/// <param name="AddedAt">When.</param>
/// <param name="Gave">Whether it got the other tag, which it did not carry before.</param>
public sealed record Retagging(ItemKind Kind, string Reference, string AddedBy, DateTimeOffset AddedAt, bool Gave);

/// <param name="Note">Its number.</param>
/// <param name="IsAbout">See <see cref="Notes.NoteLink.IsAbout"/>.</param>
/// <param name="Gave">Whether it got a link to the other tag, which it did not have before.</param>
public sealed record Relinking(string Note, bool IsAbout, bool Gave);

public sealed record GoneProposal(Guid Id, Guid ArticleId, int Start, int End, string Exact, string Reason, ProposalState State, string? DecidedBy, DateTimeOffset? DecidedAt);

internal sealed class TagSurgeryTable : IEntityTypeConfiguration<TagSurgery>
{
    public void Configure(EntityTypeBuilder<TagSurgery> surgery)
    {
        surgery.Property(s => s.Kind).HasConversion<string>();
        surgery.Property(s => s.Log).HasColumnType("jsonb");
    }
}
