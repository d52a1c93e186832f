using System.Globalization;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>Numbers of bytes as people read them.</summary>
public static class Sizes
{
    /// <summary>With the decimal units of SI: 1 kB is 1,000 bytes.</summary>
    public static string Of(long bytes) => bytes switch
    {
        < 1_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:0.#} kB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.#} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.##} GB"),
    };
}
