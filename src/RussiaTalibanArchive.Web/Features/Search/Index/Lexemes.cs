using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Stems;

namespace RussiaTalibanArchive.Web.Features.Search.Index;

/// <summary>
/// How words stand in the index: as written; folded, after a <c>~</c>, where that differs; and each stem, after a <c>^</c>, where that
/// differs from the folded form. So what is sought folded is sought with and without <c>~</c>, and a stem in all three ways.
/// </summary>
internal static class Lexemes
{
    public const char Folded = '~';
    public const char Stem = '^';

    /// <summary>Adds every lexeme that the word is found by.</summary>
    public static void Add(SearchWord word, string? language, List<string> stems, List<string> lexemes)
    {
        lexemes.Clear();
        lexemes.Add(word.Exact);
        if (word.Folded != word.Exact)
        {
            lexemes.Add(Folded + word.Folded);
        }

        Stemmer.List(word.Folded, language, stems);
        foreach (var stem in stems)
        {
            lexemes.Add(Stem + stem);
        }
    }
}
