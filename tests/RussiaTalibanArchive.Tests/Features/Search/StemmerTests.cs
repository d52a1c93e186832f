using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Tests.Text;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Stems;

namespace RussiaTalibanArchive.Tests.Features.Search;

public class StemmerTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Theory]
    [InlineData("ar", "وثيقة الوثيقة والوثيقة بالوثيقة للوثيقة وثائق الوثائق والوثائق وثيقتها وثيقتهم")]
    [InlineData("ar", "وزارة الوزارة وزارات ووزارة بوزارة لوزارة وزارتها الوزارتين")]
    [InlineData("ar", "سفير السفير سفراء والسفراء للسفير بسفير")]
    [InlineData("ar", "طالبان وطالبان لطالبان بطالبان فطالبان")]
    [InlineData("ar", "اتفاقية الاتفاقية اتفاقيات واتفاقياتها اتفاق")]
    [InlineData("ar", "مسؤول مسؤولون المسؤولين مسؤولين ومسؤول مسئول المسئولين")]
    [InlineData("ar", "تقرير تقارير وتقرير التقارير بتقرير تقريرهم")]
    [InlineData("prs", "سند اسناد سندها سندهای سند‌ها سندی")]
    [InlineData("fa", "وزیر وزیران وزیرها وزیرهای وزیری وزرا")]
    [InlineData("fa", "نماینده نمایندگان نماینده‌ها")]
    [InlineData("ps", "سند سندونه سندونو اسناد")]
    [InlineData("ps", "طالبان طالبانو")]
    [InlineData("ps", "چارواکی چارواکو")]
    [InlineData("ru", "документ документы документами документов")]
    [InlineData("ru", "посольство посольства посольством посольстве")]
    [InlineData("en", "minister ministers Minister’s")]
    [InlineData("en", "recognise recognised recognises recognising")]
    public void Forms_of_a_word_meet(string language, string forms)
    {
        var words = forms.Split(' ');
        foreach (var word in words)
        {
            Assert.True(Meets(FormsOf(words[0], null), FormsOf(word, language)), $"{words[0]} should find {word}");
            Assert.True(Meets(FormsOf(word, null), FormsOf(words[0], language)), $"{word} should find {words[0]}");
        }
    }

    [Theory]
    [InlineData("وزير", "زير")] // و belongs to the word
    [InlineData("وفد", "فد")]
    [InlineData("لبنان", "بنان")]
    [InlineData("طالبان", "طالبي")]
    [InlineData("نظام", "نظر")]
    [InlineData("Кабул", "кабинет")]
    public void Words_that_only_look_alike_stay_apart(string one, string other)
    {
        Assert.False(Meets(FormsOf(one, null), FormsOf(other, null)), $"{one} should not find {other}");
    }

    [Theory]
    [InlineData("english_stem", 'a', 'z')]
    [InlineData("russian_stem", 'а', 'я')]
    public async Task English_and_Russian_stems_are_those_of_PostgreSQL(string dictionary, char first, char last)
    {
        var words = SearchWords.Of(await TextAsync()).Select(w => w.Folded)
            .Where(w => w.All(c => c >= first && c <= last)).Distinct().Order(StringComparer.Ordinal).ToArray();
        Assert.True(words.Length > 300, $"{words.Length} words");

        var stems = await archive.QueryAsync(db => db.Database.SqlQuery<string>(
            $"SELECT coalesce((ts_lexize({dictionary}::regdictionary, w))[1], '') AS \"Value\" FROM unnest({words}) WITH ORDINALITY AS u(w, n) ORDER BY n").ToListAsync());

        // Its stop words have none there.
        var compared = words.Zip(stems, (w, s) => (Word: w, Stem: s)).Where(p => p.Stem.Length > 0).ToList();
        Assert.Equal(compared, compared.Select(p => (p.Word, first == 'a' ? EnglishStemmer.Stem(p.Word) : RussianStemmer.Stem(p.Word))));
    }

    private static bool Meets(HashSet<string> one, HashSet<string> other) => one.Overlaps(other);

    private static HashSet<string> FormsOf(string text, string? language)
    {
        var forms = new HashSet<string>();
        var stems = new List<string>();
        foreach (var word in SearchWords.Of(text))
        {
            forms.Add(word.Folded);
            Stemmer.List(word.Folded, language, stems);
            forms.UnionWith(stems);
        }

        return forms;
    }

    /// <summary>The sample dossier and the specimens, in all their languages.</summary>
    private static async Task<string> TextAsync()
    {
        var files = Directory.GetFiles(Path.Combine(Specimens.Repository, "tests", "RussiaTalibanArchive.Tests", "Specimens"))
            .Append(Path.Combine(Specimens.Repository, "src", "RussiaTalibanArchive.Web", "Features", "Import", "Sample", "sample.jsonl"))
            .Append(Path.Combine(Specimens.Repository, "docs", "using.md"));
        return string.Join('\n', await Task.WhenAll(files.Select(f => File.ReadAllTextAsync(f)))).Replace(@"\n", "\n", StringComparison.Ordinal);
    }
}
