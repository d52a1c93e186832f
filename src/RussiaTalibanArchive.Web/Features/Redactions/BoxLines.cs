using System.Globalization;
using System.Text;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Web.Features.Redactions;

/// <summary>Boxes on a page as a person writes them: a line each, left, top, width and height in hundredths of the page.</summary>
public static class BoxLines
{
    /// <returns>The boxes; <see langword="null"/> for a line that is none.</returns>
    public static IEnumerable<(string Line, PageBox? Box)> Parse(string? lines, int page) => (lines ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(line => (line, Box(line, page)));

    private static PageBox? Box(string line, int page)
    {
        var numbers = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Select(Number).ToList();
        return numbers is [{ } x, { } y, { } width, { } height] && x + width <= 10_050 && y + height <= 10_050 && width > 0 && height > 0
            ? new PageBox(page, x, y, Math.Min(width, 10_000 - x), Math.Min(height, 10_000 - y)) is { Width: > 0, Height: > 0 } box ? box : null
            : null;
    }

    /// <summary>In ten-thousandths; digits of any script, a point or a comma.</summary>
    private static int? Number(string written)
    {
        var plain = new StringBuilder();
        foreach (var c in written)
        {
            plain.Append(c is ',' or '٫' ? "." : CharUnicodeInfo.GetDecimalDigitValue(c) is var digit and >= 0 ? digit.ToString(CultureInfo.InvariantCulture) : c.ToString());
        }

        return decimal.TryParse(plain.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent <= 100
            ? (int)Math.Round(percent * 100)
            : null;
    }
}
