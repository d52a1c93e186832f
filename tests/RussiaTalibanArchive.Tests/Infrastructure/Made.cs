using System.Diagnostics;
using RussiaTalibanArchive.Tests.Text;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>Files made by the programs that people make them with, in a folder of the test's own.</summary>
internal sealed class Made : IDisposable
{
    private static readonly SemaphoreSlim OneOffice = new(1, 1);

    public string Folder { get; } = Directory.CreateTempSubdirectory("made-").FullName;

    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Folder, name);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    /// <summary>Prints a page to PDF as a reader's browser does.</summary>
    public string ChromiumPdf(string name, string html)
    {
        var page = Write(name + ".html", html);
        var pdf = Path.Combine(Folder, name + ".pdf");
        Run(Environment.GetEnvironmentVariable("CHROMIUM") is { Length: > 0 } own ? own : "chromium",
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", $"--user-data-dir={Folder}/profile", "--no-pdf-header-footer", $"--print-to-pdf={pdf}", page);
        return pdf;
    }

    /// <summary>Converts a file with LibreOffice, to its ending or to a filter of that name.</summary>
    public string Office(string source, string to)
    {
        OneOffice.Wait(TestContext.Current.CancellationToken);
        try
        {
            Run("soffice", "--headless", $"-env:UserInstallation=file://{Path.GetTempPath()}office-of-tests", "--convert-to", to, "--outdir", Folder, source);
        }
        finally
        {
            OneOffice.Release();
        }

        return Path.Combine(Folder, Path.GetFileNameWithoutExtension(source) + "." + to.Split(':')[0]);
    }

    /// <summary>Draws a text with pango, as PNG at 200 dots an inch or as PDF by the name's ending.</summary>
    public string Drawn(string name, string text)
    {
        var path = Path.Combine(Folder, name);
        Run("pango-view", "--no-display", "--dpi=200", "--font=Noto Naskh Arabic 13", $"--text={text}", "-q", "-o", path);
        return path;
    }

    /// <summary>Runs a program; a machine without it skips the test.</summary>
    public void Run(string program, params string[] arguments)
    {
        Process? started = null;
        try
        {
            started = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true, WorkingDirectory = Folder });
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip($"{program} is not installed here.");
        }

        using var process = started!;
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var errors = process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), $"{program} did not end.");
        Assert.True(process.ExitCode is 0 or 3, $"{program} failed: {errors}"); // qpdf ends with 3 when it warned.
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
