namespace RussiaTalibanArchive.Web.Text.Dates;

/// <summary>A date read from tokens <see cref="First"/> up to <see cref="Next"/>.</summary>
internal readonly record struct DateReading(int First, int Next, Calendar Calendar, string Edtf, DateReason Reason);

/// <summary>What was read so far: a date, or the part of one that a range completes. 0 stands for what was not given.</summary>
internal record struct DatePiece
{
    public int First;
    public int Next;
    public Calendar Calendar;
    public int Year;
    public int Month;
    public int Day;

    /// <summary>The second day of <c>July 7–9, 2025</c>.</summary>
    public int LastDay;

    public DatePart Part;
    public bool IsDecade;

    /// <summary>A word says that the year is one.</summary>
    public bool IsCued;

    /// <summary>Words of Persian or Pashto stand by, so that 1404 is a solar year.</summary>
    public bool IsSolarLikely;

    /// <summary>Pashto: the year stands before both ends of a range.</summary>
    public bool IsYearFirst;

    /// <summary>Day and month may be the other way round.</summary>
    public bool IsAmbiguous;
    public DateReason? DigitsReason;

    public readonly bool IsComplete => Year > 0 && (Month > 0 || IsCued);
}

/// <summary>Says in EDTF what a piece, or a range of two, means.</summary>
internal static class DatePieceEdtf
{
    private const int FirstGregorianYear = 1800;
    private const int LastGregorianYear = 2100;
    private const int FirstHijriYear = 1200;
    private const int LastHijriYear = 1500;

    public static bool IsYear(Calendar calendar, int year) => calendar == Calendar.Gregorian
        ? year is >= FirstGregorianYear and <= LastGregorianYear
        : year is >= FirstHijriYear and <= LastHijriYear;

    /// <summary><see langword="null"/> for days that do not exist.</summary>
    public static string? Of(DatePiece piece)
    {
        if (piece.LastDay > 0)
        {
            return Range(piece with { LastDay = 0 }, piece with { Day = piece.LastDay, LastDay = 0 });
        }

        if (piece.IsDecade)
        {
            return $"{piece.Year / 10}X";
        }

        if (piece.Part != DatePart.None)
        {
            return OfPart(piece);
        }

        if (piece.Calendar == Calendar.Gregorian)
        {
            return Gregorian(piece);
        }

        return Span(piece) is var (first, last) ? Interval(first, last, About(piece)) : null;
    }

    /// <summary><see langword="null"/> unless both exist, are equally fine, and stand in order.</summary>
    public static string? Range(DatePiece from, DatePiece to)
    {
        if (from.Calendar != to.Calendar || (from.Month > 0) != (to.Month > 0) || (from.Day > 0) != (to.Day > 0)
            || Span(from) is not var (first, _) || Span(to) is not var (start, last) || first >= start)
        {
            return null;
        }

        return from.Calendar == Calendar.Gregorian
            ? $"{Gregorian(from)}/{Gregorian(to)}"
            : Interval(first, last, About(from));
    }

    public static DateReason Reason(DatePiece piece) => piece switch
    {
        { LastDay: > 0 } => DateReason.Range,
        { DigitsReason: { } reason } => reason,
        { IsDecade: true } => DateReason.Decade,
        { Day: > 0 } => DateReason.FullDate,
        { Part: DatePart.Early } => piece.Month > 0 ? DateReason.EarlyMonth : DateReason.EarlyYear,
        { Part: DatePart.Middle } => piece.Month > 0 ? DateReason.MiddleOfMonth : DateReason.MiddleOfYear,
        { Part: DatePart.Late } => piece.Month > 0 ? DateReason.LateMonth : DateReason.LateYear,
        { Month: > 0 } => DateReason.MonthAndYear,
        _ => DateReason.Year,
    };

    private static string About(DatePiece piece) => piece.Calendar == Calendar.Hijri ? "~" : "";

    private static string? Gregorian(DatePiece piece) => Span(piece) is null ? null : piece switch
    {
        { Day: > 0 } => $"{piece.Year:D4}-{piece.Month:D2}-{piece.Day:D2}{(piece.IsAmbiguous ? "?" : "")}",
        { Month: > 0 } => $"{piece.Year:D4}-{piece.Month:D2}",
        _ => $"{piece.Year:D4}",
    };

    /// <summary>A third of a month is days 1 to 10, 11 to 20 or the rest; a third of a year is four months.</summary>
    private static string? OfPart(DatePiece piece)
    {
        var part = (int)piece.Part - 1;
        if (piece.Month > 0)
        {
            var last = part == 2 ? CalendarDay.LastOfMonth(piece.Calendar, piece.Year, piece.Month).Day : (part * 10) + 10;
            return Interval(
                DayOf(piece with { Day = (part * 10) + 1 })!.Value, DayOf(piece with { Day = last })!.Value, "~");
        }

        var (firstMonth, lastMonth) = ((part * 4) + 1, (part * 4) + 4);
        return piece.Calendar == Calendar.Gregorian
            ? $"{piece.Year:D4}-{firstMonth:D2}~/{piece.Year:D4}-{lastMonth:D2}~"
            : Interval(
                Span(piece with { Month = firstMonth })!.Value.First, Span(piece with { Month = lastMonth })!.Value.Last, "~");
    }

    private static (DateOnly First, DateOnly Last)? Span(DatePiece piece)
    {
        if (piece.Day > 0)
        {
            return DayOf(piece) is { } day ? (day, day) : null;
        }

        var (from, to) = piece.Month > 0 ? (piece.Month, piece.Month) : (1, 12);
        return (
            DayOf(piece with { Month = from, Day = 1 })!.Value,
            CalendarDay.LastOfMonth(piece.Calendar, piece.Year, to).ToGregorian());
    }

    private static DateOnly? DayOf(DatePiece piece) =>
        CalendarDay.TryCreate(piece.Calendar, piece.Year, piece.Month, piece.Day, out var day) ? day.ToGregorian() : null;

    private static string Interval(DateOnly first, DateOnly last, string qualifier) => first == last
        ? $"{EdtfKey.Text(first)}{qualifier}"
        : $"{EdtfKey.Text(first)}{qualifier}/{EdtfKey.Text(last)}{qualifier}";
}
