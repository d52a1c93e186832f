using System.Runtime.InteropServices;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

/// <summary>How far two readings of one page agree, whatever the order of their lines.</summary>
public static class PageAgreement
{
    /// <summary>From here on two readings are taken to be of the same words.</summary>
    public const double Enough = 0.5;

    private const int MaxLength = 100_000;

    /// <summary>
    /// Compares the threes of neighbouring letters in each word (Dice's coefficient), letters folded as in search. Digits and
    /// punctuation do not count. Good readings of one page agree by 0.8 or more; letters back to front by 0.2 or less.
    /// </summary>
    /// <param name="fileText">What the file holds; its first 100,000 UTF-16 code units count.</param>
    /// <param name="recognised">What was recognised from the picture, likewise.</param>
    /// <returns>From 0, nothing in common, to 1, the same. Two texts without letters are the same.</returns>
    public static double Of(string fileText, string recognised)
    {
        ArgumentNullException.ThrowIfNull(fileText);
        ArgumentNullException.ThrowIfNull(recognised);
        var (one, other) = (Threes(fileText), Threes(recognised));
        var all = one.Values.Sum() + other.Values.Sum();
        return all == 0 ? 1 : 2d * one.Sum(three => Math.Min(three.Value, other.GetValueOrDefault(three.Key))) / all;
    }

    /// <summary>A word with a space at both ends, cut into every three units that stand side by side, counted.</summary>
    private static Dictionary<(char, char, char), int> Threes(string text)
    {
        var threes = new Dictionary<(char, char, char), int>();
        var (first, second) = (' ', ' ');
        foreach (var unit in Folding.Key(text[..Math.Min(text.Length, MaxLength)]) + ' ')
        {
            var third = char.IsLetter(unit) ? unit : ' ';
            if (second != ' ')
            {
                CollectionsMarshal.GetValueRefOrAddDefault(threes, (first, second, third), out _)++;
            }

            (first, second) = (second, third);
        }

        return threes;
    }
}
