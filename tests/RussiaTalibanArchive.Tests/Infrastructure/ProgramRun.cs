using System.Collections.Concurrent;
using System.Diagnostics;
using RussiaTalibanArchive.Tests.Text;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>The built program as a process of its own, on a data directory that a test names.</summary>
public sealed class ProgramRun : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly BlockingCollection<string> _lines = [];

    private ProgramRun(Process process) => _process = process;

    /// <summary>Where it serves, once <see cref="ServeAsync"/> has returned.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The path of the one-time address that it printed, if it did.</summary>
    public string? Invitation { get; private set; }

    public int Id => _process.Id;

    /// <summary>Starts the program and waits until it says where it serves.</summary>
    public static async Task<ProgramRun> ServeAsync(string dataDirectory, bool sample = false)
    {
        var run = Start(dataDirectory, sample, []);
        var served = await run.LineAsync("The archive is served on ");
        run.Address = served.Split(' ')[5];
        if (run._lines.TryTake(out var next, 2000) && next.Contains("/account/invitation/", StringComparison.Ordinal))
        {
            run.Invitation = new Uri(next[next.IndexOf("http", StringComparison.Ordinal)..]).AbsolutePath;
        }

        return run;
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output)> CommandAsync(string dataDirectory, params string[] arguments) => await CommandAsync(dataDirectory, null, arguments);

    /// <inheritdoc cref="CommandAsync(string, string[])"/>
    public static async Task<(int ExitCode, string Output)> CommandAsync(string dataDirectory, (string Name, string Value)? setting, params string[] arguments)
    {
        await using var run = Start(dataDirectory, sample: false, arguments, setting);
        await run._process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
        run._process.WaitForExit(); // Flushes what was printed.
        return (run._process.ExitCode, string.Join('\n', run._lines));
    }

    /// <summary>Ends the program as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Asks the program to end, and waits until it has.</summary>
    public async Task StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await StopAsync();
        }

        _process.Dispose();
        _lines.Dispose();
    }

    private static ProgramRun Start(string dataDirectory, bool sample, string[] arguments, (string Name, string Value)? setting = null)
    {
        var configuration = AppContext.BaseDirectory.Contains("/Release/", StringComparison.Ordinal) ? "Release" : "Debug";
        var program = Path.Combine(Specimens.Repository, "src", "RussiaTalibanArchive.Web", "bin", configuration, "net10.0", "RussiaTalibanArchive.Web.dll");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["Archive__DataDirectory"] = dataDirectory;
        start.Environment["Archive__Sample"] = sample ? "true" : "false";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        if (setting is var (name, value))
        {
            start.Environment[name] = value;
        }

        var process = new Process { StartInfo = start };
        var run = new ProgramRun(process);
        process.OutputDataReceived += (_, e) => run.Add(e.Data);
        process.ErrorDataReceived += (_, e) => run.Add(e.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return run;
    }

    private void Add(string? line)
    {
        if (line is not null && !_lines.IsAddingCompleted)
        {
            _lines.Add(line);
        }
    }

    private async Task<string> LineAsync(string start)
    {
        var seen = new List<string>();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            return await Task.Run(() =>
            {
                foreach (var line in _lines.GetConsumingEnumerable(patience.Token))
                {
                    seen.Add(line);
                    if (line.StartsWith(start, StringComparison.Ordinal))
                    {
                        return line;
                    }
                }

                throw new InvalidOperationException();
            });
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The program did not print “{start}…” but:\n{string.Join('\n', seen)}");
        }
    }
}
