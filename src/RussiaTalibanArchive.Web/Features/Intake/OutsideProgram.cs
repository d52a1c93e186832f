using System.Diagnostics;
using System.Text;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>
/// A run of a program that is not part of the archive, such as <c>pdftoppm</c>. It is started without a shell, with an argument
/// array, and inherits only the few variables it needs. Disposing of it ends it and what it started.
/// </summary>
internal sealed class OutsideProgram : IDisposable
{
    private const int ComplaintBytes = 4096;

    private static readonly string[] Inherited = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "SystemRoot", "TESSDATA_PREFIX", "FONTCONFIG_PATH", "FONTCONFIG_FILE"];

    private readonly Process _process;
    private readonly Task<string> _complaint;

    private OutsideProgram(Process process)
    {
        _process = process;
        _complaint = Task.Run(() => LastOf(process.StandardError.BaseStream));
    }

    /// <summary>What it writes to standard output.</summary>
    public Stream Output => _process.StandardOutput.BaseStream;

    /// <param name="path">Where the program lies; see <see cref="OutsideTools.PathOf"/>.</param>
    /// <param name="arguments">Handed over one by one: none is ever read by a shell.</param>
    /// <param name="environment">Variables beside the inherited ones.</param>
    /// <exception cref="System.ComponentModel.Win32Exception">It cannot be started.</exception>
    public static OutsideProgram Start(string path, IEnumerable<string> arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var program = new OutsideProgram(Launch(path, arguments, environment));
        program._process.StandardInput.Close();
        return program;
    }

    /// <summary>Runs a program to its end, hands it <paramref name="input"/> on standard input and takes its standard output.</summary>
    /// <param name="path">As in <see cref="Start"/>.</param>
    /// <param name="arguments">As in <see cref="Start"/>.</param>
    /// <param name="input">Writes the input, or nothing.</param>
    /// <param name="time">After it the program is ended.</param>
    /// <param name="maxOutputBytes">More than this and the program is ended.</param>
    /// <param name="environment">As in <see cref="Start"/>.</param>
    /// <exception cref="TimeoutException">It took longer than <paramref name="time"/>.</exception>
    /// <exception cref="InvalidDataException">It wrote more than <paramref name="maxOutputBytes"/>.</exception>
    public static OutsideAnswer Run(string path, IEnumerable<string> arguments, Action<Stream>? input, TimeSpan time, int maxOutputBytes, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        using var program = new OutsideProgram(Launch(path, arguments, environment));
        using var limit = program.EndAfter(time);
        var feeding = Task.Run(() => program.Feed(input));
        var output = program.ReadToEnd(maxOutputBytes);
        feeding.GetAwaiter().GetResult();
        program._process.WaitForExit();
        return limit.HasStruck
            ? throw new TimeoutException($"{Path.GetFileName(path)} took longer than {time}.")
            : new OutsideAnswer(program._process.ExitCode, output, program._complaint.Result);
    }

    /// <summary>Ends the program after <paramref name="time"/>, unless the result is disposed of before.</summary>
    public TimeLimit EndAfter(TimeSpan time) => new(this, time);

    public void Dispose()
    {
        End();
        _process.Dispose();
    }

    private static Process Launch(string path, IEnumerable<string> arguments, ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(path, arguments)
        {
            UseShellExecute = false,
            CreateNoWindow = true,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in start.Environment.Keys.Except(Inherited, StringComparer.OrdinalIgnoreCase).ToList())
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static string LastOf(Stream stream)
    {
        var kept = new byte[2 * ComplaintBytes];
        int length = 0, read;
        while ((read = stream.Read(kept, length, kept.Length - length)) > 0)
        {
            length += read;
            if (length > ComplaintBytes)
            {
                kept.AsSpan(length - ComplaintBytes, ComplaintBytes).CopyTo(kept);
                length = ComplaintBytes;
            }
        }

        return Encoding.UTF8.GetString(kept, 0, length);
    }

    private void Feed(Action<Stream>? input)
    {
        try
        {
            input?.Invoke(_process.StandardInput.BaseStream);
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended before it read everything: its exit code and complaint say why.
        }
    }

    private byte[] ReadToEnd(int maxBytes)
    {
        using var all = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = Output.Read(buffer)) > 0)
        {
            if (all.Length + read > maxBytes)
            {
                throw new InvalidDataException($"{_process.StartInfo.FileName} wrote more than {maxBytes} bytes.");
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private void End()
    {
        try
        {
            if (!_process.HasExited)
            {
                _process.Kill(entireProcessTree: true);
            }
        }
        catch (Exception exception) when (exception is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It ended by itself in the meantime.
        }
    }

    /// <summary>A clock that ends a program.</summary>
    internal sealed class TimeLimit : IDisposable
    {
        private readonly Timer _timer;

        public TimeLimit(OutsideProgram program, TimeSpan time) =>
            _timer = new Timer(
                _ =>
                {
                    HasStruck = true;
                    program.End();
                },
                null,
                time,
                Timeout.InfiniteTimeSpan);

        public bool HasStruck { get; private set; }

        public void Dispose() => _timer.Dispose();
    }
}

/// <param name="ExitCode">0 for success, as a rule.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Complaint">The last 4,096 bytes of what it wrote to standard error. It may hold words of the file: never to be logged or shown.</param>
internal sealed record OutsideAnswer(int ExitCode, byte[] Output, string Complaint);
