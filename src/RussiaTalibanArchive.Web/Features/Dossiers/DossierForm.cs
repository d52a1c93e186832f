using System.Globalization;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>A dossier as its form has it.</summary>
public sealed record DossierForm
{
    /// <summary>Of the stored dossier that the form was filled from.</summary>
    public int Version { get; set; }

    public string? Title { get; set; }
    public string? Language { get; set; }

    /// <summary>Markdown.</summary>
    public string? Introduction { get; set; }

    /// <summary>In their order.</summary>
    public List<EntryForm> Items { get; set; } = [];

    public ItemStatus Status { get; set; }

    /// <summary>In UTC, as <c>2025-07-07T12:00</c>.</summary>
    public DateTime? EmbargoUntil { get; set; }

    public static DossierForm Of(DossierRecord record, int version) => new()
    {
        Version = version,
        Title = record.Title,
        Language = record.Language,
        Introduction = record.Introduction,
        Items = [.. (record.Items ?? []).Select(i => new EntryForm { Reference = i.Reference, Comment = i.Comment })],
        Status = record.Status ?? ItemStatus.Draft,
        EmbargoUntil = record.EmbargoUntil?.UtcDateTime,
    };

    /// <summary>What the form says; entries without a reference and a comment are left out.</summary>
    public DossierRecord ToRecord() => new()
    {
        Title = Title,
        Language = Language,
        Introduction = Introduction,
        Items = [.. Items.Where(i => !i.IsBlank).Select(i => new DossierEntryRecord { Reference = i.Reference, Comment = i.Comment })],
        Status = Status,
        EmbargoUntil = EmbargoUntil is { } until ? new DateTimeOffset(until, TimeSpan.Zero) : null,
    };

    /// <summary>Takes one entry to another place; does nothing at either end.</summary>
    public void Move(int from, int to)
    {
        if (from >= 0 && from < Items.Count && to >= 0 && to < Items.Count)
        {
            var entry = Items[from];
            Items.RemoveAt(from);
            Items.Insert(to, entry);
        }
    }

    public void Remove(int index)
    {
        if (index >= 0 && index < Items.Count)
        {
            Items.RemoveAt(index);
        }
    }

    /// <summary>The value of the field for <see cref="EmbargoUntil"/>.</summary>
    public string? EmbargoText => EmbargoUntil?.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
}

/// <summary>An entry as the form has it.</summary>
public sealed record EntryForm
{
    public string? Reference { get; set; }

    /// <summary>Markdown.</summary>
    public string? Comment { get; set; }

    public bool IsBlank => string.IsNullOrWhiteSpace(Reference) && string.IsNullOrWhiteSpace(Comment);
}
