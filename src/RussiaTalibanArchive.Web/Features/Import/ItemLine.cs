using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Import;

/// <summary>An item as one line of JSON says it.</summary>
/// <param name="Number">Of the line, from 1.</param>
/// <param name="Record">What it says.</param>
/// <param name="Hash">See <see cref="Item.ImportHash"/>.</param>
internal sealed record ItemLine<TRecord>(int Number, TRecord Record, string Hash) where TRecord : ItemRecord
{
    /// <returns><see langword="null"/> when it is not such a record, which then counts as refused.</returns>
    public static ItemLine<TRecord>? TryRead(int number, string text, ImportTally tally)
    {
        try
        {
            ItemLine.RefuseGaps(text);
            var record = ItemJson.Read<TRecord>(text);
            return new(number, record, ItemLine.HashOf(record));
        }
        catch (JsonException e)
        {
            tally.Refuse(number, ItemLine.ReasonOf(e));
            return null;
        }
    }
}

/// <summary>What lines of every kind have in common.</summary>
internal static class ItemLine
{
    private const int MaxDigits = 9;
    private const string NoKind = "The line is not an object with a “kind”.";

    /// <summary>Tells of what kind the item of a line is, without reading further than its <c>kind</c>.</summary>
    /// <exception cref="JsonException">It is of none.</exception>
    public static ItemKind KindOf(string text)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text));
        if (!json.Read() || json.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException(NoKind);
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isKind = json.ValueTextEquals("kind");
            json.Read();
            if (isKind && json.TokenType == JsonTokenType.String)
            {
                return KindNamed(Encoding.UTF8.GetString(json.ValueSpan));
            }

            json.Skip();
        }

        throw new JsonException(NoKind);
    }

    /// <summary>SHA-256, in lower-case hex, of a record as the archive writes it.</summary>
    public static string HashOf(ItemRecord record) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ItemJson.Write(record))));

    /// <summary>The parser's own words where they name a field, without its line and byte counts.</summary>
    public static string ReasonOf(JsonException e)
    {
        var reason = e.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        if (reason.StartsWith("The JSON property '", StringComparison.Ordinal))
        {
            return $"There is no field “{reason.Split('\'')[1]}”.";
        }

        return string.IsNullOrEmpty(e.Path) || e.Path == "$" ? reason : $"{e.Path.TrimStart('$', '.')}: {reason}";
    }

    /// <summary>What is wrong with a record, field by field.</summary>
    public static string ReasonOf(IReadOnlyList<Problem> problems) => string.Join(" ", problems.Select(p => $"{p.Field}: {p}"));

    /// <summary>Refuses <c>null</c> in a list: a parser takes it for a value, and nothing after it expects that.</summary>
    public static void RefuseGaps(string text)
    {
        var json = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = ItemJson.Options.MaxDepth });
        var before = JsonTokenType.None;
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.Null && before != JsonTokenType.PropertyName)
            {
                throw new JsonException("There is a null where a value should stand.");
            }

            before = json.TokenType;
        }
    }

    private static ItemKind KindNamed(string name) => name switch
    {
        "tag" => ItemKind.Tag,
        "document" => ItemKind.Document,
        "article" => ItemKind.Article,
        "quotation" => ItemKind.Quotation,
        "note" => ItemKind.Note,
        "dossier" => ItemKind.Dossier,
        _ => throw new JsonException($"There is no kind “{name}”: document, article, quotation, tag, note or dossier."),
    };

    /// <summary>What is wrong with the reference that a record brings along; <see langword="null"/> when nothing is.</summary>
    public static string? ReferenceProblem(ItemRecord record) => record switch
    {
        { Reference: null or "" } or TagRecord => null,
        NoteRecord => record.Reference.Length <= MaxDigits && int.TryParse(record.Reference, NumberStyles.None, CultureInfo.InvariantCulture, out _)
            ? null : $"“{record.Reference}” is not a note's number.",
        _ => References.TryParse(record.Reference, out var kind, out var reference) && kind == record.ItemKind && reference == record.Reference
            ? null : $"“{record.Reference}” is not a reference of this kind.",
    };

    /// <summary>Fills in what the caller wants of items that do not say it themselves.</summary>
    public static void SetDefaults(ItemRecord record, ImportOptions options)
    {
        ItemStatus? status = options.Publish ? ItemStatus.Public : null;
        switch (record)
        {
            case DocumentRecord document:
                document.Language ??= options.Language;
                document.Status ??= status;
                break;
            case ArticleRecord article:
                article.Language ??= options.Language;
                article.Status ??= status;
                break;
            case QuotationRecord quotation:
                quotation.Status ??= options.Publish ? QuotationStatus.Checked : null;
                break;
            case NoteRecord note:
                note.Status ??= status;
                break;
            case DossierRecord dossier:
                dossier.Language ??= options.Language;
                dossier.Status ??= status;
                break;
        }
    }
}
