namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>What became of the picture of a page; written beside its two files as <c>NNNNN.json</c>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Width">Of the large picture, in pixels; 0 when there is none.</param>
/// <param name="Height">Of the large picture, in pixels.</param>
/// <param name="Problem">Why there is none, as the key of a translated sentence.</param>
public sealed record DrawnPage(int Number, int Width, int Height, string? Problem = null);
