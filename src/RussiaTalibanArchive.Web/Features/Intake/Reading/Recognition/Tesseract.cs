using System.Globalization;
using System.Text;
using RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

/// <summary>Which way up a picture stands, and in which script.</summary>
/// <param name="Turn">By how many degrees it must be turned clockwise to stand upright: 0, 90, 180 or 270.</param>
/// <param name="Script">In Tesseract's words, such as <c>Arabic</c>.</param>
internal sealed record PageOrientation(int Turn, string Script);

/// <summary>Runs Tesseract on one picture at a time, each run in one thread: more threads make it several times slower.</summary>
internal sealed class Tesseract
{
    private const int MaxOutputBytes = 32 << 20;

    private readonly string _path;
    private readonly OutsideTools _tools;
    private readonly TimeSpan _patience;

    /// <exception cref="UnreadableException">It is not installed.</exception>
    public Tesseract(OutsideTools tools, TimeSpan patience)
    {
        (_tools, _patience) = (tools, patience);
        _path = tools.PathOf("tesseract") ?? throw new UnreadableException("Recognising the words of pictures needs a program that is not installed: {0}.", "tesseract") { MissingTool = "tesseract" };
    }

    public bool HasModel(string model) => model.Split('+').All(_tools.HasModel);

    /// <summary>Makes sure that a model is there.</summary>
    /// <exception cref="UnreadableException">It is missing.</exception>
    public void Require(string model)
    {
        if (model.Split('+').FirstOrDefault(part => !_tools.HasModel(part)) is { } missing)
        {
            throw new UnreadableException("Recognising the words of this language needs a model that is not installed: {0}.", OutsideTools.ModelName(missing)) { MissingTool = OutsideTools.ModelName(missing) };
        }
    }

    /// <summary>Recognises the words of a picture that stands upright.</summary>
    /// <returns>Tesseract's table of words.</returns>
    /// <exception cref="UnreadableException">The model is missing.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="InvalidDataException">Tesseract failed.</exception>
    public string Words(Raster picture, string model)
    {
        Require(model);
        var answer = Run(picture, "-l", model, "--psm", "3", "tsv");
        return answer.ExitCode == 0 ? Encoding.UTF8.GetString(answer.Output) : throw new InvalidDataException("Tesseract failed.");
    }

    /// <summary>Looks which way up a picture stands.</summary>
    /// <returns><see langword="null"/> when it holds too few letters to tell.</returns>
    /// <exception cref="UnreadableException">The model for it is missing.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    public PageOrientation? Orientation(Raster picture)
    {
        Require(RecognitionModel.Orientation);
        var lines = Encoding.UTF8.GetString(Run(picture, "--psm", "0").Output).Split('\n');
        string? Value(string name) => lines.FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();
        return int.TryParse(Value("Rotate:"), CultureInfo.InvariantCulture, out var turn) && turn is 0 or 90 or 180 or 270 && Value("Script:") is { } script
            ? new(turn, script)
            : null;
    }

    private OutsideAnswer Run(Raster picture, params string[] arguments) =>
        OutsideProgram.Run(_path, ["stdin", "stdout", "--dpi", "300", .. arguments], stream => Netpbm.Write(stream, picture), _patience, MaxOutputBytes, ("OMP_THREAD_LIMIT", "1"));
}
