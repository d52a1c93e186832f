using System.Net;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Tests.Text;

namespace RussiaTalibanArchive.Tests.Commands;

/// <summary>The program as a person starts it: real processes, the embedded PostgreSQL, the command line.</summary>
public sealed class ProgramTests
{
    [Fact]
    public async Task A_first_start_fills_the_archive_and_makes_one_administrator_and_a_kill_loses_nothing()
    {
        await using var folder = new TestFolder();
        await using (var first = await ProgramRun.ServeAsync(folder.Path, sample: true))
        {
            using var visitor = new Browser(first.Address);
            Assert.Contains("RTA-D0001", (await visitor.OpenAsync("/documents")).Body, StringComparison.Ordinal);
            var made = await visitor.SubmitAsync(first.Invitation!, ("Email", "first@example.org"), ("PenName", "First"), ("Password", TestArchive.Password), ("Repeated", TestArchive.Password));
            Assert.Equal(HttpStatusCode.OK, made.Status);
            Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/admin/users")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await new Browser(first.Address).OpenAsync(first.Invitation!)).Status);

            await first.KillAsync();
        }

        await using var second = await ProgramRun.ServeAsync(folder.Path, sample: true);
        Assert.Null(second.Invitation);
        using var returned = new Browser(second.Address);
        var signedIn = await returned.SubmitAsync("/account/sign-in", ("Email", "first@example.org"), ("Password", TestArchive.Password));
        Assert.Equal("/", signedIn.Path);
        Assert.Contains("RTA-D0001", (await returned.OpenAsync("/documents")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Commands_work_beside_a_running_program()
    {
        await using var folder = new TestFolder();
        await using var program = await ProgramRun.ServeAsync(folder.Path);

        var article = Path.Combine(Specimens.Repository, "tests", "RussiaTalibanArchive.Tests", "Specimens", "article-ar.txt");
        var (code, output) = await ProgramRun.CommandAsync(folder.Path, "import", article, "--as", "article", "--publish");
        Assert.Equal(0, code);
        Assert.Contains("11 passages proposed", output, StringComparison.Ordinal);
        Assert.Contains("1 added, 0 unchanged, 0 refused", output, StringComparison.Ordinal);
        var again = await ProgramRun.CommandAsync(folder.Path, "import", article, "--as", "article", "--publish");
        Assert.Contains("0 added, 1 unchanged, 0 refused", again.Output, StringComparison.Ordinal);

        using var visitor = new Browser(program.Address);
        Assert.Equal(HttpStatusCode.OK, (await visitor.OpenAsync("/articles/RTA-A0001")).Status);
    }

    [Fact]
    public async Task What_is_refused_or_wrong_ends_with_its_own_code_and_words()
    {
        await using var folder = new TestFolder();
        var lines = Path.Combine(folder.Path, "lines.jsonl");
        Directory.CreateDirectory(folder.Path);
        await File.WriteAllTextAsync(lines, $"{Some.Document("RTA-D0001")}\n{{\"kind\":\"document\"}}\n", TestContext.Current.CancellationToken);

        var refused = await ProgramRun.CommandAsync(folder.Path, "import", lines);
        var usage = await ProgramRun.CommandAsync(folder.Path, "improt");
        var setting = await ProgramRun.CommandAsync(folder.Path, ("Archive__Titel", "x"), "serve");
        var value = await ProgramRun.CommandAsync(folder.Path, ("Archive__ReferencePrefix", "rta-"), "serve");

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("lines.jsonl:2:", refused.Output, StringComparison.Ordinal);
        Assert.Contains("1 added, 0 unchanged, 1 refused", refused.Output, StringComparison.Ordinal);
        Assert.Equal(2, usage.ExitCode);
        Assert.Equal(1, setting.ExitCode);
        Assert.Contains("Archive__Titel", setting.Output, StringComparison.Ordinal);
        Assert.Equal(1, value.ExitCode);
        Assert.Contains("Archive__ReferencePrefix", value.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_made_on_the_command_line()
    {
        await using var folder = new TestFolder();
        await using var program = await ProgramRun.ServeAsync(folder.Path);

        var (code, output) = await ProgramRun.CommandAsync(folder.Path, "user", "add", "new@example.org", "--role", "editor");

        Assert.Equal(0, code);
        var path = new Uri(output[output.IndexOf("http", StringComparison.Ordinal)..].Trim()).AbsolutePath;
        using var browser = new Browser(program.Address);
        await browser.SubmitAsync(path, ("Password", TestArchive.Password), ("Repeated", TestArchive.Password));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync("/editor")).Status);
    }
}
