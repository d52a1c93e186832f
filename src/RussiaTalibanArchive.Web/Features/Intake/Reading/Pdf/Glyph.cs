namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

/// <summary>One sign as it stands on a page: its letters, and its box in points from the top left corner of the page as it is shown.</summary>
/// <param name="Text">In normal form KC, so that presentation forms are letters again; of a ligature, several.</param>
/// <param name="Left">Left edge.</param>
/// <param name="Right">Right edge.</param>
/// <param name="Top">Top edge.</param>
/// <param name="Bottom">Bottom edge.</param>
/// <param name="Baseline">Where the line of writing runs.</param>
/// <param name="Size">Of the type, in points.</param>
internal sealed record Glyph(string Text, double Left, double Right, double Top, double Bottom, double Baseline, double Size)
{
    public double Width => Right - Left;
    public bool IsSpace => string.IsNullOrWhiteSpace(Text);

    /// <summary>A mark that stands over or under a letter.</summary>
    public bool IsMark => Text.Length > 0 && char.GetUnicodeCategory(Text[0]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark;
}
