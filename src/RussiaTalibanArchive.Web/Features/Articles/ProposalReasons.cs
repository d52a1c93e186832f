using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Articles;

/// <summary>Why something was proposed, in words for the editor.</summary>
/// <param name="Words">In the interface's language.</param>
/// <param name="Cue">The words of the article that the reason ends with, such as <c>جاء في نص الوثيقة</c>.</param>
public sealed record ReasonWords(string Words, string? Cue = null);

public static class ProposalReasons
{
    // A cue before its passage stands in the same clause; PassageFinder reads no further back.
    private const int ClauseLength = 500;

    /// <param name="words">The interface's language.</param>
    /// <param name="passage">The proposal.</param>
    /// <param name="body">The article's body, in which the passage's position counts.</param>
    public static ReasonWords Of(this Words words, PassageProposal passage, string body)
    {
        var isAfter = passage.Cue is not null && Before(body, passage.Start).Contains(passage.Cue, StringComparison.Ordinal);
        return Enum.TryParse<PassageReason>(passage.Reason, out var reason) ? new(Say(), passage.Cue) : new(passage.Reason, passage.Cue);

        string Say() => (reason, passage.Cue) switch
        {
            (PassageReason.DocumentNamed, null) => words["A document is named as its source."],
            (PassageReason.DocumentNamed, _) => isAfter ? words["A document is named before it:"] : words["A document is named beside it:"],
            (PassageReason.VerbOfSpeech, null) => words["Somebody is said to speak."],
            (PassageReason.VerbOfSpeech, _) => isAfter ? words["It comes after the words"] : words["It comes before the words"],
            (PassageReason.ColonBefore, _) => words["A colon introduces it."],
            (PassageReason.BlockQuotation, null) => words["It is set off as a block."],
            (PassageReason.BlockQuotation, _) => words["It is set off as a block, beside the words"],
            (PassageReason.LongPassage, _) => words["It is more than a few words long, though nobody is named."],
            (PassageReason.NamedWork, null) => words["A word for a name or title goes before it."],
            (PassageReason.NamedWork, _) => words["It is a name or title, after the word"],
            _ => words["A few words, and nobody is said to speak."],
        };
    }

    /// <summary>What a date says, by which it was found.</summary>
    public static ReasonWords Of(this Words words, DateProposal date) => new(!Enum.TryParse<DateReason>(date.Reason, out var reason) ? date.Reason : reason switch
    {
        DateReason.FullDate => words["Day, month and year in words"],
        DateReason.MonthAndYear => words["Month and year"],
        DateReason.EarlyMonth => words["The beginning of a month"],
        DateReason.MiddleOfMonth => words["The middle of a month"],
        DateReason.LateMonth => words["The end of a month"],
        DateReason.Year => words["A year"],
        DateReason.EarlyYear => words["The beginning of a year"],
        DateReason.MiddleOfYear => words["The middle of a year"],
        DateReason.LateYear => words["The end of a year"],
        DateReason.Decade => words["A decade"],
        DateReason.Numeric => words["Day, month and year in digits"],
        DateReason.Iso => words["A date as machines write it"],
        _ => words["From one day to another"],
    });

    public static string Of(this Words words, PassageKind kind) => kind == PassageKind.Quotation ? words["Quotation"] : words["Term or name"];

    private static string Before(string body, int start) => body[Math.Clamp(start - ClauseLength, 0, body.Length)..Math.Clamp(start, 0, body.Length)];
}
