namespace RussiaTalibanArchive.Web.Features.Intake.Reading.Recognition;

/// <summary>Which of Tesseract's models reads which language. <c>ara</c> is never added to another: it makes three to ten times the errors.</summary>
internal static class RecognitionModel
{
    public const string Arabic = "ara";
    public const string Russian = "rus";
    public const string English = "eng";
    public const string RussianAndEnglish = "rus+eng";
    public const string Orientation = "osd";

    /// <param name="language">BCP 47.</param>
    /// <returns><see langword="null"/> for a language that there is no model for, or none that is known.</returns>
    public static string? Of(string? language) => language?.Split('-')[0].ToLowerInvariant() switch
    {
        "ar" => Arabic,
        "fa" or "prs" => "fas",
        "ps" => "pus",
        "ru" => Russian,
        "en" => English,
        _ => null,
    };

    /// <param name="script">As Tesseract's detector of scripts calls it.</param>
    public static string? OfScript(string script) => script switch
    {
        "Arabic" => Arabic,
        "Cyrillic" => Russian,
        "Latin" or "Fraktur" => English,
        _ => null,
    };

    public static bool IsArabicScript(string model) => model is Arabic or "fas" or "pus";
}
