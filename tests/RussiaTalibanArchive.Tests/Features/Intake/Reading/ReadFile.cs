using System.Text.Json;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Tests.Features.Intake.Reading;

/// <summary>A file as a worker reads it.</summary>
internal sealed record ReadFile(FileReading Reading, IReadOnlyList<ReadPage> Pages, string Folder)
{
    public string Text => string.Join('\f', Pages.Select(p => p.Text));

    /// <summary>What stands in a part.</summary>
    public byte[] Part(int index) => File.ReadAllBytes(Path.Combine(Folder, "parts", Reading.Parts[index].Stored!));

    public static ReadFile Of(string path, string? encoding = null, string? password = null, ReadLimits? limits = null)
    {
        var output = Directory.CreateTempSubdirectory("read-").FullName;
        var job = new ReadJob { Step = ReadStep.Read, Input = path, Output = output, Name = Path.GetFileName(path), Encoding = encoding, Password = password, Limits = limits ?? new() };
        FileReaders.Do(job, _ => { });
        return Load(output);
    }

    /// <summary>Does another step of a file that has been read.</summary>
    public static string Do(ReadStep step, string path, FileKind kind, string? language = null, IReadOnlyList<PageBox>? redactions = null)
    {
        var output = Directory.CreateTempSubdirectory("step-").FullName;
        FileReaders.Do(new() { Step = step, Input = path, Output = output, Kind = kind, Pages = [1], Language = language, Redactions = redactions ?? [] }, _ => { });
        return output;
    }

    public static ReadPage Page(string folder, int number) => JsonSerializer.Deserialize(File.ReadAllBytes(ReadOutput.PageFile(folder, number)), ReadJson.Default.ReadPage)!;

    private static ReadFile Load(string folder)
    {
        var reading = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, "reading.json")), ReadJson.Default.FileReading)!;
        return new(reading, [.. Enumerable.Range(1, reading.PageCount).Select(n => Page(folder, n))], folder);
    }

    /// <summary>Wrong, missing and added characters, as a share of those that should stand there; white space folded.</summary>
    public static double Errors(string wanted, string found)
    {
        var (a, b) = (Folded(wanted), Folded(found));
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[b.Length] / (double)a.Length;

        static string Folded(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
