using System.Globalization;

namespace RussiaTalibanArchive.Web.Features.Search;

/// <summary>A stretch of days.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last.</param>
/// <param name="Label">In the chosen calendar: <c>2025</c>, <c>2025-07</c>, <c>1404-04</c>.</param>
/// <param name="Count">How many results are of these days. One that may be of more days counts here for its share of them.</param>
/// <param name="IsShared">Whether such a one is among them.</param>
public sealed record DateBucket(DateOnly From, DateOnly To, string Label, double Count, bool IsShared);

/// <summary>How results lie in time.</summary>
/// <param name="Buckets">Years, months or days, one after the other without a gap.</param>
/// <param name="Uncertain">How many have a date that is too uncertain to be counted: more than ten years, or open.</param>
public sealed record DateHistogram(IReadOnlyList<DateBucket> Buckets, int Uncertain)
{
    private const int MaxBuckets = 48;
    private const int MaxDays = 3_660;
    private static readonly PersianCalendar Solar = new();

    /// <param name="dates">The first and last day that results may be of, and how many.</param>
    /// <param name="isSolar">Whether years and months are those of the solar Hijri calendar.</param>
    public static DateHistogram Of(IReadOnlyList<(DateOnly Earliest, DateOnly Latest, int Count)> dates, bool isSolar)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var known = dates.Where(d => d.Latest.DayNumber - d.Earliest.DayNumber < MaxDays && d.Earliest > DateOnly.MinValue && d.Latest < DateOnly.MaxValue
            && (!isSolar || d.Earliest.ToDateTime(default) >= Solar.MinSupportedDateTime)).ToList();
        var uncertain = dates.Sum(d => d.Count) - known.Sum(d => d.Count);
        if (known.Count == 0)
        {
            return new([], uncertain);
        }

        var (first, last) = (known.Min(d => d.Earliest), known.Max(d => d.Latest));
        foreach (var unit in new[] { Unit.Day, Unit.Month, Unit.Year, Unit.Decade, Unit.Century })
        {
            var stretches = Stretches(first, last, unit, isSolar).Take(MaxBuckets + 1).ToList();
            if (stretches.Count <= MaxBuckets || unit == Unit.Century)
            {
                return new([.. stretches.Select(s => Fill(s.From, s.To, s.Label, known))], uncertain);
            }
        }

        throw new InvalidOperationException("Centuries always fit.");
    }

    private static DateBucket Fill(DateOnly from, DateOnly to, string label, List<(DateOnly Earliest, DateOnly Latest, int Count)> dates)
    {
        var (count, isShared) = (0.0, false);
        foreach (var date in dates.Where(d => d.Latest >= from && d.Earliest <= to))
        {
            var all = date.Latest.DayNumber - date.Earliest.DayNumber + 1;
            var here = Math.Min(date.Latest.DayNumber, to.DayNumber) - Math.Max(date.Earliest.DayNumber, from.DayNumber) + 1;
            count += (double)date.Count * here / all;
            isShared |= here < all;
        }

        return new(from, to, label, count, isShared);
    }

    private static IEnumerable<(DateOnly From, DateOnly To, string Label)> Stretches(DateOnly first, DateOnly last, Unit unit, bool isSolar)
    {
        System.Globalization.Calendar calendar = isSolar ? Solar : new GregorianCalendar();
        var at = first;
        while (at <= last)
        {
            var moment = at.ToDateTime(default);
            var (year, month) = (calendar.GetYear(moment), calendar.GetMonth(moment));
            var (start, next, label) = unit switch
            {
                Unit.Day => (moment, calendar.AddDays(moment, 1), string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{calendar.GetDayOfMonth(moment):00}")),
                Unit.Month => (First(year, month), calendar.AddMonths(First(year, month), 1), string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}")),
                _ => Years(unit == Unit.Year ? 1 : unit == Unit.Decade ? 10 : 100),
            };
            var to = DateOnly.FromDateTime(next).AddDays(-1);
            yield return (DateOnly.FromDateTime(start), to, label);
            at = to.AddDays(1);

            (DateTime Start, DateTime Next, string Label) Years(int length)
            {
                var from = Math.Max(1, year - (year % length));
                var until = from - (from % length) + length;
                return (First(from, 1), First(until, 1), length == 1 ? from.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{from}–{until - 1}"));
            }
        }

        DateTime First(int year, int month) => calendar.ToDateTime(year, month, 1, 0, 0, 0, 0);
    }

    private enum Unit
    {
        Day,
        Month,
        Year,
        Decade,
        Century,
    }
}
