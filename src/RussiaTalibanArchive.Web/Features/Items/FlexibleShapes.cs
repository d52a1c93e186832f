using System.Text.Json;
using System.Text.Json.Serialization;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>A date in a record: an EDTF string, or an object that also says how the paper prints it.</summary>
[JsonConverter(typeof(DateRecordConverter))]
public sealed record DateRecord
{
    public string? Edtf { get; set; }
    public string? Printed { get; set; }
    public Calendar? Calendar { get; set; }

    public static DateRecord? Of(ArchiveDate? date) => date is null ? null : new()
    {
        Edtf = date.Edtf,
        Printed = date.Printed.Length == 0 ? null : date.Printed,
        Calendar = date.Calendar == Text.Dates.Calendar.Gregorian ? null : date.Calendar,
    };

    internal bool IsPlain => Printed is null && Calendar is null;
}

/// <summary>Reads either a bare string or an object; writes the string where nothing else is said.</summary>
internal sealed class DateRecordConverter : StringOrObjectConverter<DateRecord, DateRecordConverter.Shape>
{
    protected override DateRecord FromText(string text) => new() { Edtf = text };
    protected override DateRecord FromShape(Shape shape) => new() { Edtf = shape.Edtf, Printed = shape.Printed, Calendar = shape.Calendar };
    protected override string? TextOf(DateRecord value) => value.IsPlain ? value.Edtf : null;
    protected override Shape ShapeOf(DateRecord value) => new(value.Edtf, value.Printed, value.Calendar);

    internal sealed record Shape(string? Edtf, string? Printed, Calendar? Calendar);
}

/// <summary>A value that a record may give as one string or as an object.</summary>
internal abstract class StringOrObjectConverter<T, TShape> : JsonConverter<T> where T : class where TShape : class
{
    protected abstract T FromText(string text);
    protected abstract T FromShape(TShape shape);

    /// <summary>The string that says all of the value; <see langword="null"/> when the object is needed.</summary>
    protected abstract string? TextOf(T value);

    protected abstract TShape ShapeOf(T value);

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
            ? FromText(reader.GetString()!)
            : FromShape(JsonSerializer.Deserialize<TShape>(ref reader, options)!);

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (TextOf(value) is { } text)
        {
            writer.WriteStringValue(text);
            return;
        }

        JsonSerializer.Serialize(writer, ShapeOf(value), options);
    }
}
