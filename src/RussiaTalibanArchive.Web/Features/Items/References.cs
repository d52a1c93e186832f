using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.Options;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>The last number given to an item of one kind.</summary>
public sealed class ReferenceCounter
{
    public required ItemKind Kind { get; init; }
    public int LastNumber { get; set; }
}

internal sealed class ReferenceCounterTable : IEntityTypeConfiguration<ReferenceCounter>
{
    public void Configure(EntityTypeBuilder<ReferenceCounter> counter)
    {
        counter.HasKey(c => c.Kind);
        counter.Property(c => c.Kind).HasConversion<string>();
        counter.HasData(Enum.GetValues<ItemKind>().Where(k => k != ItemKind.Tag).Select(k => new ReferenceCounter { Kind = k }));
    }
}

/// <summary>Reads and gives references: <c>RTA-D0001</c>, <c>RTA-A0001</c>, <c>RTA-Q0001</c>, <c>RTA-S0001</c>; notes have a bare number.</summary>
public sealed partial class References(IOptions<ArchiveOptions> options)
{
    /// <summary>Tells the kind that a reference names, whatever its prefix and case.</summary>
    /// <param name="text">A reference as a person or a link may write it.</param>
    /// <param name="kind">The kind named.</param>
    /// <param name="reference">The reference in its canonical spelling, upper case.</param>
    public static bool TryParse(string? text, out ItemKind kind, out string reference)
    {
        kind = default;
        reference = "";
        var match = Pattern().Match(text?.Trim() ?? "");
        if (!match.Success)
        {
            return false;
        }

        reference = match.Value.ToUpperInvariant();
        kind = reference[match.Groups["letter"].Index] switch
        {
            'D' => ItemKind.Document,
            'A' => ItemKind.Article,
            'Q' => ItemKind.Quotation,
            _ => ItemKind.Dossier,
        };
        return true;
    }

    /// <summary>The canonical address of an item, from the root of the site.</summary>
    public static string PathOf(ItemKind kind, string reference) => $"/{CollectionOf(kind)}/{Uri.EscapeDataString(reference)}";

    /// <summary>The first part of the address of every item of a kind.</summary>
    public static string CollectionOf(ItemKind kind) => kind switch
    {
        ItemKind.Tag => "tags",
        ItemKind.Document => "documents",
        ItemKind.Article => "articles",
        ItemKind.Quotation => "quotations",
        ItemKind.Note => "notes",
        _ => "dossiers",
    };

    /// <summary>Gives the next reference of a kind. The counter's row stays locked until the transaction ends, so no number is given twice.</summary>
    public async Task<string> NextAsync(ArchiveDbContext db, ItemKind kind, CancellationToken cancellationToken)
    {
        var name = kind.ToString();
        var number = (await db.Database
            .SqlQuery<int>($"UPDATE reference_counters SET last_number = last_number + 1 WHERE kind = {name} RETURNING last_number AS \"Value\"")
            .ToListAsync(cancellationToken)).Single();
        return Format(kind, number);
    }

    /// <summary>Takes note of a reference that came from outside, so that its number is not given again.</summary>
    public async Task ReserveAsync(ArchiveDbContext db, ItemKind kind, string reference, CancellationToken cancellationToken)
    {
        if (kind == ItemKind.Tag || NumberOf(kind, reference) is not { } number)
        {
            return;
        }

        var name = kind.ToString();
        await db.Database.ExecuteSqlAsync(
            $"UPDATE reference_counters SET last_number = GREATEST(last_number, {number}) WHERE kind = {name}", cancellationToken);
    }

    /// <summary>
    /// Gives references to several items of a kind: each its own where it has one, else the next that none of them has. The numbers
    /// are taken at once, in a transaction of their own, so that others need not wait; those of items that are not saved then stay unused.
    /// </summary>
    /// <returns>The references, in the order of <paramref name="wanted"/>.</returns>
    public async Task<IReadOnlyList<string>> GiveAsync(ArchiveDbContext db, ItemKind kind, IReadOnlyList<string?> wanted, CancellationToken cancellationToken)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var name = kind.ToString();
        var number = (await db.Database
            .SqlQuery<int>($"SELECT last_number AS \"Value\" FROM reference_counters WHERE kind = {name} FOR UPDATE").ToListAsync(cancellationToken)).Single();
        var taken = wanted.OfType<string>().ToHashSet();
        var given = new List<string>(wanted.Count);
        foreach (var reference in wanted)
        {
            number = string.IsNullOrEmpty(reference) ? NextFree(number) : Math.Max(number, NumberOf(kind, reference) ?? 0);
            given.Add(string.IsNullOrEmpty(reference) ? Format(kind, number) : reference);
        }

        await db.Database.ExecuteSqlAsync($"UPDATE reference_counters SET last_number = {number} WHERE kind = {name}", cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return given;

        int NextFree(int last)
        {
            do
            {
                last++;
            }
            while (taken.Contains(Format(kind, last)));

            return last;
        }
    }

    private string Format(ItemKind kind, int number) => kind switch
    {
        ItemKind.Note => number.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => $"{options.Value.ReferencePrefix}-{LetterOf(kind)}{number:0000}",
    };

    private int? NumberOf(ItemKind kind, string reference)
    {
        var digits = kind == ItemKind.Note ? reference
            : reference.StartsWith($"{options.Value.ReferencePrefix}-{LetterOf(kind)}", StringComparison.Ordinal)
                ? reference[(options.Value.ReferencePrefix.Length + 2)..]
                : "";
        return int.TryParse(digits, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private static char LetterOf(ItemKind kind) => kind switch
    {
        ItemKind.Document => 'D',
        ItemKind.Article => 'A',
        ItemKind.Quotation => 'Q',
        ItemKind.Dossier => 'S',
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "This kind has no lettered reference."),
    };

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,9}-(?<letter>[DAQSdaqs])[0-9]{4,9}$", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
