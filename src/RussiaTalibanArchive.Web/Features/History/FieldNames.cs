using System.Text.Json;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.History;

/// <summary>What the interface calls the fields of records, and the values that are words of the model.</summary>
public static class FieldNames
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["title"] = "Title",
        ["title_translations"] = "Title in other languages",
        ["language"] = "Language",
        ["date"] = "Date",
        ["published"] = "Published",
        ["created"] = "Written",
        ["edtf"] = "EDTF",
        ["printed"] = "As printed",
        ["calendar"] = "Calendar",
        ["document_type"] = "Type",
        ["issuer"] = "Issuer",
        ["addressee"] = "Addressee",
        ["classification"] = "Classification",
        ["abstract"] = "Abstract",
        ["source"] = "Source",
        ["url"] = "Address",
        ["publisher"] = "Publisher",
        ["received"] = "Received",
        ["note"] = "Note",
        ["rights"] = "Rights",
        ["grade"] = "Grade",
        ["authenticity"] = "Assessment",
        ["verdict"] = "Verdict",
        ["grounds"] = "Grounds",
        ["by"] = "By",
        ["provenance"] = "Provenance",
        ["fact"] = "Fact",
        ["public"] = "For readers",
        ["texts"] = "Text",
        ["text"] = "Words",
        ["role"] = "Kind",
        ["translator"] = "Translator",
        ["files"] = "File",
        ["path"] = "Name",
        ["sha256"] = "SHA-256",
        ["tags"] = "Tags",
        ["status"] = "Status",
        ["embargo_until"] = "Embargo",
        ["authors"] = "Authors",
        ["body"] = "Body",
        ["cites"] = "Documents spoken of",
        ["of"] = "Quoted from",
        ["exact"] = "Words",
        ["prefix"] = "Words before",
        ["suffix"] = "Words after",
        ["start"] = "Position",
        ["page"] = "Page",
        ["text_language"] = "Language of the text",
        ["translations"] = "Translation",
        ["speaker"] = "Speaker",
        ["name"] = "Name",
        ["appearances"] = "Appearance",
        ["in"] = "Article",
        ["type"] = "Type",
        ["labels"] = "Name",
        ["aliases"] = "Other names",
        ["broader"] = "Broader tag",
        ["scope_note"] = "Scope note",
        ["same_as"] = "The same elsewhere",
        ["about"] = "About",
        ["author"] = "Author",
        ["introduction"] = "Introduction",
        ["items"] = "Item",
        ["comment"] = "Comment",
        ["reference"] = "Reference",
    };

    private static readonly Dictionary<string, int> Positions = Names.Keys.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i);

    /// <summary>Where the field stands among others when changes are listed: PostgreSQL keeps no order of an object's values.</summary>
    public static int Order(IReadOnlyList<FieldStep> path) => Positions.GetValueOrDefault(path[0].Name, int.MaxValue);

    /// <summary>Where a change is, as words: <c>Text (Transcription, پښتو) › Words</c>.</summary>
    public static string Of(this Words words, IReadOnlyList<FieldStep> path) => string.Join(" › ", path.Select((step, i) =>
    {
        var name = i > 0 && path[i - 1].Name is "title_translations" or "labels" ? Shared.Names.LanguageName(step.Name)
            : Names.TryGetValue(step.Name, out var key) ? words[key] : step.Name;
        return step.Key is null ? name : $"{name} ({string.Join(words[", "], step.Key.Split(' ').Select(part => KeyPart(words, step.Name, part)))})";
    }));

    /// <summary>A value as the interface words it.</summary>
    public static string ValueOf(this Words words, IReadOnlyList<FieldStep> path, string? value) => path[^1].Name switch
    {
        _ when value is null => "",
        "status" when Parse<ItemStatus>(value) is { } status => words.Of(status),
        "status" when Parse<QuotationStatus>(value) is { } status => words.Of(status),
        "verdict" when Parse<Verdict>(value) is { } verdict => words.Of(verdict),
        "role" when path[0].Name == "texts" && Parse<TextRole>(value) is { } role => words.Of(role),
        "calendar" when Parse<Text.Dates.Calendar>(value) is { } calendar => words.Of(calendar),
        "public" => value == "true" ? words["Yes"] : words["No"],
        _ => value,
    };

    private static string KeyPart(Words words, string list, string part) =>
        list == "texts" && Parse<TextRole>(part) is { } role ? words.Of(role)
        : list is "texts" or "translations" ? Shared.Names.LanguageName(part) : part;

    private static T? Parse<T>(string value) where T : struct, Enum =>
        Enum.GetValues<T>().Where(v => JsonNamingPolicy.KebabCaseLower.ConvertName(v.ToString()) == value).Cast<T?>().FirstOrDefault();
}
