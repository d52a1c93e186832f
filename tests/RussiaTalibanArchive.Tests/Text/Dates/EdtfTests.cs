using CsCheck;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Tests.Text.Dates;

public sealed class EdtfTests
{
    [Theory]
    [InlineData("2025-07-07", "2025-07-07", "2025-07-07", EdtfPrecision.Day)]
    [InlineData("2025-07", "2025-07-01", "2025-07-31", EdtfPrecision.Month)]
    [InlineData("2024-02", "2024-02-01", "2024-02-29", EdtfPrecision.Month)]
    [InlineData("2025", "2025-01-01", "2025-12-31", EdtfPrecision.Year)]
    [InlineData("201X", "2010-01-01", "2019-12-31", EdtfPrecision.Decade)]
    [InlineData("20XX", "2000-01-01", "2099-12-31", EdtfPrecision.Century)]
    [InlineData("2004-XX", "2004-01-01", "2004-12-31", EdtfPrecision.Year)]
    [InlineData("1985-04-XX", "1985-04-01", "1985-04-30", EdtfPrecision.Month)]
    [InlineData("1985-XX-XX", "1985-01-01", "1985-12-31", EdtfPrecision.Year)]
    [InlineData("2001-21", "2001-03-01", "2001-05-31", EdtfPrecision.Season)]
    [InlineData("2001-24", "2001-12-01", "2002-02-28", EdtfPrecision.Season)]
    [InlineData("9999-24", "9999-12-01", "9999-12-31", EdtfPrecision.Season)]
    [InlineData("Y170000002", "9999-12-31", "9999-12-31", EdtfPrecision.Year)]
    [InlineData("Y-170000002", "0001-01-01", "0001-01-01", EdtfPrecision.Year)]
    [InlineData("-1985", "0001-01-01", "0001-01-01", EdtfPrecision.Year)]
    [InlineData("-198X", "0001-01-01", "0001-01-01", EdtfPrecision.Decade)]
    [InlineData("-0004-02-29", "0001-01-01", "0001-01-01", EdtfPrecision.Day)]
    [InlineData("0000", "0001-01-01", "0001-01-01", EdtfPrecision.Year)]
    [InlineData("2004-02-01/2005", "2004-02-01", "2005-12-31", EdtfPrecision.Year)]
    [InlineData("2024-05~/2024-08~", "2024-05-01", "2024-08-31", EdtfPrecision.Month)]
    [InlineData("2011/..", "2011-01-01", "9999-12-31", EdtfPrecision.Year)]
    [InlineData("../2011-05", "0001-01-01", "2011-05-31", EdtfPrecision.Month)]
    [InlineData("2011/", "2011-01-01", "9999-12-31", EdtfPrecision.Year)]
    [InlineData("/2011", "0001-01-01", "2011-12-31", EdtfPrecision.Year)]
    public void A_date_spans_the_days_it_may_be(string text, string earliest, string latest, EdtfPrecision precision)
    {
        Assert.True(Edtf.TryParse(text, out var date));
        Assert.Equal(text, date.Value);
        Assert.Equal((earliest, latest), (EdtfKey.Text(date.Earliest), EdtfKey.Text(date.Latest)));
        Assert.Equal(precision, date.Precision);
    }

    [Theory]
    [InlineData("2025-07-07T10:00:00Z")]
    [InlineData("2025-07-07T23:59:59")]
    [InlineData("2025-07-07T10:00:00+04:30")]
    [InlineData("2025-07-07T10:00:00-05")]
    [InlineData("  2025-07-07\n")]
    public void A_time_of_day_leaves_the_day(string text)
    {
        Assert.True(Edtf.TryParse(text, out var date));
        Assert.Equal("2025-07-07", date.Value);
    }

