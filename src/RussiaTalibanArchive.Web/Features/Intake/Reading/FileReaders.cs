using RussiaTalibanArchive.Web.Features.Intake.Workers;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading;

/// <summary>Gives a job to the reader of its kind. Runs in a worker process, never where the archive is served.</summary>
internal static class FileReaders
{
    public static void Do(ReadJob job, Action<WorkerLine> say)
    {
        switch (job.Step)
        {
            case ReadStep.Read:
                Read(job, say);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(job), job.Step, "There is no such step.");
        }
    }

    private static void Read(ReadJob job, Action<WorkerLine> say)
    {
        var output = new ReadOutput(job.Output, job.Limits, new FileInfo(job.Input).Length);
        output.Reading.Kind = FileKind.Unknown;
        say(new() { Kind = output.Reading.Kind });
        output.Finish();
    }
}
