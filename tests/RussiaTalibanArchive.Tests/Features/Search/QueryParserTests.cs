using System.Globalization;
using RussiaTalibanArchive.Web.Features.Search.Query;

namespace RussiaTalibanArchive.Tests.Features.Search;

public class QueryParserTests
{
    [Theory]
    [InlineData("embassy Kabul", "(embassy & Kabul)")]
    [InlineData("\"people's envoy\" Kabul", "(\"people's envoy\" & Kabul)")]
    [InlineData("«وزارة الخارجية» كابول", "(\"وزارة الخارجية\" & كابول)")]
    [InlineData("„письмо посла“ OR “نامه سفیر”", "(\"письмо посла\" | \"نامه سفیر\")")]
    [InlineData("a b OR c d", "((a & b) | (c & d))")]
    [InlineData("a | b|c", "(a | b | c)")]
    [InlineData("a & (b | c)", "(a & (b | c))")]
    [InlineData("Кабул И Москва ИЛИ НЕ Дели", "((Кабул & Москва) | !Дели)")]
    [InlineData("a -b NOT c !d", "(a & !b & !c & !d)")]
    [InlineData("a - b", "(a & b)")]
    [InlineData("--a", "a")]
    [InlineData("-(a b)", "!(a & b)")]
    [InlineData("covid-19 people's", "(covid-19 & people's)")]
    [InlineData("посол* سفار*", "(посол* & سفار*)")]
    [InlineData("~Кабулов kabulov~", "(~Кабулов & ~kabulov)")]
    [InlineData("gold NEAR/5 \"border post\"", "(gold near5 \"border post\")")]
    [InlineData("ذهب near/۷ حدود", "(ذهب near7 حدود)")]
    [InlineData("gold NEAR/2 bars NEAR/3 border", "((gold near2 bars) & (bars near3 border))")]
    [InlineData("near the border", "(near & the & border)")]
    [InlineData("gold NEAR border", "(gold near10 border)")]
    [InlineData("title:gold", "Title:gold")]
    [InlineData("عنوان:\"وزارة الخارجية\"", "Title:\"وزارة الخارجية\"")]
    [InlineData("issuer:(ministry | office) говорящий:Кабулов", "(Issuer:(ministry | office) & Speaker:Кабулов)")]
    [InlineData("tag:taliban lang:ps has:scan in:notes", "(Tag=taliban & Lang=ps & Has=scan & In=notes)")]
    [InlineData("وسم:\"حركة طالبان\" -status:disputed", "(Tag=حركة طالبان & !Status=disputed)")]
    [InlineData("date:2024..2025-07 тег:gold", "(Date=2024..2025-07 & Tag=gold)")]
    [InlineData("تاريخ:۲۰۲۵", "Date=۲۰۲۵")]
    [InlineData("https://example.org/a Re: letter", "(https://example.org/a & Re: & letter)")]
    [InlineData("\u200Ftitle\u200E:gold", "Title:gold")]
    [InlineData("", "")]
    [InlineData("  \u200F ", "")]
    [InlineData("... — ; :", "")]
    public void A_query_is_read_as_it_is_meant(string query, string meaning)
    {
        var read = QueryParser.Parse(query);

        Assert.Empty(read.Mistakes);
        Assert.Equal(meaning, Written(read.Root));
    }

