namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>Tells who works behind the pages that there is work, so that they need not wait for their next look.</summary>
public abstract class WorkSignal : IDisposable
{
    private readonly SemaphoreSlim _work = new(0, 1);

    public void Wake()
    {
        try
        {
            _work.Release();
        }
        catch (SemaphoreFullException)
        {
            // They are being woken already.
        }
    }

    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) => _work.WaitAsync(atMost, cancellationToken);

    public void Dispose()
    {
        _work.Dispose();
        GC.SuppressFinalize(this);
    }
}
