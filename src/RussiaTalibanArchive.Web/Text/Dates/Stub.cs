using System.Diagnostics.CodeAnalysis;
namespace RussiaTalibanArchive.Web.Text.Dates;
public enum Calendar { Gregorian, Hijri, SolarHijri }
public enum DateReason { FullDate }
public sealed record FoundDate(int Start, int End, string Printed, Calendar Calendar, string Edtf, DateReason Reason);
public static class DateFinder { public static IReadOnlyList<FoundDate> Find(string text) => []; }
public static class DateDisplay { public static string Format(Edtf date, string language) => date.Value; public static string Convert(Edtf date, Calendar to, string language) => date.Value; }
public sealed record Edtf(string Value, DateOnly Earliest, DateOnly Latest) {
 public static bool TryParse(string? text, [NotNullWhen(true)] out Edtf? date) { date = new(text ?? "", DateOnly.MinValue, DateOnly.MaxValue); return true; } }
public sealed record ArchiveDate
{
    public string Printed { get; init; } = "";
    public Calendar Calendar { get; init; }
    public string Edtf { get; init; } = "";
    public DateOnly Earliest { get; init; }
    public DateOnly Latest { get; init; }
    public static ArchiveDate From(Edtf edtf, string? printed = null, Calendar calendar = Calendar.Gregorian) => new() { Edtf = edtf.Value, Printed = printed ?? "", Calendar = calendar, Earliest = edtf.Earliest, Latest = edtf.Latest };
}
