using System.Globalization;

namespace RussiaTalibanArchive.Web.Features.Documents;

/// <summary>
/// How an address names a text of a document: <c>transcription.ps</c> for the newest version, <c>transcription.ps.2</c> for one of them.
/// </summary>
public static class TextKey
{
    public static string Of(TextRole role, string language, int version, bool isCurrent) =>
        string.Create(CultureInfo.InvariantCulture, $"{role.ToString().ToLowerInvariant()}.{language}{(isCurrent ? "" : $".{version}")}");
}
