using System.Text;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Tests.Features.Import;

public sealed class ManifestReaderTests : IDisposable
{
    private readonly Made _made = new();

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    public async Task A_table_describes_the_files_beside_it(string separator)
    {
        var rows = new[] { "path,title,language,date,tags,source.note", "a/مذكرة.pdf,\"مذكرة \"\"سرية\"\"\",ar,2025-07-07,taliban|russia,\"two\nlines\"", "b.txt,Письмо,ru,,," }
            .Select(r => separator == "," ? r : r.Replace(",", separator, StringComparison.Ordinal));
        _made.Write("manifest.csv", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(string.Join('\n', rows))]);

        var (entries, refused) = await ManifestReader.ReadAsync(_made.Folder, TestContext.Current.CancellationToken);

        Assert.Empty(refused);
        Assert.Equal(["a/مذكرة.pdf", "b.txt"], entries.Select(e => e.Path));
        var first = ItemJson.Read<DocumentRecord>(entries[0].Record);
        Assert.Equal(("مذكرة \"سرية\"", "ar", "2025-07-07", "two\nlines"), (first.Title, first.Language, first.Date?.Edtf, first.Source?.Note));
        Assert.Equal(["taliban", "russia"], first.Tags);
    }

    [Fact]
    public async Task What_is_wrong_is_named_by_its_line()
    {
        _made.Write("manifest.jsonl", "{\"path\":\"a.pdf\",\"title\":\"A\"}\n{\"path\":\"../b.pdf\"}\n{\"path\":\"c.pdf\",\"colour\":\"red\"}\nnot json\n");

        var (entries, refused) = await ManifestReader.ReadAsync(_made.Folder, TestContext.Current.CancellationToken);

        Assert.Equal(["a.pdf"], entries.Select(e => e.Path));
        Assert.Equal([2, 3, 4], refused.Select(r => r.Line));
        Assert.Contains("colour", refused[1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_without_one_says_nothing()
    {
        var (entries, refused) = await ManifestReader.ReadAsync(_made.Folder, TestContext.Current.CancellationToken);

        Assert.Empty(entries);
        Assert.Empty(refused);
    }

    public void Dispose() => _made.Dispose();
}
