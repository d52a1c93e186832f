using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>What the reading room's script asks for while somebody reads.</summary>
internal static class ReadingEndpoints
{
    public static void MapReading(this WebApplication app)
    {
        app.MapGet("/documents/{reference}/find", FindAsync).RequireAuthorization(Policies.Visitor);
        app.MapGet("/documents/{reference}/pages/{number:int}/words", WordsAsync).RequireAuthorization(Policies.Visitor);
    }

    private static async Task<IResult> FindAsync(HttpContext http, ArchiveDbContext db, TextFinder finder, string reference, string? text, string? q, CancellationToken cancellationToken)
    {
        var document = await db.Documents.Where(d => d.Reference == reference).Select(d => new { d.Id }).SingleOrDefaultAsync(cancellationToken);
        var found = document is null || string.IsNullOrWhiteSpace(q) || q.Length > TextFinder.MaxWords ? null
            : await finder.FindAsync(document.Id, text, q, withBoxes: true, cancellationToken);
        http.Response.Headers.CacheControl = "no-store"; // What somebody looks for is nothing to keep.
        return found is null ? Results.NotFound() : Results.Json(found);
    }

    private static async Task<IResult> WordsAsync(ArchiveDbContext db, TextLayouts layouts, string reference, int number, CancellationToken cancellationToken)
    {
        var page = await db.DocumentPages.Where(p => p.Document.Reference == reference && p.Number == number)
            .Select(p => new { p.DocumentId, HasPicture = p.Picture != null, p.PictureWidth, p.PictureHeight }).SingleOrDefaultAsync(cancellationToken);
        if (page is null)
        {
            return Results.NotFound();
        }

        var words = await db.PageWords.AsNoTracking().SingleOrDefaultAsync(w => w.DocumentId == page.DocumentId && w.Number == number, cancellationToken);
        var text = words is null ? null
            : await db.Texts.Where(t => t.Id == words.TextId).ToViews().SingleOrDefaultAsync(cancellationToken);
        return Results.Json(text is null
            ? new PageLayer(number, page.HasPicture, page.PictureWidth, page.PictureHeight, null, null, null, [])
            : await LayerAsync(db, layouts, number, (page.HasPicture, page.PictureWidth, page.PictureHeight), text, words!, cancellationToken));
    }

    private static async Task<PageLayer> LayerAsync(ArchiveDbContext db, TextLayouts layouts, int number, (bool Has, int Width, int Height) picture, TextView text, PageWords words, CancellationToken cancellationToken)
    {
        var layout = await layouts.OfAsync(db, text.Id, cancellationToken);
        var leaves = layout.Leaves.Where(l => l.Page == number).ToList();
        if (leaves.Count == 0)
        {
            return new(number, picture.Has, picture.Width, picture.Height, null, null, null, []);
        }

        var (skipped, taken) = (leaves[0].CodePointStart, leaves.Sum(l => l.CodePointLength));
        var body = await db.Texts.Where(t => t.Id == text.Id).Select(t => t.Body.Substring(skipped, taken)).SingleAsync(cancellationToken);
        return new(number, picture.Has, picture.Width, picture.Height, text.Key, text.Id, text.Language,
            [.. PageLines.Of(body, words.Words).Select(line => LayerLine.Of(line, body, leaves[0].Start))]);
    }
}

/// <summary>A page's picture and the words on it, as the script draws them.</summary>
/// <param name="Page">From 1.</param>
/// <param name="HasPicture">Whether there is one.</param>
/// <param name="Width">Of the picture, in pixels.</param>
/// <param name="Height">Of the picture, in pixels.</param>
/// <param name="Text">The key of the text that the words are of.</param>
/// <param name="TextId">Its id.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Lines">In the order of the text.</param>
public sealed record PageLayer(int Page, bool HasPicture, int Width, int Height, string? Text, Guid? TextId, string? Language, IReadOnlyList<LayerLine> Lines);

/// <param name="IsRightToLeft">Its direction.</param>
/// <param name="Words">In the order in which they are read.</param>
public sealed record LayerLine(bool IsRightToLeft, IReadOnlyList<LayerWord> Words)
{
    /// <param name="line">The line.</param>
    /// <param name="page">The page's text.</param>
    /// <param name="offset">Where the page begins in the whole text.</param>
    public static LayerLine Of(PageLine line, string page, int offset) => new(line.IsRightToLeft, [.. line.Words.Select((word, i) =>
    {
        var end = word.Start + word.Length;
        // What parts two words goes with the first, so that a selection over both holds it.
        end = i + 1 < line.Words.Count ? line.Words[i + 1].Start : end;
        return new LayerWord(offset + word.Start, page[word.Start..end], word.X, word.Y, word.Width, word.Height);
    })]);
}

/// <param name="Start">In UTF-16 code units of the whole text.</param>
/// <param name="Text">The word and what parts it from the next one of its line.</param>
/// <param name="X">Left edge in ten-thousandths of the page, as are the others.</param>
/// <param name="Y">Upper edge.</param>
/// <param name="Width">Of the box.</param>
/// <param name="Height">Of the box.</param>
public sealed record LayerWord(int Start, string Text, int X, int Y, int Width, int Height);
