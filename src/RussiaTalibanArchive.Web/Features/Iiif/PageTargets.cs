using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Web.Features.Iiif;

/// <summary>Where passages stand on the picture of a page, by the boxes of their words.</summary>
internal sealed class PageTargets
{
    private const int Whole = 10_000;

    private readonly IReadOnlyList<PageLine> _lines;
    private readonly (int Width, int Height) _size;

    private PageTargets(Guid text, int start, int end, IReadOnlyList<PageLine> lines, (int Width, int Height) size) => (Text, Start, End, _lines, _size) = (text, start, end, lines, size);

    /// <summary>The text that positions count in.</summary>
    public Guid Text { get; }

    /// <summary>Where the page begins in it, in UTF-16 code units.</summary>
    public int Start { get; }

    /// <summary>Where it ends, exclusive.</summary>
    public int End { get; }

    /// <summary>Of a page whose words have boxes, in a text that the viewer may see.</summary>
    public static async Task<PageTargets?> OfAsync(ArchiveDbContext db, TextLayouts layouts, string reference, int number, CancellationToken cancellationToken)
    {
        if (await db.PageWords.AsNoTracking().Where(w => w.Page.Document.Reference == reference && w.Number == number && db.Texts.Any(t => t.Id == w.TextId))
            .Select(w => new { Words = w, w.Page.PictureWidth, w.Page.PictureHeight }).SingleOrDefaultAsync(cancellationToken) is not { } page)
        {
            return null;
        }

        var leaves = (await layouts.OfAsync(db, page.Words.TextId, cancellationToken)).Leaves.Where(l => l.Page == number).ToList();
        if (leaves.Count == 0)
        {
            return null;
        }

        var (skipped, taken) = (leaves[0].CodePointStart, leaves.Sum(l => l.CodePointLength));
        var body = await db.Texts.Where(t => t.Id == page.Words.TextId).Select(t => t.Body.Substring(skipped, taken)).SingleAsync(cancellationToken);
        return new(page.Words.TextId, leaves[0].Start, leaves[^1].End, PageLines.Of(body, page.Words.Words), (page.PictureWidth, page.PictureHeight));
    }

    /// <summary>The part of a canvas on which passages stand: all around them, and line by line.</summary>
    /// <param name="canvas">Its address.</param>
    /// <param name="passages">From where to where, in UTF-16 code units of the whole text.</param>
    /// <returns>The whole canvas where none of the words has a box.</returns>
    public JsonNode Of(string canvas, IEnumerable<(int Start, int End)> passages)
    {
        var places = passages.Select(p => (Start: p.Start - Start, End: p.End - Start)).ToList();
        var boxes = _lines.Select(line => line.Words.Where(w => places.Exists(p => w.Start < p.End && w.Start + w.Length > p.Start)).ToList())
            .Where(words => words.Count > 0).Select(Around).ToList();
        if (boxes.Count == 0)
        {
            return canvas;
        }

        var (left, top, right, bottom) = (boxes.Min(b => b.Left), boxes.Min(b => b.Top), boxes.Max(b => b.Right), boxes.Max(b => b.Bottom));
        var selectors = new JsonArray(new JsonObject
        {
            ["type"] = "FragmentSelector",
            ["conformsTo"] = "http://www.w3.org/TR/media-frags/",
            ["value"] = Say($"xywh={left},{top},{right - left},{bottom - top}"),
        });
        if (boxes.Count > 1)
        {
            var path = string.Concat(boxes.Select(b => Say($"M{b.Left},{b.Top}H{b.Right}V{b.Bottom}H{b.Left}Z")));
            selectors.Add(new JsonObject
            {
                ["type"] = "SvgSelector",
                ["value"] = Say($"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{_size.Width}\" height=\"{_size.Height}\"><path d=\"{path}\"/></svg>"),
            });
        }

        return new JsonObject { ["type"] = "SpecificResource", ["source"] = new JsonObject { ["id"] = canvas, ["type"] = "Canvas" }, ["selector"] = selectors };
    }

    /// <summary>In pixels of the picture.</summary>
    private (int Left, int Top, int Right, int Bottom) Around(List<WordBox> words) => (
        words.Min(w => w.X) * _size.Width / Whole, words.Min(w => w.Y) * _size.Height / Whole,
        Up(words.Max(w => w.X + w.Width), _size.Width), Up(words.Max(w => w.Y + w.Height), _size.Height));

    private static int Up(int place, int size) => Math.Min(size, ((place * size) + Whole - 1) / Whole);

    private static string Say(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
