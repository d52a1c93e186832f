using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Quotations;

public static class Appearances
{
    /// <summary>Judges how truly words are printed, and says what differs in spelling.</summary>
    /// <param name="printed">The article's wording.</param>
    /// <param name="printedIn">BCP 47 language of the article.</param>
    /// <param name="exact">The quotation's words.</param>
    /// <param name="language">BCP 47 language of the quotation.</param>
    public static (Faithfulness Faithfulness, IReadOnlyList<FoldKind> Folded) Judge(string printed, string printedIn, string exact, string language)
    {
        ArgumentNullException.ThrowIfNull(printedIn);
        ArgumentNullException.ThrowIfNull(language);
        var (grade, folded) = PassageTracer.Judge(printed, exact);
        return grade switch
        {
            TraceGrade.Exact => (Faithfulness.WordForWord, []),
            TraceGrade.Folded => (Faithfulness.Folded, folded),
            _ => (printedIn.Split('-')[0] == language.Split('-')[0] ? Faithfulness.Differs : Faithfulness.Translated, []),
        };
    }

    /// <summary>Judges all appearances of a quotation, loaded with their articles.</summary>
    public static void JudgeAppearances(this Quotation quotation)
    {
        ArgumentNullException.ThrowIfNull(quotation);
        foreach (var appearance in quotation.Appearances)
        {
            appearance.Faithfulness = Judge(appearance.Exact, appearance.Article.Language, quotation.Exact, quotation.Language).Faithfulness;
        }
    }
}
