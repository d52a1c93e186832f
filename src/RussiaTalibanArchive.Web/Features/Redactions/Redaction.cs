using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>
/// What an editor took out of a document at one time, and why. What readers see is rebuilt without it; the original, the texts
/// before it and the pictures before it stay for editors.
/// </summary>
public sealed class Redaction
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid DocumentId { get; init; }
    public Document Document { get; init; } = null!; // EF fills it

    /// <summary>Why, in words for readers, such as <c>name of a private person</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>The account that did it; <see langword="null"/> for the archive itself.</summary>
    public Guid? ById { get; init; }

    /// <summary>The name under which that account signs.</summary>
    public required string By { get; init; }

    public required DateTimeOffset At { get; init; }
    public List<RedactedBox> Boxes { get; } = [];
    public List<RedactedPlace> Places { get; } = [];
}

/// <summary>A rectangle that is black on the picture of a page, in ten-thousandths of its width and height.</summary>
public sealed class RedactedBox
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RedactionId { get; init; }
    public Redaction Redaction { get; init; } = null!; // EF fills it

    /// <summary>From 1.</summary>
    public required int Page { get; init; }

    public required int X { get; init; }
    public required int Y { get; init; }
    public required int Width { get; init; }
    public required int Height { get; init; }

    public PageBox OnPage => new(Page, X, Y, Width, Height);
}

/// <summary>Where words stood that were taken out. Editors only.</summary>
public sealed class RedactedPlace
{
    public Guid Id { get; init; } = Guid.CreateVersion7();
    public Guid RedactionId { get; init; }
    public Redaction Redaction { get; init; } = null!; // EF fills it

    /// <summary>The version of the text that still holds them.</summary>
    public Guid TextId { get; init; }
    public DocumentText Text { get; init; } = null!; // EF fills it

    /// <summary>In <see cref="DocumentText.Body"/>, in UTF-16 code units.</summary>
    public required int Start { get; init; }

    /// <summary>In UTF-16 code units.</summary>
    public required int Length { get; init; }
}

internal sealed class RedactionTable : IEntityTypeConfiguration<Redaction>
{
    public void Configure(EntityTypeBuilder<Redaction> redaction)
    {
        redaction.ToTable("redactions");
        redaction.HasOne(r => r.Document).WithMany(d => d.Redactions).HasForeignKey(r => r.DocumentId);
        redaction.HasMany(r => r.Boxes).WithOne(b => b.Redaction).HasForeignKey(b => b.RedactionId);
        redaction.HasMany(r => r.Places).WithOne(p => p.Redaction).HasForeignKey(p => p.RedactionId);
    }
}

internal sealed class RedactedBoxTable : IEntityTypeConfiguration<RedactedBox>
{
    public void Configure(EntityTypeBuilder<RedactedBox> box)
    {
        box.ToTable("redacted_boxes", t => t.HasCheckConstraint("ck_redacted_boxes_on_page", "page > 0 and width > 0 and height > 0"));
        box.Ignore(b => b.OnPage);
    }
}

internal sealed class RedactedPlaceTable : IEntityTypeConfiguration<RedactedPlace>
{
    public void Configure(EntityTypeBuilder<RedactedPlace> place)
    {
        place.ToTable("redacted_places", t => t.HasCheckConstraint("ck_redacted_places_in_text", "start >= 0 and length > 0"));
        place.HasOne(p => p.Text).WithMany().HasForeignKey(p => p.TextId);
    }
}
