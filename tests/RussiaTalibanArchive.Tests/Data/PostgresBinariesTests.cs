using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Data;
using RussiaTalibanArchive.Web.Data.Embedded;

namespace RussiaTalibanArchive.Tests.Data;

public sealed class PostgresBinariesTests
{
    [Fact]
    public void Binaries_are_found_without_any_setting()
    {
        var binaries = PostgresBinaries.Find(configured: null);

        Assert.True(File.Exists(binaries.PathOf("initdb")));
        Assert.InRange(binaries.Major, PostgresBinaries.OldestMajor, 99);
    }

    [Fact]
    public void The_setting_may_name_the_folder_above_the_programs()
    {
        var binaries = PostgresBinaries.Find(configured: null);

        Assert.Equal(binaries, PostgresBinaries.Find(Path.GetDirectoryName(binaries.Folder)));
    }

    [Fact]
    public async Task A_setting_that_names_no_programs_is_refused_with_what_was_looked_for()
    {
        await using var folder = new TestFolder();

        var refusal = Assert.Throws<ArchiveStartException>(() => PostgresBinaries.Find(folder.Path));

        Assert.Contains("Archive__PostgresBinaries", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(folder.Path + ": holds no initdb", refusal.Message, StringComparison.Ordinal);
        Assert.Contains(Path.Combine(folder.Path, "bin"), refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres (PostgreSQL) 14.9", "is version 14")]
    [InlineData("Segmentation fault", "does not run here: Segmentation fault")]
    public async Task Programs_that_are_too_old_or_do_not_run_are_refused_with_the_reason(string says, string reason)
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The stand-ins are shell scripts.");
            return;
        }

        await using var folder = new TestFolder();
        MakePrograms(folder.Path, says);

        var refusal = Assert.Throws<ArchiveStartException>(() => PostgresBinaries.Find(folder.Path));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_links_that_the_npm_package_lists_are_made_once_and_side_by_side()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("The package for Windows lists none.");
            return;
        }

        await using var folder = new TestFolder();
        var bin = Path.Combine(folder.Path, "bin");
        MakePrograms(bin, "postgres (PostgreSQL) 18.4");
        Directory.CreateDirectory(Path.Combine(folder.Path, "lib"));
        File.WriteAllText(Path.Combine(folder.Path, "lib", "libpq.so.5.18"), "library");
        File.WriteAllText(
            Path.Combine(folder.Path, "pg-symlinks.json"), """[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]""");
        File.SetUnixFileMode(Path.Combine(bin, "postgres"), UnixFileMode.UserRead); // as some copies leave it

        Parallel.For(0, 8, _ => Assert.Equal(18, PostgresBinaries.Find(folder.Path).Major));

        var link = new FileInfo(Path.Combine(folder.Path, "lib", "libpq.so.5"));
        Assert.Equal("libpq.so.5.18", link.LinkTarget);
        Assert.Equal("library", File.ReadAllText(link.FullName));
    }

    private static void MakePrograms(string folder, string says)
    {
        Directory.CreateDirectory(folder);
        foreach (var program in (string[])["initdb", "pg_ctl", "postgres"])
        {
            var path = Path.Combine(folder, program);
            File.WriteAllText(path, $"#!/bin/sh\necho '{says}'\n");
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }
        }
    }
}
