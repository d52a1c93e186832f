namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>
/// Numbers for two folded words in a row, of which an item keeps a set: an item without the numbers of a phrase has not got the phrase, and its
/// words need not be read to know that. Different pairs may share a number, so places in the words have the last say. The numbers are stored.
/// </summary>
internal static class WordPairs
{
    /// <summary>FNV-1a over UTF-16 code units.</summary>
    public static uint Hash(ReadOnlySpan<char> folded)
    {
        var hash = 2_166_136_261;
        foreach (var c in folded)
        {
            hash = (hash ^ c) * 16_777_619;
        }

        return hash;
    }

    /// <summary>The number of two words of these hashes, the first before the second.</summary>
    public static short Of(uint first, uint second)
    {
        var mixed = (first * 0x9E37_79B1) ^ (second + (first << 6) + (first >> 2));
        mixed = (mixed ^ (mixed >> 16)) * 0x85EB_CA6B;
        mixed = (mixed ^ (mixed >> 13)) * 0xC2B2_AE35;
        return unchecked((short)(mixed >> 16));
    }
}
