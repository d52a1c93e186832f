using System.Diagnostics;
using CsCheck;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Tests.Text;

public sealed class TagMatcherTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("طالبان", "ولطالبان وطالبان كالطالبان طالبان", "ولطالبان|وطالبان|كالطالبان|طالبان")]
    [InlineData("الإمارة", "للإمارة والامارة إمارة", "للإمارة|والامارة")]
    [InlineData("إمارة", "للإمارة بالإمارة", "للإمارة|بالإمارة")]
    [InlineData("وزارة الدفاع", "وزارة الدفاع، ولوزارة الدفاع، وزارة والدفاع، وزارةُ  الدفاعِ", "وزارة الدفاع|ولوزارة الدفاع|وزارةُ  الدفاعِ")]
    [InlineData("إمارة إسلامية", "الإمارة الإسلامية", "الإمارة الإسلامية")]
    [InlineData("روس", "دروس عروس الروس", "الروس")]
    [InlineData("كابل", "کابل ﮐﺎﺑﻞ كابُل", "کابل|ﮐﺎﺑﻞ|كابُل")]
    [InlineData("ولایت", "ولایت‌ها ولایتهای ولایت ها", "ولایت‌ها|ولایتهای|ولایت")]
    [InlineData("ولایت‌ها", "ولایت ها ولایتها ولایت‌ها", "ولایت ها|ولایتها|ولایت‌ها")]
    [InlineData("علما", "علمای", "علمای")]
    [InlineData("Россия", "России, Россией и Россию; россиянин", "России|Россией|Россию")]
    [InlineData("Кабул", "в Кабуле, Кабулом, кабульский", "Кабуле|Кабулом")]
    [InlineData("Кабулов", "Кабул, Кабулова, Кабуловым", "Кабулова|Кабуловым")]
    [InlineData("Министерство обороны", "Министерства обороны и министерству обороны", "Министерства обороны|министерству обороны")]
    [InlineData("мост", "моста мост", "мост")]
    [InlineData("memo", "Memos, memo; memorial", "Memos|memo")]
    [InlineData("Taliban", "the Taliban's man", "Taliban")]
    [InlineData("ФС", "ФСБ ФС фс", "ФС|фс")]
    [InlineData("له", "وله له لها", "له")]
    [InlineData("С-300", "С-300, С–300, с. 300", "С-300|С–300")]
    [InlineData("داعش- ولاية خراسان", "داعش - ولاية خراسان، داعش ولاية خراسان", "داعش - ولاية خراسان")]
    public void A_label_matches_whole_words_in_the_forms_of_its_script(string label, string text, string expected) =>
        Assert.Equal(expected, string.Join('|', new TagMatcher([("t", label)]).Find(text).Select(m => text[m.Start..m.End])));

    [Fact]
    public void The_longest_label_wins_and_equal_ones_are_all_told_in_order()
    {
        var matcher = new TagMatcher([("z", "طالبان"), ("b", "طالبان باكستان"), ("a", "طالبان پاکستان"), ("y", "Taliban"), ("x", "TALIBAN")]);

        Assert.Equal(["b", "z", "x", "y"], matcher.Find("طالبان باكستان وطالبان Taliban").Select(m => m.Tag));
    }

    [Fact]
    public void A_word_as_written_wins_over_a_stem()
    {
        var matcher = new TagMatcher([("city", "Кабул"), ("envoy", "Кабулов")]);

        Assert.Equal(["envoy", "city"], matcher.Find("Кабулов в Кабуле").Select(m => m.Tag));
    }

    [Fact]
    public void Labels_that_match_by_different_affixes_are_all_told()
    {
        var matcher = new TagMatcher([("b", "الطالبان"), ("a", "طالبان")]);

        Assert.Equal(["a", "b"], matcher.Find("للطالبان").Select(m => m.Tag));
    }

    [Fact]
    public void A_label_without_words_matches_nothing() =>
        Assert.Empty(new TagMatcher([("t", ""), ("t", " — "), ("t", "\u064E")]).Find("a — b"));

    private static readonly string[] Vocabulary =
        ["طالبان", "الطالبان", "وطالبان", "ولطالبان", "للطالبان", "باب", "الباب", "له", "وله", "ولایت", "ولایتها", "ولایت‌ها", "علما", "علمای",
         "Кабул", "Кабулов", "Кабуле", "Россия", "России", "мост", "моста", "memo", "memos", "as", "a", "300"];

    private static readonly Gen<string> Word = Gen.Int[0, Vocabulary.Length - 1].Select(i => Vocabulary[i]);
    private static readonly Gen<string> Gap = Gen.Int[0, 4].Select(i => new[] { " ", "  ", "-", " – ", "، " }[i]);

    private static readonly Gen<string> Phrase = Gen.Select(Word, Gen.Select(Gap, Word).Array[0, 2])
        .Select((first, more) => first + string.Concat(more.Select(m => m.Item1 + m.Item2)));

    [Fact]
    public void It_finds_what_a_naive_search_finds() =>
        Gen.Select(Phrase.Array[1, 6], Gen.Select(Word, Gap).Array[0, 12]).Sample((labels, pieces) =>
        {
            var tags = labels.Select((label, i) => ($"t{i}", label)).ToList();
            var text = string.Concat(pieces.Select(p => p.Item1 + p.Item2));

            var found = new TagMatcher(tags).Find(text).Select(m => (m.Tag, m.Start, m.End));

            Assert.Equal(NaiveSearch.Find(tags, text), found);
        });

    [Fact]
    public void Any_text_is_searched_and_matches_lie_in_order_within_it() =>
        Gen.Select(SomeText.Any.Array[0, 5], SomeText.Any).Sample((labels, text) =>
        {
            var end = 0;
            foreach (var places in new TagMatcher(labels.Select(l => (l, l))).Find(text + " " + string.Join(' ', labels)).GroupBy(m => (m.Start, m.End)))
            {
                Assert.True(places.Key.Start >= end && places.Key.End > places.Key.Start);
                end = places.Key.End;
            }
        });

    [Fact]
    public void A_hundred_thousand_labels_build_and_scan_a_megabyte_quickly()
    {
        var random = new Random(7);
        var words = Enumerable.Range(0, 60_000).Select(_ => RandomWord(random)).ToArray();
        var labels = Enumerable.Range(0, 100_000)
            .Select(i => ($"tag-{i}", string.Join(' ', Enumerable.Range(0, 1 + (i % 3)).Select(_ => words[random.Next(words.Length)])))).ToList();
        var text = string.Join(' ', Enumerable.Range(0, 180_000).Select(_ => words[random.Next(words.Length)]))[..1_000_000];

        var matcher = new TagMatcher([]);
        var build = BestOfThree(() => matcher = new TagMatcher(labels));
        IReadOnlyList<TagMatch> found = [];
        var scan = BestOfThree(() => found = matcher.Find(text));

        output.WriteLine($"100,000 labels built in {build.TotalMilliseconds:F0} ms; 1,000,000 units scanned in {scan.TotalMilliseconds:F0} ms; {found.Count} matches");
        Assert.NotEmpty(found);
        // A figure is the benchmarks' business; this only tells that neither grows with labels times text.
        Assert.True(build + scan < TimeSpan.FromMinutes(1));
    }

    private static TimeSpan BestOfThree(Action action) => Enumerable.Range(0, 3).Min(_ =>
    {
        var clock = Stopwatch.StartNew();
        action();
        return clock.Elapsed;
    });

    private static string RandomWord(Random random)
    {
        var alphabet = random.Next(5) switch { < 3 => "ابتثجحخدرزسشصعفقكلمنهوي", 3 => "абвгдежзиклмнопрстуфхцчшыя", _ => "abcdefghijklmnoprstuvw" };
        return new string([.. Enumerable.Range(0, random.Next(3, 9)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
    }

    /// <summary>The rules once more, label by label and place by place, for words without signs inside.</summary>
    private static class NaiveSearch
    {
        public static List<(string Tag, int Start, int End)> Find(List<(string Tag, string Label)> tags, string text)
        {
            var matches = new List<(string Tag, int Start, int End, int Affixes)>();
            foreach (var joiner in Enum.GetValues<Joiner>())
            {
                var folded = Folding.Fold(text, joiner);
                var words = Split(folded.Text);
                foreach (var (tag, label) in tags)
                {
                    foreach (var key in new[] { Folding.Key(label), Folding.Key(label, Joiner.Space) }.Distinct())
                    {
                        var sought = Split(key);
                        for (var at = 0; at + sought.Count <= words.Count; at++)
                        {
                            var costs = sought.Select((s, i) => i > 0 && Gap(key, sought[i - 1], s) != Gap(folded.Text, words[at + i - 1], words[at + i])
                                ? null : Cost(key[s.Start..s.End], folded.Text[words[at + i].Start..words[at + i].End], i == 0)).ToList();
                            if (costs.TrueForAll(c => c is not null))
                            {
                                matches.Add((tag, folded.OriginalStart(words[at].Start), folded.OriginalEnd(words[at + sought.Count - 1].End - 1), costs.Sum() ?? 0));
                            }
                        }
                    }
                }
            }

            var chosen = new List<(string Tag, int Start, int End)>();
            var end = 0;
            foreach (var place in matches.GroupBy(m => m.Start).OrderBy(g => g.Key))
            {
                var longest = place.Max(m => m.End);
                var cheapest = place.Where(m => m.End == longest).Min(m => m.Affixes);
                if (place.Key >= end)
                {
                    chosen.AddRange(place.Where(m => m.End == longest && m.Affixes == cheapest)
                        .Select(m => (m.Tag, m.Start, m.End)).Distinct().OrderBy(m => m.Tag, StringComparer.Ordinal));
                    end = longest;
                }
            }

            return chosen;
        }

        private static int? Cost(string label, string word, bool isFirst)
        {
            if (label == word)
            {
                return 0;
            }

            if (label.Length < 3)
            {
                return null;
            }

            var forms = word[0] switch
            {
                >= 'а' and <= 'я' => label.Length >= 5 && word.Length >= 5 && Stems(word).Contains(NominativeStem(label)) ? [label] : [],
                <= 'z' => word.EndsWith('s') ? [word[..^1]] : [],
                _ => ArabicForms(word, isFirst),
            };
            return forms.Contains(label) ? 1 : null;
        }

        private static IEnumerable<string> ArabicForms(string word, bool isFirst)
        {
            foreach (var start in isFirst ? from c in new[] { "", "و", "ف" } from p in new[] { "", "ب", "ل", "ک", "س" } from a in new[] { "", "ال" } select c + p + a : ["ال"])
            {
                if (word.StartsWith(start, StringComparison.Ordinal))
                {
                    yield return word[start.Length..];
                }
            }

            foreach (var start in isFirst ? ["لل", "ولل", "فلل"] : Array.Empty<string>())
            {
                if (word.StartsWith(start, StringComparison.Ordinal) && word.Length - start.Length >= 3)
                {
                    yield return word[start.Length..];
                    yield return "ال" + word[start.Length..];
                }
            }

            foreach (var ending in new[] { "ها", "های", "هایی" }.Concat(word.Length > 1 && word[^2] is 'ا' or 'و' or 'ه' ? ["ی"] : []))
            {
                if (word.EndsWith(ending, StringComparison.Ordinal))
                {
                    yield return word[..^ending.Length];
                }
            }
        }

        private static IEnumerable<string> Stems(string word) =>
            new[] { "", "и", "а", "е", "я", "ов" }.Where(e => word.EndsWith(e, StringComparison.Ordinal) && word.Length - e.Length >= 5).Select(e => word[..^e.Length]);

        private static string NominativeStem(string label) => label.Length > 5 && label[^1] is 'я' or 'и' or 'е' ? label[..^1] : label;

        private static string Gap(string text, (int Start, int End) one, (int Start, int End) other) =>
            text[one.End..other.Start].Replace('–', '-').Trim() is { Length: > 0 } signs ? signs : " ";

        private static List<(int Start, int End)> Split(string text) =>
            [.. System.Text.RegularExpressions.Regex.Matches(text, @"[\p{L}\p{N}]+").Select(m => (m.Index, m.Index + m.Length))];
    }
}
