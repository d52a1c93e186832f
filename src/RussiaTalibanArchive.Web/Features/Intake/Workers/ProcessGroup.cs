using System.Globalization;

namespace RussiaTalibanArchive.Web.Features.Intake.Workers;

/// <summary>A process and all that it started, on Linux.</summary>
internal static class ProcessGroup
{
    private static readonly long PageBytes = Environment.SystemPageSize;

    /// <summary>Resident memory of a process and its descendants, in bytes; 0 where it cannot be told.</summary>
    public static long MemoryOf(int processId)
    {
        if (!OperatingSystem.IsLinux())
        {
            return 0;
        }

        var processes = Directory.EnumerateDirectories("/proc").Select(Read).OfType<(int Id, int Parent, long Bytes)>().ToList();
        var children = processes.ToLookup(p => p.Parent);
        var total = processes.Where(p => p.Id == processId).Sum(p => p.Bytes);
        var waiting = new Queue<int>([processId]);
        while (waiting.TryDequeue(out var parent))
        {
            foreach (var (id, _, bytes) in children[parent])
            {
                total += bytes;
                waiting.Enqueue(id);
            }
        }

        return total;
    }

    /// <summary>Source: proc(5), <c>/proc/pid/stat</c>; the name in brackets may hold anything.</summary>
    private static (int Id, int Parent, long Bytes)? Read(string folder)
    {
        if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        try
        {
            var line = File.ReadAllText(Path.Combine(folder, "stat"));
            var fields = line[(line.LastIndexOf(')') + 2)..].Split(' ');
            return (id, int.Parse(fields[1], CultureInfo.InvariantCulture), long.Parse(fields[21], CultureInfo.InvariantCulture) * PageBytes);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return null; // It has ended.
        }
    }
}