    [Theory]
    [InlineData("\"gold at the", QueryMistakeKind.QuoteNotClosed, 0, 1, "\"gold at the\"", "\"gold at the\"")]
    [InlineData("(gold | iron", QueryMistakeKind.GroupNotClosed, 0, 1, "(gold | iron)", "(gold | iron)")]
    [InlineData("gold) iron", QueryMistakeKind.GroupNotOpened, 4, 1, "gold iron", "(gold & iron)")]
    [InlineData("gold () iron", QueryMistakeKind.EmptyGroup, 5, 2, "gold iron", "(gold & iron)")]
    [InlineData("AND gold", QueryMistakeKind.OperatorAlone, 0, 3, "gold", "gold")]
    [InlineData("gold OR", QueryMistakeKind.OperatorAlone, 5, 2, "gold", "gold")]
    [InlineData("gold NOT", QueryMistakeKind.OperatorAlone, 5, 3, "gold", "gold")]
    [InlineData("gold NEAR/3", QueryMistakeKind.NearAlone, 5, 6, "gold", "gold")]
    [InlineData("titel:gold", QueryMistakeKind.UnknownField, 0, 5, "title:gold", "titel:gold")]
    [InlineData("title: gold", QueryMistakeKind.FieldEmpty, 0, 6, "gold", "gold")]
    [InlineData("gold date:soon", QueryMistakeKind.DateNotUnderstood, 5, 9, "gold", "gold")]
    [InlineData("gold date:2025..2024", QueryMistakeKind.DateNotUnderstood, 5, 15, "gold", "gold")]
    [InlineData("gold has:wings", QueryMistakeKind.UnknownTrait, 5, 9, "gold", "gold")]
    [InlineData("gold in:drawers", QueryMistakeKind.UnknownKind, 5, 10, "gold", "gold")]
    [InlineData("gold a*", QueryMistakeKind.PrefixTooShort, 5, 2, "gold a", "(gold & a)")]
    public void A_mistake_is_named_at_its_place_and_the_rest_is_sought(string query, QueryMistakeKind kind, int start, int length, string mended, string meaning)
    {
        var read = QueryParser.Parse(query);

        Assert.Equal(new QueryMistake(kind, start, length, mended), Assert.Single(read.Mistakes));
        Assert.Equal(meaning, Written(read.Root));
        Assert.Empty(QueryParser.Parse(mended).Mistakes);
    }

    [Fact]
    public void Whatever_is_typed_is_read_in_bounded_time_and_depth()
    {
        Assert.Contains(QueryParser.Parse(new string('(', 5_000)).Mistakes, m => m.Kind == QueryMistakeKind.TooLong);
        Assert.Contains(QueryParser.Parse(string.Join(" NEAR/50 ", Enumerable.Repeat("ab", 20))).Mistakes, m => m.Kind == QueryMistakeKind.TooLong);
        Assert.Contains(QueryParser.Parse(string.Join(' ', Enumerable.Repeat("ab", 300))).Mistakes, m => m.Kind == QueryMistakeKind.TooLong);
        var random = new Random(7);
        const string Signs = "ab \"«»()|&-+!~*:near/5 ANDORتاریخtitle\u200F\uD800\0'";
        for (var i = 0; i < 5_000; i++)
        {
            var query = new string(random.GetItems<char>(Signs, random.Next(60)));
            var read = QueryParser.Parse(query);
            Assert.All(read.Mistakes, m => Assert.InRange(m.Start + m.Length, 0, query.Length));
        }
    }

    [Theory]
    [InlineData("2024", "2024-01-01", "2024-12-31")]
    [InlineData("2024..2025-07", "2024-01-01", "2025-07-31")]
    [InlineData("..2025-07-03", null, "2025-07-03")]
    [InlineData("۲۰۲۴..", "2024-01-01", null)]
    public void Ranges_of_dates_run_from_their_first_to_their_last_day(string value, string? from, string? to)
    {
        Assert.True(QueryParser.TryReadDates(value, out var first, out var last));
        Assert.Equal((from, to), (first?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), last?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
    }

    private static string Written(QueryNode? node) => node switch
    {
        null => "",
        WordNode word => word.Match switch { WordMatch.Prefix => word.Text + "*", WordMatch.Fuzzy => "~" + word.Text, _ => word.Text },
        PhraseNode phrase => $"\"{phrase.Text}\"",
        NearNode near => $"({Written(near.Left)} near{near.Distance} {Written(near.Right)})",
        FieldNode field => $"{field.Field}:{Written(field.Child)}",
        FilterNode filter => $"{filter.Filter}={filter.Value}",
        NotNode not => "!" + Written(not.Child),
        AndNode and => $"({string.Join(" & ", and.Children.Select(Written))})",
        OrNode or => $"({string.Join(" | ", or.Children.Select(Written))})",
        _ => throw new InvalidOperationException(),
    };
}
