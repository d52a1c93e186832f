using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Zips;

/// <summary>Decodes the names in a zip.</summary>
internal sealed class ZipNames
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);
    private readonly TextEncoding _encoding;

    /// <param name="members">All of them: what their names have in common tells the encoding.</param>
    /// <param name="named">The encoding that an editor named.</param>
    /// <exception cref="UnreadableException">There is no encoding of that name.</exception>
    public ZipNames(IReadOnlyList<ZipMember> members, string? named)
    {
        var unmarked = members.Where(m => !m.IsUtf8Name && m.UnicodeName is null && !Ascii.IsValid(m.RawName)).Select(m => m.RawName).ToList();
        IsGuess = unmarked.Count > 0;
        _encoding = named is null ? TextDecoding.OfNames(unmarked)
            : TextDecoding.Named(named) ?? throw new UnreadableException("There is no character encoding called {0}.", named);
    }

    /// <summary>Whether some names are in an encoding that the archive does not name.</summary>
    public bool IsGuess { get; }

    public string Encoding => _encoding.Name;

    public string Of(ZipMember member) => PartNames.Clean(
        member.IsUtf8Name ? AsUtf8(member.RawName) : member.UnicodeName is { } unicode ? AsUtf8(unicode) : _encoding.Encoding.GetString(member.RawName));

    /// <summary>What is marked as UTF-8 may not be.</summary>
    private string AsUtf8(byte[] name)
    {
        try
        {
            return Strict.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            return _encoding.Encoding.GetString(name);
        }
    }
}
