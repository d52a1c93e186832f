using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Zips;

/// <summary>Judges the names that files have inside a file. Nothing is ever written under them; they are labels.</summary>
internal static partial class PartNames
{
    /// <summary>The name as it can be kept: composed, no NUL, no line ends.</summary>
    public static string Clean(string name) => TextNormalizer.Normalize(name).Replace('\n', ' ').Replace('\t', ' ').Replace('\f', ' ');

    /// <returns>Why a member of that name is not taken, or <see langword="null"/>.</returns>
    public static string? Refusal(string name)
    {
        var steps = name.Split('/', '\\');
        return name[..1] is "/" or "\\" || Drive().IsMatch(name) ? Words.Key("Its name is that of a place on a computer, not of a file in the archive. If you want it, unpack it yourself and bring it in.")
            : steps.Contains("..") ? Words.Key("Its name leads out of the archive. If you want it, unpack it yourself and bring it in.")
            : steps.Any(step => Device().IsMatch(step)) ? Words.Key("Its name is that of a device. If you want it, unpack it yourself and bring it in.")
            : steps[0] == "__MACOSX" || steps[^1] is ".DS_Store" or "Thumbs.db" or "desktop.ini" ? Words.Key("It is a note that an operating system keeps for itself, not a document.")
            : null;
    }

    [GeneratedRegex("^[a-zA-Z]:", RegexOptions.NonBacktracking)]
    private static partial Regex Drive();

    /// <summary>Source: Microsoft, Naming Files, Paths, and Namespaces.</summary>
    [GeneratedRegex(@"^(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])[ ]*(?:[.:].*)?$", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Device();
}
