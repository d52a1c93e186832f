using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RussiaTalibanArchive.Web.Text;

/// <summary>The folded words of a text as numbers: runs of letters and digits, without marks.</summary>
/// <param name="Hashes">One for each word, in order.</param>
/// <param name="Digest">Of all words in order; 0 when there are none.</param>
internal sealed record FoldedWords(IReadOnlyList<ulong> Hashes, long Digest)
{
    /// <summary>A text is folded in pieces of so many UTF-16 code units, so that a long one needs no more memory than its words.</summary>
    private const int PieceLength = 1 << 16;

    private const ulong Offset = 0xCBF29CE484222325;
    private const ulong Prime = 0x100000001B3;

    public static FoldedWords Of(string text)
    {
        var hashes = new List<ulong>();
        for (var start = 0; start < text.Length;)
        {
            var end = PieceEnd(text, start);
            Add(hashes, Folding.Fold(text[start..end]).Text);
            start = end;
        }

        return new(hashes, DigestOf(hashes));
    }

    private static int PieceEnd(string text, int start)
    {
        var end = Math.Min(text.Length, start + PieceLength);
        var space = end == text.Length ? -1 : text.AsSpan(start, end - start).LastIndexOfAny(' ', '\n', '\f');
        return space <= 0 ? end : start + space;
    }

    /// <summary>Hashes each word by FNV-1a over its UTF-16 code units.</summary>
    private static void Add(List<ulong> hashes, string folded)
    {
        var (hash, hasLetters) = (Offset, false);
        foreach (var c in folded)
        {
            if (char.IsLetterOrDigit(c) || char.IsSurrogate(c))
            {
                (hash, hasLetters) = ((hash ^ c) * Prime, true);
            }
            else if (hasLetters && char.GetUnicodeCategory(c) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark))
            {
                hashes.Add(NearDuplicates.Mix(hash));
                (hash, hasLetters) = (Offset, false);
            }
        }

        if (hasLetters)
        {
            hashes.Add(NearDuplicates.Mix(hash));
        }
    }

    private static long DigestOf(List<ulong> hashes) => hashes.Count == 0
        ? 0
        : BitConverter.ToInt64(SHA256.HashData(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(hashes))));
}
