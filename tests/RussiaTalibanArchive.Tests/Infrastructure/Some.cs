using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Tests.Infrastructure;

/// <summary>Lines of JSON for valid items; a test names only what it is about.</summary>
public static class Some
{
    public static string Tag(string slug, string label = "", string? broader = null) =>
        Line(new { kind = "tag", slug, labels = new { en = label.Length > 0 ? label : slug }, broader });

    public static string Document(
        string reference, string title = "Specimen memorandum", string text = "د روسیې سیلانیان زیات شوي دي.\nدوهم پراګراف د نمونې لپاره دی.",
        string language = "ps", string status = "public", string? date = "2025-07-07", string? issuer = null, string[]? tags = null,
        string? authenticity = null, string? embargo = null, object? source = null, object[]? provenance = null) =>
        Line(new
        {
            kind = "document",
            reference,
            title,
            language,
            date,
            issuer,
            authenticity,
            source,
            provenance,
            texts = new[] { new { language, role = "transcription", text } },
            tags,
            status,
            embargo_until = embargo,
        });

    public static string Article(
        string reference, string title = "Specimen report", string body = "He said: “The goods arrived at the border post in good order.”",
        string language = "en", string status = "public", string[]? cites = null, string[]? tags = null) =>
        Line(new { kind = "article", reference, title, language, body, cites, tags, status });

    public static string Quotation(
        string reference, string of, string exact = "سیلانیان زیات شوي", string status = "checked", string[]? tags = null,
        string? note = null, object[]? appearances = null, object? translations = null) =>
        Line(new { kind = "quotation", reference, of, exact, status, tags, note, appearances, translations });

    public static string Note(string body, string status = "public", string[]? about = null, string? reference = null, string? title = null) =>
        Line(new { kind = "note", reference, title, about, body, status });

    public static string Dossier(string reference, string title, string[] items, string status = "public", string? introduction = null) =>
        Line(new { kind = "dossier", reference, title, language = "en", introduction, items = items.Select(i => new { reference = i }), status });

    private static string Line(object item) => System.Text.Json.JsonSerializer.Serialize(item, ItemJson.Options);
}
