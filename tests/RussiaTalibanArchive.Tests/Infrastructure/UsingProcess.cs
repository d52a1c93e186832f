using System.Diagnostics;
using System.Runtime.CompilerServices;
using RussiaTalibanArchive.Web.Data.Embedded;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>
/// Another process that uses the embedded server of a data directory until it is killed: this very test program, which
/// begins here instead of running tests.
/// </summary>
public sealed class UsingProcess : IDisposable
{
    private const string Variable = "ARCHIVE_TESTS_USE_DATA_DIRECTORY";

    private readonly Process _process;

    private UsingProcess(Process process, int port)
    {
        _process = process;
        Port = port;
    }

    public int Port { get; }

    public static async Task<UsingProcess> StartAsync(string dataDirectory)
    {
        // The assembly is run by dotnet itself, whichever program runs the tests.
        var start = new ProcessStartInfo("dotnet", ["exec", typeof(UsingProcess).Assembly.Location])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[Variable] = dataDirectory;
        var process = Process.Start(start)!;
        var line = await process.StandardOutput.ReadLineAsync();
        Assert.True(int.TryParse(line, out var port), $"The other process said: {line}");
        return new UsingProcess(process, port);
    }

    /// <summary>Ends the process as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Lets the process leave the server in order and end.</summary>
    public async Task LeaveAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        Assert.Equal(0, _process.ExitCode);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

#pragma warning disable CA2255 // The test program's Main is generated: this is the one way to begin before it.
    [ModuleInitializer]
#pragma warning restore CA2255
    internal static void BeginHere()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } dataDirectory)
        {
            Use(dataDirectory);
            Environment.Exit(0);
        }
    }

    // Blocks on purpose: until this initializer ends, no other thread may run code of this assembly, not even a continuation.
    private static void Use(string dataDirectory)
    {
        var server = EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions { DataDirectory = dataDirectory, Durable = false, Binaries = TestFolder.Binaries }, CancellationToken.None).GetAwaiter().GetResult();
        Console.WriteLine(server.Port);
        Console.In.ReadToEnd();
        server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
