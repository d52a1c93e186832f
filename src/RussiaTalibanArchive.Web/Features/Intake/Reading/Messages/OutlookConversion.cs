using System.ComponentModel;
using System.Diagnostics;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Messages;

/// <summary>Makes an ordinary message of one in Outlook's format, by the program <c>msgconvert</c>, as no library reads it.</summary>
internal static class OutlookConversion
{
    private const int MaxSeconds = 30;
    private const string Program = "msgconvert";

    /// <returns>The path of the message, below the output; its caller deletes it.</returns>
    /// <exception cref="UnreadableException">The program is missing, or took too long.</exception>
    /// <exception cref="InvalidDataException">The program could make nothing of the file.</exception>
    public static string Convert(ReadJob job)
    {
        var target = Path.Combine(job.Output, "converted.eml");
        using var process = Start(job, target);
        var isIncomplete = false;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => isIncomplete |= line.Data?.StartsWith("Can't locate ", StringComparison.Ordinal) == true;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        if (!process.WaitForExit(TimeSpan.FromSeconds(MaxSeconds)))
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            throw new UnreadableException("The Outlook message takes too long to convert. Save it from Outlook as .eml or PDF and bring that in.");
        }

        process.WaitForExit(); // Until all it said was read.
        if (process.ExitCode != 0 && isIncomplete)
        {
            throw Missing();
        }

        return process.ExitCode == 0 && File.Exists(target) ? target : throw new InvalidDataException($"{Program} ended with {process.ExitCode}.");
    }

    private static Process Start(ReadJob job, string target)
    {
        var start = new ProcessStartInfo(Program, ["--outfile", target, Path.GetFullPath(job.Input)])
        {
            WorkingDirectory = job.Output,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception)
        {
            throw Missing();
        }
    }

    private static UnreadableException Missing() =>
        new UnreadableException("Messages from Outlook need the program msgconvert, which is not installed, or without its Perl modules.") { MissingTool = Program };
}
