using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace RussiaTalibanArchive.Web.Features.Quotations.Workbench;

/// <summary>One act of the workbench on one quotation or many, with all that undoes it. Editors only.</summary>
public sealed class QuotationAction
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>The account that did it; <see langword="null"/> for the archive itself.</summary>
    public Guid? ById { get; init; }

    public required string By { get; init; }
    public required DateTimeOffset At { get; init; }
    public required List<ActedQuotation> Quotations { get; init; }
    public DateTimeOffset? UndoneAt { get; set; }
}

/// <param name="Reference">Which.</param>
/// <param name="Before">Its version before the act; 0 for one that the act made.</param>
/// <param name="After">Its version after it.</param>
public sealed record ActedQuotation(string Reference, int Before, int After);

internal sealed class QuotationActionTable : IEntityTypeConfiguration<QuotationAction>
{
    public void Configure(EntityTypeBuilder<QuotationAction> action) =>
        action.OwnsMany(a => a.Quotations, quotations => quotations.ToJson());
}
