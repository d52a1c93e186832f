using System.Collections.Concurrent;
using NpgsqlTypes;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>Makes the rows by which an item is found.</summary>
internal static class SearchIndexer
{
    /// <summary>An item with longer texts, in UTF-16 code units together, is found by its passages.</summary>
    public const int MaxWhole = 20_000;

    private static readonly ConcurrentBag<VectorBuilder> Builders = [];

    public static (SearchItem Item, IReadOnlyList<SearchPassage> Passages) RowsOf(Item item, ItemKind kind, SearchEntry entry)
    {
        if (!Builders.TryTake(out var builder))
        {
            builder = new();
        }

        var passages = entry.Bodies.Sum(b => b.Text.Length) > MaxWhole ? PassagesOf(item, entry, builder) : [];
        NpgsqlTsVector heads, words;
        if (passages.Count > 0)
        {
            AddFields(item, entry, builder);
            words = builder.TakeWhole();
            AddFields(item, entry, builder);
            heads = builder.Take();
        }
        else
        {
            AddFields(item, entry, builder);
            heads = builder.Take();
            AddFields(item, entry, builder);
            foreach (var body in entry.Bodies)
            {
                builder.Add(body.Text, body.Language ?? entry.Language);
            }

            words = builder.Take();
        }

        var row = new SearchItem
        {
            ItemId = item.Id,
            Kind = kind,
            Audience = entry.Audience,
            EmbargoUntil = entry.EmbargoUntil,
            AuthorId = entry.AuthorId,
            SourceId = entry.SourceId,
            Earliest = entry.Date?.Earliest,
            Latest = entry.Date?.Latest,
            SortDay = entry.Date?.Latest ?? DateOnly.MinValue,
            Language = entry.Language,
            Issuer = entry.Issuer,
            Speaker = entry.Speaker,
            Verdict = entry.Verdict,
            Status = entry.Status,
            Tags = [.. entry.Tags.Distinct()],
            Articles = [.. entry.Articles.Distinct()],
            AddedAt = item.PublishedAt <= item.UpdatedAt ? item.PublishedAt.Value : item.CreatedAt,
            Passages = passages.Count,
            Heads = heads,
            Words = words,
            Pairs = builder.TakePairs(),
        };
        Builders.Add(builder);
        return (row, passages);
    }

    private static void AddFields(Item item, SearchEntry entry, VectorBuilder builder)
    {
        // RTA-D0012 is found by 0012 too.
        builder.Add(item.Reference.TrimStart([.. item.Reference.Where(c => !char.IsAsciiDigit(c))]), null);
        foreach (var field in entry.Fields.Where(f => !string.IsNullOrEmpty(f.Text)))
        {
            builder.Add(field.Text!, field.Language ?? entry.Language, (char)field.Part);
        }
    }

    private static List<SearchPassage> PassagesOf(Item item, SearchEntry entry, VectorBuilder builder)
    {
        var passages = new List<SearchPassage>();
        foreach (var body in entry.Bodies)
        {
            var paragraphs = Paragraphs.Of(body.Text);
            var character = 0;
            foreach (var (start, length) in PassageCutter.Cut(body.Text))
            {
                var text = body.Text.Substring(start, length);
                var characters = text.Length - text.Count(char.IsLowSurrogate);
                builder.Add(text, body.Language ?? entry.Language);
                passages.Add(new SearchPassage
                {
                    ItemId = item.Id,
                    Number = passages.Count + 1,
                    TextId = body.TextId,
                    Start = start,
                    FirstCharacter = character,
                    Characters = characters,
                    Paragraph = paragraphs.At(start) is { } paragraph ? paragraph.Number + (paragraph.End > start ? 0 : 1) : 1,
                    Page = paragraphs.PageAt(start),
                    Words = builder.TakePassage(),
                });
                character += characters;
            }
        }

        return passages;
    }
}
