using RussiaTalibanArchive.Web.Features.Search.Index;
using RussiaTalibanArchive.Web.Features.Search.Query;

namespace RussiaTalibanArchive.Tests.Features.Search;

public sealed class WordPairsTests
{
    [Theory]
    [InlineData("The Secretary of State met the envoy", "secretary of state", false)]
    [InlineData("The Secretary of State met the envoy", "Secretary of State", true)]
    [InlineData("وزارت امور خارجهٔ می‌شود گفت", "خارجه میشود", false)]
    [InlineData("وزارت امور خارجهٔ می‌شود گفت", "می‌شود گفت", false)]
    [InlineData("إِمَارَةُ أفغانستان الإسلاميّة", "امارة افغانستان", false)]
    [InlineData("Ещё раз о посольстве", "еще раз о", false)]
    [InlineData("anti-terror work, well-known", "anti terror work", false)]
    public void A_text_that_has_a_phrase_has_all_its_pairs(string text, string phrase, bool isExact)
    {
        var builder = new VectorBuilder();
        builder.Add(text, null);
        var pairs = builder.TakePairs();

        var rows = new QueryTerms(isExact).RowsOf(phrase);

        Assert.Contains(rows, row => QueryTerms.PairsOf(row) is { Length: > 0 } sought && sought.All(pairs.Contains));
    }

    [Fact]
    public void Words_that_do_not_follow_one_another_make_no_pair()
    {
        var builder = new VectorBuilder();
        builder.Add("of the state", null);
        builder.Add("secretary", null);
        var pairs = builder.TakePairs();

        Assert.DoesNotContain(WordPairs.Of(WordPairs.Hash("state"), WordPairs.Hash("of")), pairs);
        Assert.DoesNotContain(WordPairs.Of(WordPairs.Hash("state"), WordPairs.Hash("secretary")), pairs);
        Assert.Equal(2, pairs.Length);
        Assert.Empty(builder.TakePairs());
    }

    /// <summary>Rows of older versions of the program have these numbers.</summary>
    [Fact]
    public void The_number_of_a_pair_stays_what_it_was() =>
        Assert.Equal(((short)11_930, (short)28_231), (WordPairs.Of(WordPairs.Hash("secretary"), WordPairs.Hash("of")), WordPairs.Of(WordPairs.Hash("طالبان"), WordPairs.Hash("روسیه"))));
}
