using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>What a reader asks of the reading room of a document: all of it stands in the address.</summary>
public sealed record ReadingAddress
{
    /// <summary>What of pictures and text is shown; <c>null</c> in an address: both where there is room.</summary>
    public static IReadOnlyList<string> Views { get; } = ["both", "text", "picture"];

    public required string Reference { get; init; }

    /// <summary>The <see cref="TextKey"/> of the text to read.</summary>
    public string? Text { get; init; }

    /// <summary>The key of a text beside it.</summary>
    public string? Beside { get; init; }

    /// <summary>One of <see cref="Views"/>.</summary>
    public string? View { get; init; }

    public int? Page { get; init; }
    public int? Paragraph { get; init; }

    /// <summary>Words to find in the text.</summary>
    public string? Find { get; init; }

    /// <summary>The address of the list, or of the page of results, that the reader comes from.</summary>
    public string? List { get; init; }

    public static ReadingAddress Read(string reference, IQueryCollection query)
    {
        var view = One("view");
        return new()
        {
            Reference = reference,
            Text = One("text"),
            Beside = One("beside"),
            View = view is not null && Views.Contains(view) ? view : null,
            Page = Number("page"),
            Paragraph = Number("paragraph"),
            Find = One("find") is { Length: <= 300 } find ? find : null,
            List = query.ContainsKey("list") && query["list"].ToString() is { Length: <= 2000 } list ? list : null,
        };

        string? One(string name) => query[name].FirstOrDefault()?.Replace("\0", "").Trim() is { Length: > 0 } value ? value : null;
        int? Number(string name) => int.TryParse(One(name), out var number) && number > 0 ? number : null;
    }

    /// <summary>The leaf of a text that is wanted: that of the paragraph, else of the page, else the first.</summary>
    public Leaf Choose(TextLayout layout) => Paragraph is { } paragraph ? layout.OfParagraph(paragraph) : layout.OfPage(Page ?? 1);

    /// <summary>Where a leaf is read: by its page, or by its paragraph where it is a later part of a page.</summary>
    public string At(Leaf leaf) => leaf.BeginsPage
        ? (this with { Page = leaf.Page, Paragraph = null }) + $"#page-{leaf.Page}"
        : (this with { Page = null, Paragraph = leaf.FirstParagraph }) + $"#p{leaf.FirstParagraph}";

    /// <summary>Where a paragraph is read.</summary>
    public string At(int page, int paragraph) => (this with { Page = page, Paragraph = paragraph }) + $"#p{paragraph}";

    public override string ToString()
    {
        var fields = new List<KeyValuePair<string, string?>>
        {
            new("text", Text), new("beside", Beside), new("view", View),
            new("page", Page?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("paragraph", Paragraph?.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            new("find", Find), new("list", List),
        };
        return References.PathOf(ItemKind.Document, Reference) + QueryString.Create(fields.Where(f => f.Value is not null)).Value;
    }
}
