using System.Text.RegularExpressions;
using RussiaTalibanArchive.Tests.Text;
using RussiaTalibanArchive.Web.Data;

namespace RussiaTalibanArchive.Tests.Features.Shared;

/// <summary>The handbook says what there is, and promises nothing that is not.</summary>
public sealed partial class DocsTests
{
    private static readonly string Docs = Path.Combine(Specimens.Repository, "docs");

    [Fact]
    public void Every_setting_is_described_and_every_described_setting_is_there()
    {
        var settings = typeof(ArchiveOptions).GetProperties().Select(p => $"Archive__{p.Name}").ToHashSet();
        var described = Setting().Matches(File.ReadAllText(Path.Combine(Docs, "configuration.md"))).Select(m => m.Value).ToHashSet();

        Assert.True(settings.SetEquals(described), string.Join(", ", settings.Except(described).Concat(described.Except(settings))));
    }

    [Fact]
    public void Every_link_between_the_documents_leads_somewhere()
    {
        foreach (var file in Directory.EnumerateFiles(Docs, "*.md", SearchOption.AllDirectories).Append(Path.Combine(Specimens.Repository, "README.md")))
        {
            foreach (var link in Link().Matches(File.ReadAllText(file)).Select(m => m.Groups["to"].Value).Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith('#')))
            {
                var target = Path.Combine(Path.GetDirectoryName(file)!, link.Split('#')[0]);
                Assert.True(File.Exists(target) || Directory.Exists(target), $"{Path.GetFileName(file)} links to {link}");
            }
        }
    }

    [Fact]
    public void Every_field_of_an_item_is_in_the_data_model()
    {
        var described = File.ReadAllText(Path.Combine(Docs, "data-model.md"));
        var records = typeof(ArchiveOptions).Assembly.GetTypes().Where(t => t.IsAssignableTo(typeof(Web.Features.Items.ItemRecord)) && !t.IsAbstract);
        foreach (var property in records.SelectMany(r => r.GetProperties()).Where(p => p.CanWrite).Select(p => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(p.Name)))
        {
            Assert.Contains($"`{property}`", described, StringComparison.Ordinal);
        }
    }

    [GeneratedRegex("Archive__[A-Za-z]+")]
    private static partial Regex Setting();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();
}
