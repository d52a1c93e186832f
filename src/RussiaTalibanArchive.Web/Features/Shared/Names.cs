using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Intake.Reading;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Text.Dates;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Marks;

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

    /// <summary>Several of a kind.</summary>
    public static string ManyOf(this Words words, ItemKind kind) => kind switch
    {
        ItemKind.Tag => words["Tags"],
        ItemKind.Document => words["Documents"],
        ItemKind.Article => words["Articles"],
        ItemKind.Quotation => words["Quotations"],
        ItemKind.Note => words["Notes"],
        _ => words["Dossiers"],
    };

    /// <summary>So many of a kind that has a list.</summary>
    public static string CountOf(this Words words, ItemKind kind, int count) => kind switch
    {
        ItemKind.Document => words.Count(count, "{0} document|{0} documents"),
        ItemKind.Article => words.Count(count, "{0} article|{0} articles"),
        ItemKind.Quotation => words.Count(count, "{0} quotation|{0} quotations"),
        ItemKind.Note => words.Count(count, "{0} note|{0} notes"),
        ItemKind.Tag => words.Count(count, "{0} tag|{0} tags"),
        _ => words.Count(count, "{0} dossier|{0} dossiers"),
    };

    /// <summary>That the archive has none of a kind that has a list.</summary>
    public static string NoneOf(this Words words, ItemKind kind) => kind switch
    {
        ItemKind.Document => words["There are no documents here yet."],
        ItemKind.Article => words["There are no articles here yet."],
        ItemKind.Quotation => words["There are no quotations here yet."],
        ItemKind.Note => words["There are no notes here yet."],
        ItemKind.Tag => words["Nothing that you may see carries a tag yet."],
        _ => words["There are no dossiers here yet. A dossier is a chosen row of documents, articles and quotations with an editor’s comment on each."],
    };

    public static string Of(this Words words, ListLayout layout) => layout switch
    {
        ListLayout.Cards => words["Cards"],
        ListLayout.Compact => words["Compact list"],
        _ => words["Table"],
    };

    public static string Of(this Words words, ListColumn column) => column switch
    {
        ListColumn.Reference => words["Reference"],
        ListColumn.Kind => words["Kind"],
        ListColumn.Date => words["Date"],
        ListColumn.Language => words["Language"],
        ListColumn.Issuer => words["Issuer or publisher"],
        ListColumn.Speaker => words["Speaker"],
        ListColumn.Source => words["Source"],
        ListColumn.Quotations => words["Quotations"],
        ListColumn.Authenticity => words["Authenticity"],
        ListColumn.Status => words["Status"],
        _ => words["Tags"],
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

    public static string Of(this Words words, TraceGrade grade) => grade switch
    {
        TraceGrade.Exact => words["Word for word"],
        TraceGrade.Folded => words["The same words in another spelling"],
        _ => words["Other words in part"],
    };

    public static string Of(this Words words, Faithfulness faithfulness) => faithfulness switch
    {
        Faithfulness.WordForWord => words["Word for word"],
        Faithfulness.Folded => words["The same words in another spelling"],
        Faithfulness.Translated => words["In another language"],
        _ => words["Other words in part"],
    };

    public static string Of(this Words words, FoldKind kind) => kind switch
    {
        FoldKind.Case => words["capital letters"],
        FoldKind.Hamza => words["hamza"],
        FoldKind.Yeh => words["yeh"],
        FoldKind.Heh => words["teh marbuta and heh"],
        FoldKind.Kaf => words["kaf and gaf"],
        FoldKind.VowelSigns => words["vowel signs"],
        FoldKind.Digits => words["digits"],
        FoldKind.Spacing => words["spaces"],
        FoldKind.Punctuation => words["punctuation"],
        _ => words["forms of letters"],
    };

    public static string Of(this Words words, AnchorState anchor) => anchor switch
    {
        AnchorState.Exact => words["Stands word for word in the source"],
        AnchorState.Folded => words["Stands in the source in another spelling"],
        AnchorState.Approximate => words["The source has words that resemble these"],
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
        RevisionAction.Redacted => words["Redacted"],
        RevisionAction.Retagged => words["Changed with the vocabulary"],
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

    public static string Of(this Words words, PageNote note) => note switch
    {
        PageNote.WasReversed => words["The file held this text back to front; it was turned round."],
        PageNote.WasDoubled => words["The file held this text twice, one above the other; it was taken once."],
        PageNote.DisagreesWithPicture => words["The file's text did not agree with what the page shows; it was recognised from the picture."],
        PageNote.ReadingsDiffer => words["Two ways of reading the file's text differ here."],
        PageNote.UnmappedFont => words["The file does not say which letters its signs are."],
        PageNote.HoldsHiddenText => words["The page holds text that cannot be seen."],
        _ => words["The text was cut here: there is more than the archive takes."],
    };

    public static string Of(this Words words, FindingKind kind) => kind switch
    {
        FindingKind.Person => words["Person"],
        FindingKind.Tool => words["Program or device"],
        FindingKind.Time => words["Time"],
        FindingKind.Place => words["Place"],
        FindingKind.Identifier => words["Identifier"],
        FindingKind.Path => words["Path or network"],
        FindingKind.Comment => words["Comment"],
        FindingKind.TrackedChange => words["Tracked change"],
        FindingKind.HiddenContent => words["Hidden content"],
        FindingKind.CoveredText => words["Covered text"],
        FindingKind.EarlierRevision => words["Earlier revision"],
        FindingKind.Thumbnail => words["Small picture inside"],
        FindingKind.ActiveContent => words["Program inside; it was not run"],
        FindingKind.RemoteReference => words["Address that opening it would ask"],
        FindingKind.EmbeddedFile => words["File inside"],
        FindingKind.MessageHead => words["Line of the message's head"],
        _ => words["Other"],
    };

    public static string Of(this Words words, MarkGrade grade) => grade == MarkGrade.Suspicious ? words["Suspicious anywhere"] : words["Suspicious here"];

    public static string Of(this Words words, HiddenMarkKind kind) => kind switch
    {
        HiddenMarkKind.ZeroWidth => words["Sign without width"],
        HiddenMarkKind.ZeroWidthPattern => words["Signs without width that spell something"],
        HiddenMarkKind.Tags => words["Invisible letters"],
        HiddenMarkKind.VariationSelectors => words["Invisible variants"],
        HiddenMarkKind.SoftHyphen => words["Invisible hyphen"],
        HiddenMarkKind.LookAlikeLetter => words["Letter of another script that looks alike"],
        HiddenMarkKind.LookAlikePunctuation => words["Punctuation that looks alike"],
        HiddenMarkKind.ArabicTyping => words["Letter typed otherwise than the others"],
        HiddenMarkKind.PresentationForm => words["Ready-shaped letter among ordinary ones"],
        HiddenMarkKind.MixedDigits => words["Digits of two sets in one number"],
        HiddenMarkKind.UnusualSpace => words["Unusual space"],
        HiddenMarkKind.RepeatedSpaces => words["Spaces in a pattern"],
        HiddenMarkKind.TrailingSpaces => words["Spaces at the ends of lines in a pattern"],
        HiddenMarkKind.DirectionOverride => words["Letters shown in another order"],
        HiddenMarkKind.DirectionControl => words["Direction signs without purpose"],
        _ => words["Control sign"],
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
