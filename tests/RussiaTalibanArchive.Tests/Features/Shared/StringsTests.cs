using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.Extensions.Localization;
using RussiaTalibanArchive.Tests.Text;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Tests.Features.Shared;

/// <summary>Every string of the interface goes through the resources, and every language has it.</summary>
public sealed partial class StringsTests
{
    private static readonly string Web = Path.Combine(Specimens.Repository, "src", "RussiaTalibanArchive.Web");

    public static TheoryData<string> Languages => new("ar");

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_string_is_translated_and_no_translation_is_left_over(string language)
    {
        var translated = Translations(language);
        var used = Used();

        Assert.True(used.IsSubsetOf(translated.Keys), "Not translated:\n" + string.Join('\n', used.Except(translated.Keys)));
        Assert.True(used.IsSupersetOf(translated.Keys), "Left over:\n" + string.Join('\n', translated.Keys.Except(used)));
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_translation_has_the_same_gaps_to_fill_as_the_English(string language)
    {
        foreach (var (english, translation) in Translations(language).Where(t => !t.Key.Contains('|', StringComparison.Ordinal)))
        {
            Assert.True(Gaps(english).SetEquals(Gaps(translation)), english);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_two_keys_differ_in_case_alone(string language)
    {
        // The build drops the second of them from the resources, with no more than a warning.
        var twins = Translations(language).Keys.GroupBy(key => key, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1);
        Assert.Empty(twins.SelectMany(g => g));
    }

    [Fact]
    public void Arabic_counts_have_all_six_forms()
    {
        foreach (var (english, translation) in Translations("ar").Where(t => t.Key.Contains('|', StringComparison.Ordinal)))
        {
            var forms = translation.Split('|');
            Assert.True(forms.Length == 6, english);
            Assert.All(forms[3..], form => Assert.Contains("{0}", form, StringComparison.Ordinal));
            Assert.All(forms[..3], form => Assert.NotEmpty(form));
        }
    }

    [Theory]
    [InlineData(0, "none")]
    [InlineData(1, "one")]
    [InlineData(2, "two")]
    [InlineData(3, "few 3")]
    [InlineData(10, "few 10")]
    [InlineData(11, "many 11")]
    [InlineData(99, "many 99")]
    [InlineData(100, "other 100")]
    [InlineData(102, "other 102")]
    [InlineData(103, "few 103")]
    [InlineData(1_011, "many 1,011")]
    public void Arabic_counts_take_the_form_of_their_number(long count, string expected) =>
        Assert.Equal(expected, new Words(new OneString("none|one|two|few {0}|many {0}|other {0}")).Count(count, "{0} x|{0} xs"));

    [Theory]
    [InlineData("""<p>@L["A “word”, {0}", $"{L["inner"]}, x"]</p>""", "A “word”, {0}", "inner")]
    [InlineData("""words[isOpen ? "Open \"it\"" : "Closed"]""", "Open \"it\"", "Closed")]
    [InlineData("""L.Count(Of("a, b", ')'), "{0} x|{0} xs")""", "{0} x|{0} xs")]
    [InlineData("""$"{words.Count(left, "{0} is|{0} are")} {words["Left"]}" """, "{0} is|{0} are", "Left")]
    [InlineData("""checks.Add($"texts[{i}].text", "Too long: {0}", max); list.Add("no", "key")""", "Too long: {0}")]
    [InlineData("""checks.RequiredLine("title", record.Title?.Trim('"'), "Give it a title.", 80)""", "Give it a title.")]
    [InlineData("""[new Problem(nameof(wish.Exact), "None, in {0}", source)]""", "None, in {0}")]
    [InlineData("""items.Count(i => i.Name == "x"); labels["ar"]; Level.Words[2]""")]
    public void Strings_are_found_wherever_they_are_passed(string source, params string[] keys) => Assert.Equal(keys, UsedStrings.In(source));

    [Fact]
    public void A_key_made_while_running_is_refused() => Assert.Throws<FormatException>(() => UsedStrings.In("L[$\"{kind} of document\"]").ToList());

    [Fact]
    public void No_page_says_anything_that_does_not_go_through_the_resources()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Web, "Features"), "*.cshtml", SearchOption.AllDirectories))
        {
            var markup = WithoutCode(File.ReadAllText(file));
            var words = LiteralWords().Matches(markup).Concat(LiteralAttributes().Matches(markup))
                .Select(m => m.Groups["words"].Value.Trim()).Where(w => w.Length > 0 && w != "EDTF");
            Assert.True(!words.Any(), $"{Path.GetFileName(file)}: {string.Join(" | ", words)}");
        }
    }

    /// <summary>Text between tags with letters in it.</summary>
    [GeneratedRegex(@"(?<!=)>(?<words>[^<>@{}]*\p{L}{2,}[^<>@{}]*)<")]
    private static partial Regex LiteralWords();

    /// <summary>What a reader sees or hears of an attribute, if it has a word of three letters: examples of tags and references have none.</summary>
    [GeneratedRegex("""\s(?:label|hint|title|alt|placeholder|aria-label|aria-description)="(?<words>[^"@]*\p{Ll}{3,}[^"@]*)["]""")]
    private static partial Regex LiteralAttributes();

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Gap();

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text).Select(m => m.Groups[1].Value)];

    private static HashSet<string> Used() => [.. Directory.EnumerateFiles(Path.Combine(Web, "Features"), "*.cs*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
        .SelectMany(f => UsedStrings.In(File.ReadAllText(f)))];

    private static Dictionary<string, string> Translations(string language) =>
        XDocument.Load(Path.Combine(Web, "Features", "Shared", $"Strings.{language}.resx")).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string WithoutCode(string razor) => RazorExpression().Replace(RazorCode().Replace(razor, ""), "");

    /// <summary>C#, directives, comments, and what is written for machines: code and keys are the same in every language.</summary>
    [GeneratedRegex("""
        <(?<machine>code|kbd)\b[^>]*>[\s\S]*?</\k<machine>>
        | @\*[\s\S]*?\*@ | <!--[\s\S]*?-->
        | @functions\s*\{[\s\S]*\n\} | @\{[\s\S]*?\n\}
        | ^@(?:model|inject|using|namespace|page|addTagHelper)\b.*$
        """, RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline)]
    private static partial Regex RazorCode();

    /// <summary><c>@name.Of(…)[…]</c>, <c>@(…)</c>, and the heads of <c>@if</c> and <c>@foreach</c>.</summary>
    [GeneratedRegex("""
        @(?:(?:if|foreach|for|while|switch|await)\s+)?
        (?: [\w.!?]+ | \((?>[^()]|(?<round>\()|(?<-round>\)))*(?(round)(?!))\) | \[(?>[^\[\]]|(?<square>\[)|(?<-square>\]))*(?(square)(?!))\] )+
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex RazorExpression();

    private sealed class OneString(string text) : IStringLocalizer<Strings>
    {
        public LocalizedString this[string name] => new(name, text);
        public LocalizedString this[string name, params object[] arguments] => this[name];
        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
