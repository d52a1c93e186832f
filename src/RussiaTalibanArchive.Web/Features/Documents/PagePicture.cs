namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>The picture of a page in its frame, with what moves it.</summary>
/// <param name="Reference">The document.</param>
/// <param name="Number">From 1.</param>
/// <param name="PageCount">How many pages the document has.</param>
/// <param name="HasPicture">Whether there is one.</param>
/// <param name="Width">Of the picture, in pixels.</param>
/// <param name="Height">Of the picture, in pixels.</param>
/// <param name="Problem">Why there is none: the key of a translated sentence.</param>
/// <param name="IsRedrawn">Whether it is being drawn anew.</param>
public sealed record PagePicture(string Reference, int Number, int PageCount, bool HasPicture, int Width, int Height, string? Problem, bool IsRedrawn);

public static class PagePictures
{
    public static IQueryable<PagePicture> ToPictures(this IQueryable<DocumentPage> pages, string reference, int pageCount) => pages.Select(p =>
        new PagePicture(reference, p.Number, pageCount, p.Picture != null, p.PictureWidth, p.PictureHeight, p.Problem, p.Redrawing != null));
}
