using System.Globalization;
using RussiaTalibanArchive.Web.Text.Dates;
using Calendar = RussiaTalibanArchive.Web.Text.Dates.Calendar;

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

    /// <param name="dates">The first and last day that results may be of, and how many.</param>
    /// <param name="calendar">Whose years and months they are.</param>
    public static DateHistogram Of(IReadOnlyList<(DateOnly Earliest, DateOnly Latest, int Count)> dates, Calendar calendar)
    {
        ArgumentNullException.ThrowIfNull(dates);
        var known = dates.Where(d => !IsTooUncertain(d.Earliest, d.Latest) && CalendarDay.From(d.Earliest, calendar) is not null).ToList();
        var uncertain = dates.Sum(d => d.Count) - known.Sum(d => d.Count);
        if (known.Count == 0)
        {
            return new([], uncertain);
        }

        var (first, last) = (known.Min(d => d.Earliest), known.Max(d => d.Latest));
        foreach (var unit in new[] { Unit.Day, Unit.Month, Unit.Year, Unit.Decade, Unit.Century })
        {
            var stretches = Stretches(first, last, unit, calendar).Take(MaxBuckets + 1).ToList();
            if (stretches.Count <= MaxBuckets || unit == Unit.Century)
            {
                return new([.. stretches.Select(s => Fill(s.From, s.To, s.Label, known))], uncertain);
            }
        }

        throw new InvalidOperationException("Centuries always fit.");
    }

    /// <summary>How many of items of an uncertain date belong to a stretch of days: their share of it.</summary>
    public static double ShareOf((DateOnly Earliest, DateOnly Latest, int Count) date, DateOnly from, DateOnly to)
    {
        var here = Math.Min(date.Latest.DayNumber, to.DayNumber) - Math.Max(date.Earliest.DayNumber, from.DayNumber) + 1;
        return here <= 0 || IsTooUncertain(date.Earliest, date.Latest) ? 0 : (double)date.Count * here / (date.Latest.DayNumber - date.Earliest.DayNumber + 1);
    }

    private static bool IsTooUncertain(DateOnly earliest, DateOnly latest) =>
        latest.DayNumber - earliest.DayNumber >= MaxDays || earliest == DateOnly.MinValue || latest == DateOnly.MaxValue;

    private static DateBucket Fill(DateOnly from, DateOnly to, string label, List<(DateOnly Earliest, DateOnly Latest, int Count)> dates)
    {
        var here = dates.FindAll(d => d.Latest >= from && d.Earliest <= to);
        return new(from, to, label, here.Sum(d => ShareOf(d, from, to)), here.Exists(d => d.Earliest < from || d.Latest > to));
    }

    private static IEnumerable<(DateOnly From, DateOnly To, string Label)> Stretches(DateOnly first, DateOnly last, Unit unit, Calendar calendar)
    {
        var length = unit switch { Unit.Decade => 10, Unit.Century => 100, _ => 1 };
        for (var at = first; at <= last;)
        {
            var day = CalendarDay.From(at, calendar)!.Value; // later than one that has a name
            var year = Math.Max(1, day.Year - (day.Year % length));
            var until = year - (year % length) + length;
            var (from, next, label) = unit switch
            {
                Unit.Day => (at, at.AddDays(1), string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-{day.Month:00}-{day.Day:00}")),
                Unit.Month => (First(day.Year, day.Month), day.Month == 12 ? First(day.Year + 1, 1) : First(day.Year, day.Month + 1),
                    string.Create(CultureInfo.InvariantCulture, $"{day.Year:0000}-{day.Month:00}")),
                _ => (First(year, 1), First(until, 1), length == 1 ? year.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{year}–{until - 1}")),
            };
            yield return (from, next.AddDays(-1), label);
            // Where two ways of reckoning meet, a month may begin before the one before it ends.
            at = next > at ? next : at.AddDays(1);
        }

        DateOnly First(int year, int month) => CalendarDay.TryCreate(calendar, year, month, 1, out var day) ? day.ToGregorian() : DateOnly.MaxValue;
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
