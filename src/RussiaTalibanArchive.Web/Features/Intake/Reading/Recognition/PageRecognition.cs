using RussiaTalibanArchive.Web.Features.Intake.Reading.Pictures;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

/// <summary>
/// Recognises pages of one document, several at a time. The model follows the language that an editor named, or the one that the
/// pages before turned out to be in; only a page that reads badly with it is looked at for its orientation and script.
/// </summary>
/// <param name="tesseract">Does the work.</param>
/// <param name="language">BCP 47, as an editor named it; <see langword="null"/> when it is to be found out.</param>
/// <param name="earlierModel">What earlier pages were read with, if any.</param>
internal sealed class PageRecognition(Tesseract tesseract, string? language, string? earlierModel)
{
    private const double PoorConfidence = 60;
    private const double ManyDoubtful = 0.1;
    private const int TellingWords = 20;

    private readonly string? _named = RecognitionModel.Of(language);
    private volatile string? _found = earlierModel;

    /// <exception cref="UnreadableException">A model is missing.</exception>
    /// <exception cref="TimeoutException">It took too long.</exception>
    /// <exception cref="InvalidDataException">Tesseract failed.</exception>
    public ReadPage Recognise(Raster page, double widthPoints, double heightPoints)
    {
        var best = (_named ?? _found) is { } model ? WithModel(page, model) : WithoutModel(page);
        best = WithBothAlphabets(_named is null ? InItsLanguage(best) : best);
        if (best.Words.Words.Count >= TellingWords && best.Words.MeanConfidence > PoorConfidence)
        {
            _found = best.Model;
        }

        return new()
        {
            Number = page.Page,
            Text = best.Words.Text,
            Words = [.. best.Words.Words.Select(best.Picture.OnPage)],
            WidthPoints = widthPoints,
            HeightPoints = heightPoints,
            Source = TextSource.Recognised,
        };
    }

    private Attempt WithModel(Raster page, string model)
    {
        var straight = Try(new(page, 0), model);
        if (straight.Words.MeanConfidence >= PoorConfidence || !tesseract.HasModel(RecognitionModel.Orientation) || tesseract.Orientation(page) is not { } orientation)
        {
            return straight;
        }

        var fitting = RecognitionModel.OfScript(orientation.Script) is { } other && RecognitionModel.IsArabicScript(other) != RecognitionModel.IsArabicScript(model) ? other : model;
        return orientation.Turn == 0 && fitting == model ? straight : Better(straight, Try(new(page, orientation.Turn), fitting));
    }

    private Attempt WithoutModel(Raster page)
    {
        var orientation = tesseract.Orientation(page);
        var picture = new UprightPicture(page, orientation?.Turn ?? 0);
        return orientation is not null && RecognitionModel.OfScript(orientation.Script) is { } model
            ? Try(picture, model)
            : Better(Try(picture, RecognitionModel.Arabic), Try(picture, RecognitionModel.RussianAndEnglish));
    }

    /// <summary>The Arabic model reads enough of Persian and Pashto to tell them by; they have models of their own.</summary>
    private Attempt InItsLanguage(Attempt attempt) =>
        RecognitionModel.IsArabicScript(attempt.Model) && RecognitionModel.Of(LanguageGuess.Of(attempt.Words.Text)) is { } model
        && RecognitionModel.IsArabicScript(model) && model != attempt.Model ? Try(attempt.Picture, model) : attempt;

    private Attempt WithBothAlphabets(Attempt attempt) =>
        attempt.Model is RecognitionModel.Russian or RecognitionModel.English && attempt.Words.DoubtfulShare > ManyDoubtful
        && tesseract.HasModel(RecognitionModel.RussianAndEnglish) ? Better(attempt, Try(attempt.Picture, RecognitionModel.RussianAndEnglish)) : attempt;

    private Attempt Try(UprightPicture picture, string model) => new(picture, model, RecognisedWords.Of(tesseract.Words(picture.Picture, model)));

    private static Attempt Better(Attempt one, Attempt other) => other.Words.Score > one.Words.Score ? other : one;

    private sealed record Attempt(UprightPicture Picture, string Model, RecognisedWords Words);
}
