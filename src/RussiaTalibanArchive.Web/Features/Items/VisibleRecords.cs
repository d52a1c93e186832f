using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>The records of items as far as the viewer may see them.</summary>
public sealed class VisibleRecords(DocumentWriter documents, ArticleWriter articles, QuotationWriter quotations, RevisionFilter filter)
{
    /// <summary>Each document comes with its texts, which may be books.</summary>
    private const int AtOnce = 50;

    private static readonly JsonSerializerOptions Line = new() { Encoder = ItemJson.Options.Encoder };

    public static string LineOf(JsonNode record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.ToJsonString(Line) + "\n";
    }

    /// <summary>The records of documents, articles and quotations in the order given, a line of JSON each, some dozens at once. What the viewer may not see is left out.</summary>
    public async IAsyncEnumerable<string> LinesAsync(IEnumerable<(ItemKind Kind, string Reference)> items, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var part in items.Chunk(AtOnce))
        {
            var kinds = part.ToLookup(i => i.Kind, i => i.Reference);
            List<JsonObject> records =
            [
                .. await ReadAsync(documents, [.. kinds[ItemKind.Document]], cancellationToken),
                .. await ReadAsync(articles, [.. kinds[ItemKind.Article]], cancellationToken),
                .. await ReadAsync(quotations, [.. kinds[ItemKind.Quotation]], cancellationToken),
            ];
            await filter.ApplyAsync(records, cancellationToken);
            var found = records.ToDictionary(r => r["reference"]!.GetValue<string>());
            yield return string.Concat(part.Select(i => found.GetValueOrDefault(i.Reference)).OfType<JsonObject>().Select(LineOf));
        }
    }

    /// <summary>The record of a loaded item.</summary>
    public async Task<JsonObject> OfAsync<TItem, TRecord>(ItemWriter<TItem, TRecord> writer, TItem item, CancellationToken cancellationToken)
        where TItem : Item
        where TRecord : ItemRecord
    {
        ArgumentNullException.ThrowIfNull(writer);
        var record = JsonNode.Parse(ItemJson.Write(writer.Describe(item)))!.AsObject();
        await filter.ApplyAsync([record], cancellationToken);
        return record;
    }

    private static async Task<IEnumerable<JsonObject>> ReadAsync<TItem, TRecord>(ItemWriter<TItem, TRecord> writer, List<string> references, CancellationToken cancellationToken)
        where TItem : Item
        where TRecord : ItemRecord =>
        references.Count == 0 ? [] : (await writer.DescribeAsync(references, cancellationToken)).Select(r => JsonNode.Parse(ItemJson.Write(r))!.AsObject());
}