    [Theory]
    [InlineData("2024", false, false)]
    [InlineData("2024?", true, false)]
    [InlineData("2024~", false, true)]
    [InlineData("2024-05-06%", true, true)]
    [InlineData("201X?", true, false)]
    [InlineData("2024?/2025~", true, true)]
    [InlineData("2024~/..", false, true)]
    public void Marks_say_how_sure_the_date_is(string text, bool isUncertain, bool isApproximate)
    {
        Assert.True(Edtf.TryParse(text, out var date));
        Assert.Equal((isUncertain, isApproximate), (date.IsUncertain, date.IsApproximate));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("?")]
    [InlineData("/")]
    [InlineData("..")]
    [InlineData("../..")]
    [InlineData("/..")]
    [InlineData("../")]
    [InlineData("2025-02-30")]
    [InlineData("2023-02-29")]
    [InlineData("2025-13")]
    [InlineData("2025-00")]
    [InlineData("2025-07-00")]
    [InlineData("2025-25")]
    [InlineData("2025-21-01")]
    [InlineData("2025-7-7")]
    [InlineData("2025/07/07")]
    [InlineData("2025-XX-07")]
    [InlineData("2XXX")]
    [InlineData("XXXX")]
    [InlineData("20X5")]
    [InlineData("201X-05")]
    [InlineData("-0000")]
    [InlineData("Y2025")]
    [InlineData("Y012345")]
    [InlineData("Y1234567890123")]
    [InlineData("2025-07-07T24:00:00")]
    [InlineData("2025-07-07T10:00")]
    [InlineData("2025-07T10:00:00")]
    [InlineData("2025-07-07T10:00:00Z?")]
    [InlineData("2025??")]
    [InlineData("٢٠٢٥")]
    [InlineData("2025-07-08/2025-07-07")]
    [InlineData("2025/2024")]
    [InlineData("Y20000/Y10000")]
    [InlineData("2020/2021/2022")]
    [InlineData("2020/junk")]
    [InlineData("2025                                                             ")]
    public void Everything_else_is_refused(string? text) => Assert.False(Edtf.TryParse(text, out _));

    [Fact]
    public void Every_date_reads_back_from_its_text()
    {
        Some.Edtf.Sample(text =>
        {
            Assert.True(Edtf.TryParse(text, out var date), text);
            Assert.True(Edtf.TryParse(date.Value, out var again));
            Assert.Equal(date, again);
            Assert.Equal(date.Value, again.Value);
            Assert.Equal(date.GetHashCode(), again.GetHashCode());
            Assert.True(date.Earliest <= date.Latest);
        });
    }

    [Fact]
    public void Junk_never_throws() => Gen.String[Gen.Char["0123456789-/.XYT:Z+?~%٣ "], 0, 70].Sample(text =>
        Assert.True(!Edtf.TryParse(text, out var date) || date.Earliest <= date.Latest));

    [Fact]
    public void The_archive_keeps_what_is_printed_and_what_it_means()
    {
        Assert.True(Edtf.TryParse("2025-07-01~/2025-07-10~", out var edtf));

        var date = ArchiveDate.From(edtf, " أوائل يوليو 2025 ");

        Assert.Equal("أوائل يوليو 2025", date.Printed);
        Assert.Equal("2025-07-01~/2025-07-10~", date.Edtf);
        Assert.Equal((new DateOnly(2025, 7, 1), new DateOnly(2025, 7, 10)), (date.Earliest, date.Latest));
        Assert.Equal("", ArchiveDate.From(edtf).Printed);
    }

    private static class Some
    {
        private static readonly Gen<string> Year = Gen.Int[0, 9999].Select(year => $"{year:D4}");

        private static readonly Gen<string> Body = Gen.OneOf(
            Gen.Date[new DateTime(1, 1, 1), new DateTime(9999, 12, 31)].Select(day => $"{day:yyyy-MM-dd}"),
            Gen.Select(Year, Gen.Int[1, 12], (year, month) => $"{year}-{month:D2}"),
            Gen.Select(Year, Gen.Int[1, 12], (year, month) => $"{year}-{month:D2}-XX"),
            Gen.Select(Year, Gen.Int[21, 24], (year, season) => $"{year}-{season}"),
            Year.Select(year => $"{year}-XX-XX"),
            Year.Select(year => $"{year[..3]}X"),
            Year.Select(year => $"{year[..2]}XX"),
            Gen.Long[10_000, 999_999_999_999].Select(year => $"Y{year}"),
            Year);

        private static readonly Gen<string> Date =
            Gen.Select(Body, Gen.Int[0, 3].Select(i => new[] { "", "?", "~", "%" }[i]), (body, qualifier) => body + qualifier);

        private static readonly Gen<string> Range = Gen.Select(Date, Date, (a, b) =>
            Web.Text.Dates.Edtf.TryParse($"{a}/{b}", out _) ? $"{a}/{b}" : $"{b}/{a}");

        public static readonly Gen<string> Edtf = Gen.OneOf(
            Date, Range, Date.Select(a => $"{a}/.."), Date.Select(b => $"../{b}"), Date.Select(a => $"{a}/"), Date.Select(b => $"/{b}"));
    }
}
