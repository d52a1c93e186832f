using System.Text.RegularExpressions;
using System.Xml.Linq;
using RussiaTalibanArchive.Tests.Text;

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

        Assert.Empty(used.Except(translated.Keys));
        Assert.Empty(translated.Keys.Except(used));
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

    [Fact]
    public void Arabic_counts_have_all_six_forms()
    {
        foreach (var (english, translation) in Translations("ar").Where(t => t.Key.Contains('|', StringComparison.Ordinal)))
        {
            Assert.True(translation.Split('|').Length == 6, english);
        }
    }

    [Fact]
    public void No_page_says_anything_that_does_not_go_through_the_resources()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Web, "Features"), "*.cshtml", SearchOption.AllDirectories))
        {
            var words = LiteralWords().Matches(WithoutCode(File.ReadAllText(file))).Select(m => m.Groups["words"].Value.Trim()).Where(w => w.Length > 0 && w != "EDTF");
            Assert.True(!words.Any(), $"{Path.GetFileName(file)}: {string.Join(" | ", words)}");
        }
    }

    /// <summary>Text between tags with letters in it.</summary>
    [GeneratedRegex(@">(?<words>[^<>@{}]*\p{L}{2,}[^<>@{}]*)<")]
    private static partial Regex LiteralWords();

    [GeneratedRegex("""(?:\bL|\bwords|\bWords|\b_words|\bl)\[(?:@?)"(?<key>(?:[^"\\]|\\.)+)"|(?:Count)\((?:[^"()]|\([^()]*\))*,\s*"(?<key>(?:[^"\\]|\\.)+)"\)|(?:checks|Checks)\.Add\((?:[^";]|\$?"[^"]*"(?=,))*?,\s*"(?<key>(?:[^"\\]|\\.)+)"|RequiredLine\([^;]*?,\s*"(?<key>(?:[^"\\]|\\.)+)"(?:,\s*\d+)?\)|new Problem\((?:[^";]|"[^"]*"(?=,))*?,\s*"(?<key>(?:[^"\\]|\\.)+)"|Add\(\$?"[^"]*",\s*"(?<key>(?:[^"\\]|\\.)+)"|Description = "(?<key>(?:[^"\\]|\\.)+)",?\s*\n\s*\}\)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Gap();

    private static HashSet<string> Gaps(string text) => [.. Gap().Matches(text).Select(m => m.Groups[1].Value)];

    private static HashSet<string> Used() => [.. Directory.EnumerateFiles(Path.Combine(Web, "Features"), "*.cs*", SearchOption.AllDirectories)
        .Where(f => f.EndsWith(".cs", StringComparison.Ordinal) || f.EndsWith(".cshtml", StringComparison.Ordinal))
        .SelectMany(f => Key().Matches(File.ReadAllText(f)))
        .Select(m => Regex.Unescape(m.Groups["key"].Value))];

    private static Dictionary<string, string> Translations(string language) =>
        XDocument.Load(Path.Combine(Web, "Features", "Shared", $"Strings.{language}.resx")).Root!.Elements("data")
            .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static string WithoutCode(string razor) => RazorCode().Replace(razor, "");

    [GeneratedRegex(@"@\*[\s\S]*?\*@|@functions\s*\{[\s\S]*\n\}|@\{[\s\S]*?\n\}|<!--[\s\S]*?-->")]
    private static partial Regex RazorCode();
}
