using Microsoft.Extensions.Localization;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Tests.Features.Articles;

public sealed class ProposalReasonsTests
{
    private static readonly Words English = new(new Untranslated());

    [Fact]
    public void A_cue_before_the_passage_is_shown_after_its_reason()
    {
        const string body = "وقد جاء في نص المذكرة: “عبرت الشحنة الجسر ليلا ولم يرها أحد”.";

        var reason = English.Of(Proposed(body), body);

        Assert.StartsWith("A document is named before it", reason.Words);
        Assert.Contains("جاء في نص المذكرة", reason.Cue);
    }

    [Fact]
    public void A_cue_behind_the_passage_is_told_from_one_before_it()
    {
        const string before = "He said: “we know nothing of any such thing here”.";
        const string behind = "“We know nothing of any such thing here”, said the minister.";

        Assert.Equal("It comes after the words", English.Of(Proposed(before), before).Words);
        Assert.Equal("It comes before the words", English.Of(Proposed(behind), behind).Words);
    }

    [Fact]
    public void Every_reason_has_words_of_its_own()
    {
        var passages = Enum.GetNames<PassageReason>().Select(r => English.Of(Passage(r), "").Words).ToList();
        var dates = Enum.GetNames<DateReason>().Select(r => English.Of(new DateProposal { Start = 0, End = 1, Exact = "", Edtf = "", Reason = r }).Words).ToList();

        Assert.Equal(passages.Count, passages.Distinct().Count());
        Assert.Equal(dates.Count, dates.Distinct().Count());
        Assert.All(passages.Concat(dates), words => Assert.Contains(' ', words));
    }

    private static PassageProposal Proposed(string body)
    {
        var found = Assert.Single(PassageFinder.Find(body));
        return Passage(found.Reason.ToString(), found.Cue, found.Start);
    }

    private static PassageProposal Passage(string reason, string? cue = null, int start = 0) => new()
    {
        Start = start,
        End = start + 1,
        Exact = "",
        Reason = reason,
        Cue = cue,
        Kind = PassageKind.Quotation,
        IsAttributedToDocument = false,
        Depth = 0,
    };

    private sealed class Untranslated : IStringLocalizer<Strings>
    {
        public LocalizedString this[string name] => new(name, name);
        public LocalizedString this[string name, params object[] arguments] => new(name, name);
        public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => [];
    }
}
