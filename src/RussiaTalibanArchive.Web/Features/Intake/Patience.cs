namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>
/// How long a file may still be worked on: a while to begin with, and more for each page that is done. So a large file is read
/// to its end, and one that comes to nothing does not hold up the others.
/// </summary>
internal sealed class Patience(TimeSpan toBeginWith, TimeProvider clock)
{
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(20);

    private readonly long _started = clock.GetTimestamp();
    private TimeSpan _granted = toBeginWith;

    public bool IsOver => Left <= TimeSpan.Zero;

    private TimeSpan Left => _granted - clock.GetElapsedTime(_started);

    public void Grant(TimeSpan more) => _granted += more;

    /// <summary>What is wanted, or the part of it that is left; some seconds always, so that the last step is tried as well.</summary>
    public TimeSpan UpTo(TimeSpan wanted) => Left < Least ? Least : wanted < Left ? wanted : Left;
}
