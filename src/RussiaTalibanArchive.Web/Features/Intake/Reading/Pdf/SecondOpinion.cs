using System.ComponentModel;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

/// <summary>How Poppler reads the pages of a PDF. It is compared with our own reading, never taken: its order of Arabic script is unsure.</summary>
internal sealed class SecondOpinion
{
    private const int MaxBytes = 100 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string[] _pages;

    private SecondOpinion(string[] pages) => _pages = pages;

    /// <summary>Asks for it; it has nothing to say where the program is missing, fails, or takes too long.</summary>
    public static SecondOpinion On(ReadJob job, OutsideTools tools)
    {
        if (tools.PathOf("pdftotext") is not { } pdftotext)
        {
            return new([]);
        }

        try
        {
            var answer = OutsideProgram.Run(pdftotext, ["-enc", "UTF-8", "-q", .. Poppler.Password(job), job.Input, "-"], null, Patience, MaxBytes);
            return new(answer.ExitCode == 0 ? Encoding.UTF8.GetString(answer.Output).Split('\f') : []);
        }
        catch (Exception exception) when (exception is Win32Exception or TimeoutException or InvalidDataException)
        {
            return new([]);
        }
    }

    /// <param name="number">From 1.</param>
    /// <returns><see langword="null"/> when there is none on this page.</returns>
    public string? OfPage(int number) => number <= _pages.Length ? _pages[number - 1] : null;
}
