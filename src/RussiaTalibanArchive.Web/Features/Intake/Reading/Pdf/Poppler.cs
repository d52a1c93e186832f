namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Pdf;

/// <summary>What the programs of Poppler have in common.</summary>
internal static class Poppler
{
    /// <summary>The arguments that give a password. It has no other way in; the worker's processes are its own.</summary>
    public static string[] Password(ReadJob job) => string.IsNullOrEmpty(job.Password) ? [] : ["-upw", job.Password, "-opw", job.Password];
}
