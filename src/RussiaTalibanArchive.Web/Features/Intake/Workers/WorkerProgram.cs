using System.Text.Json;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Web.Features.Intake.Workers;

/// <summary>
/// The program as a worker: reads one job from standard input, does it, and answers in lines on standard output. It opens no
/// settings, no database and no network. Exit codes: 0 done, 3 refused (the last line says why); anything else is a crash.
/// </summary>
internal static class WorkerProgram
{
    public const string Argument = "worker";
    public const int RefusedCode = 3;

    public static int Run()
    {
        using var input = Console.OpenStandardInput();
        var job = JsonSerializer.Deserialize(input, ReadJson.Default.ReadJob)!;
        try
        {
            FileReaders.Do(job, Say);
            return 0;
        }
        catch (UnreadableException e)
        {
            Refuse(e);
            return RefusedCode;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Its message could repeat what the file says; the kind of failure and the place do not.
            Console.Error.WriteLine($"{e.GetType().FullName} at {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            Refuse(new UnreadableException("The file is damaged, or not quite what it says it is, and could not be read. If it opens elsewhere, save it anew or as PDF, and bring that in; else ask for another copy."));
            return RefusedCode;
        }
    }

    private static void Say(WorkerLine line)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(line, WorkerJson.Default.WorkerLine));
        Console.Out.Flush();
    }

    private static void Refuse(UnreadableException e) => Say(new()
    {
        Problem = e.Message,
        Arguments = [.. e.Arguments.Select(a => Convert.ToString(a, System.Globalization.CultureInfo.InvariantCulture) ?? "")],
        NeedsPassword = e.NeedsPassword,
        MissingTool = e.MissingTool,
    });
}
