using System.Text.Json;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.History;

/// <summary>What the interface calls the fields of records, and the values that are words of the model.</summary>
public static class FieldNames
{
    /// <summary>The fields in the order of the forms.</summary>
    private static readonly string[] InOrder =
    [
        "title", "title_translations", "language", "date", "published", "created", "edtf", "printed", "calendar", "document_type",
        "issuer", "addressee", "classification", "abstract", "source", "url", "publisher", "received", "note", "rights", "grade",
        "authenticity", "verdict", "grounds", "by", "provenance", "fact", "public", "texts", "text", "role", "translator",
        "files", "path", "sha256", "tags", "status", "embargo_until", "authors", "body", "cites", "of", "exact", "prefix",
        "suffix", "start", "pieces", "page", "text_language", "text_role", "translations", "speaker", "name", "appearances", "in", "type", "labels",
        "aliases", "broader", "scope_note", "same_as", "slug", "former_slugs", "replaced_by", "about", "author", "introduction", "items", "comment", "reference",
    ];

    /// <summary>Where the field stands among others when changes are listed: PostgreSQL keeps no order of an object's values.</summary>
    public static int Order(IReadOnlyList<FieldStep> path) => Array.IndexOf(InOrder, path[0].Name) is var at and >= 0 ? at : InOrder.Length;

    /// <summary>Where a change is, as words: <c>Text (Transcription, پښتو) › Words</c>.</summary>
    public static string Of(this Words words, IReadOnlyList<FieldStep> path) => string.Join(" › ", path.Select((step, i) =>
    {
        var name = i > 0 && path[i - 1].Name is "title_translations" or "labels" ? Names.LanguageName(step.Name)
            : NameOf(words, step.Name);
        return step.Key is null ? name : $"{name} ({string.Join(words[", "], step.Key.Split(' ').Select(part => KeyPart(words, step.Name, part)))})";
    }));

    /// <summary>A value as the interface words it.</summary>
    public static string ValueOf(this Words words, IReadOnlyList<FieldStep> path, string? value) => path[^1].Name switch
    {
        _ when value is null => "",
        "status" when Parse<ItemStatus>(value) is { } status => words.Of(status),
        "status" when Parse<QuotationStatus>(value) is { } status => words.Of(status),
        "verdict" when Parse<Verdict>(value) is { } verdict => words.Of(verdict),
        "role" or "text_role" when path[0].Name is "texts" or "text_role" && Parse<TextRole>(value) is { } role => words.Of(role),
        "calendar" when Parse<Text.Dates.Calendar>(value) is { } calendar => words.Of(calendar),
        "public" => value == "true" ? words["Yes"] : words["No"],
        _ => value,
    };

    private static string NameOf(Words words, string field) => field switch
    {
        "title" => words["Title"],
        "title_translations" => words["Title in other languages"],
        "language" => words["Language"],
        "date" => words["Date"],
        "published" => words["Published"],
        "created" => words["Written"],
        "edtf" => words["EDTF"],
        "printed" => words["As printed"],
        "calendar" => words["Calendar"],
        "document_type" => words["Type"],
        "issuer" => words["Issuer"],
        "addressee" => words["Addressee"],
        "classification" => words["Classification"],
        "abstract" => words["Abstract"],
        "source" => words["Source"],
        "url" => words["Address"],
        "publisher" => words["Publisher"],
        "received" => words["Received"],
        "note" => words["Note"],
        "rights" => words["Rights"],
        "grade" => words["Grade"],
        "authenticity" => words["Assessment"],
        "verdict" => words["Verdict"],
        "grounds" => words["Grounds"],
        "by" => words["By"],
        "provenance" => words["Provenance"],
        "fact" => words["Fact"],
        "public" => words["For readers"],
        "texts" => words["Text"],
        "text" => words["Words"],
        "role" => words["Kind"],
        "translator" => words["Translator"],
        "files" => words["File"],
        "path" => words["Name"],
        "sha256" => words["SHA-256"],
        "tags" => words["Tags"],
        "status" => words["Status"],
        "embargo_until" => words["Embargo"],
        "authors" => words["Authors"],
        "body" => words["Body"],
        "cites" => words["Documents spoken of"],
        "of" => words["Quoted from"],
        "exact" => words["Words"],
        "prefix" => words["Words before"],
        "suffix" => words["Words after"],
        "start" => words["Position"],
        "pieces" => words["Part of the words"],
        "page" => words["Page"],
        "text_role" => words["Kind of the text"],
        "text_language" => words["Language of the text"],
        "translations" => words["Translation"],
        "speaker" => words["Speaker"],
        "name" => words["Name"],
        "appearances" => words["Appearance"],
        "in" => words["Article"],
        "type" => words["Type"],
        "labels" => words["Name"],
        "aliases" => words["Other names"],
        "broader" => words["Broader tag"],
        "scope_note" => words["Scope note"],
        "same_as" => words["The same elsewhere"],
        "slug" => words["Address name"],
        "former_slugs" => words["Earlier addresses"],
        "replaced_by" => words["Replaced by"],
        "about" => words["About"],
        "author" => words["Author"],
        "introduction" => words["Introduction"],
        "items" => words["Item"],
        "comment" => words["Comment"],
        "reference" => words["Reference"],
        _ => field,
    };

    private static string KeyPart(Words words, string list, string part) =>
        list == "texts" && Parse<TextRole>(part) is { } role ? words.Of(role)
        : list is "texts" or "translations" ? Names.LanguageName(part) : part;

    private static T? Parse<T>(string value) where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()) == value).Cast<T?>().FirstOrDefault();
}
