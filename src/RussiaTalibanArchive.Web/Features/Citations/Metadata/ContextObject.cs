using System.Text;

namespace RussiaTalibanArchive.Web.Features.Citations.Metadata;

/// <summary>
/// A result of a list as a COinS, so that reference managers offer to take many at once. Source: ANSI/NISO Z39.88-2004, Dublin Core format.
/// Never on an item's own page, where it would hide what that says.
/// </summary>
public static class ContextObject
{
    /// <param name="title">Of the item.</param>
    /// <param name="creator">Who issued or published it.</param>
    /// <param name="edtf">Its date.</param>
    /// <param name="language">BCP 47.</param>
    /// <param name="address">Absolute.</param>
    /// <returns>The value of the <c>title</c> attribute of a <c>span</c> of class <c>Z3988</c>.</returns>
    public static string Of(string title, string? creator, string? edtf, string? language, string address)
    {
        var text = new StringBuilder("ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Adc");
        Add("rft.title", title);
        Add("rft.creator", creator);
        Add("rft.date", edtf);
        Add("rft.language", language);
        Add("rft.identifier", address);
        return text.ToString();

        void Add(string key, string? value)
        {
            if (CitedText.Line(value) is { Length: > 0 } line)
            {
                text.Append('&').Append(key).Append('=').Append(Uri.EscapeDataString(line));
            }
        }
    }
}
