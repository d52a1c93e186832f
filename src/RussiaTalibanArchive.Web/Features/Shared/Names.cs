using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Shared;

/// <summary>What the interface calls the values that the model has names for.</summary>
public static class Names
{
    public static string Of(this Words words, ItemKind kind) => kind switch
    {
        ItemKind.Tag => words["Tag"],
        ItemKind.Document => words["Document"],
        ItemKind.Article => words["Article"],
        ItemKind.Quotation => words["Quotation"],
        ItemKind.Note => words["Note"],
        _ => words["Dossier"],
    };

    public static string Of(this Words words, ItemStatus status) => status switch
    {
        ItemStatus.Draft => words["Draft"],
        ItemStatus.Internal => words["Internal"],
        _ => words["Public"],
    };

    public static string Of(this Words words, QuotationStatus status) => status switch
    {
        QuotationStatus.Proposed => words["Proposed"],
        QuotationStatus.Draft => words["Draft"],
        QuotationStatus.Checked => words["Checked"],
        QuotationStatus.Disputed => words["Disputed"],
        _ => words["Withdrawn"],
    };

    public static string Of(this Words words, Verdict verdict) => verdict switch
    {
        Verdict.Unassessed => words["Not assessed"],
        Verdict.LikelyAuthentic => words["Likely authentic"],
        Verdict.Authentic => words["Authentic"],
        Verdict.Disputed => words["Authenticity disputed"],
        Verdict.LikelyForged => words["Likely forged"],
        _ => words["Forged"],
    };

    public static string Of(this Words words, TextRole role) => role switch
    {
        TextRole.Transcription => words["Transcription"],
        TextRole.Ocr => words["Text recognised by machine"],
        _ => words["Translation"],
    };

    public static string Of(this Words words, AnchorState anchor) => anchor switch
    {
        AnchorState.Exact => words["Stands word for word in the source"],
        AnchorState.Folded => words["Stands in the source in another spelling"],
        AnchorState.Lost => words["Not found in the source"],
        _ => words["The source has no text here to check against"],
    };

    public static string Of(this Words words, Role role) => role switch
    {
        Role.Reader => words["Reader"],
        Role.Analyst => words["Analyst"],
        Role.Editor => words["Editor"],
        _ => words["Administrator"],
    };

    public static string Of(this Words words, Calendar calendar) => calendar switch
    {
        Calendar.Gregorian => words["Gregorian"],
        Calendar.Hijri => words["Hijri"],
        _ => words["Solar Hijri"],
    };

    public static string Of(this Words words, RevisionAction action) => action switch
    {
        RevisionAction.Created => words["Created"],
        RevisionAction.Imported => words["Imported"],
        RevisionAction.Edited => words["Edited"],
        RevisionAction.Withdrawn => words["Withdrawn"],
        RevisionAction.Reinstated => words["Reinstated"],
        _ => words["Restored to an earlier version"],
    };

    public static string Of(this Words words, IntakeState state) => state switch
    {
        IntakeState.Received => words["Received"],
        IntakeState.Identified => words["Being read"],
        IntakeState.Text => words["Pictures are being made"],
        IntakeState.Pages => words["Being filed"],
        IntakeState.Ready => words["Ready"],
        IntakeState.Failed => words["Failed"],
        IntakeState.Waiting => words["Waiting"],
        IntakeState.Duplicate => words["Duplicate"],
        _ => words["Unpacked"],
    };

    /// <summary>A language by its own name where the archive knows it, else its tag.</summary>
    public static string LanguageName(string tag) => tag.ToLowerInvariant() switch
    {
        "ar" => "العربية",
        "ps" => "پښتو",
        "fa" => "فارسی",
        "fa-af" or "prs" => "دری",
        "ru" => "Русский",
        "en" => "English",
        "ur" => "اردو",
        "uz" => "Oʻzbekcha",
        "tg" => "Тоҷикӣ",
        _ => tag,
    };
}
