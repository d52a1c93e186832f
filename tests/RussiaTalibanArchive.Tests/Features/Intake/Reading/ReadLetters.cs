using System.Text.Json;
using RussiaTalibanArchive.Web.Features.Intake.Reading;

namespace RussiaTalibanArchive.Tests.Features.Intake.Reading;

/// <summary>A file on which a reader was run, and what it found.</summary>
internal sealed class ReadLetters : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("letters-").FullName;

    private ReadLetters(byte[] content, string name, string? encoding, ReadLimits? limits)
    {
        Path = System.IO.Path.Combine(_folder, "input");
        File.WriteAllBytes(Path, content);
        Job = new() { Step = ReadStep.Read, Input = Path, Output = System.IO.Path.Combine(_folder, "output"), Name = name, Encoding = encoding, Limits = limits ?? new() };
        Output = new(Job.Output, Job.Limits, content.Length);
    }

    public string Path { get; }

    public ReadJob Job { get; }

    public ReadOutput Output { get; }

    public FileReading Reading => Output.Reading;

    public IReadOnlyList<string> Pages => Enumerable.Range(1, Reading.PageCount)
        .Select(number => JsonSerializer.Deserialize(File.ReadAllBytes(ReadOutput.PageFile(Job.Output, number)), ReadJson.Default.ReadPage)!.Text).ToList();

    public static ReadLetters By(Action<ReadJob, ReadOutput> reader, byte[] content, string name = "", string? encoding = null, ReadLimits? limits = null)
    {
        var letters = new ReadLetters(content, name, encoding, limits);
        try
        {
            reader(letters.Job, letters.Output);
            return letters;
        }
        catch
        {
            letters.Dispose();
            throw;
        }
    }

    public static FileKind Tell(byte[] content, string name = "")
    {
        using var letters = new ReadLetters(content, name, null, null);
        return FileTypes.Tell(letters.Path, name);
    }

    public byte[] Part(int index) => File.ReadAllBytes(System.IO.Path.Combine(Job.Output, "parts", Reading.Parts[index].Stored!));

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
