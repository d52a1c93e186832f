using System.Text.RegularExpressions;
using RussiaTalibanArchive.Web.Text;
using RussiaTalibanArchive.Web.Text.Dates;

namespace RussiaTalibanArchive.Web.Features.Items;

/// <summary>Reads the fields of a record, and collects what is wrong with them. Lengths count UTF-16 code units.</summary>
public sealed partial class Checks
{
    public const int MaxLine = 500;
    public const int MaxText = 5_000_000;

    private readonly List<Problem> _problems = [];

    public IReadOnlyList<Problem> Problems => _problems;

    public void Add(string field, string message, params object[] arguments) => _problems.Add(new(field, message, arguments));

    /// <summary>One line of text: normalised, white space folded, <see langword="null"/> when empty.</summary>
    public string? Line(string field, string? value, int max = MaxLine)
    {
        var line = WhiteSpace().Replace(TextNormalizer.Normalize(value ?? ""), " ").Trim();
        if (line.Length > max)
        {
            Add(field, "This is too long: {0} characters at most.", max);
        }

        return line.Length == 0 ? null : line;
    }

    /// <summary>One line that must be there.</summary>
    public string RequiredLine(string field, string? value, string message, int max = MaxLine)
    {
        var line = Line(field, value, max);
        if (line is null)
        {
            Add(field, message);
        }

        return line ?? "";
    }

    /// <summary>Text of many lines: normalised, <see langword="null"/> when blank.</summary>
    public string? Text(string field, string? value, int max = MaxText)
    {
        var text = TextNormalizer.Normalize(value ?? "");
        if (text.Length > max)
        {
            Add(field, "This is too long: {0} characters at most.", max);
        }

        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>A BCP 47 language tag, in its usual case.</summary>
    public string? Language(string field, string? value)
    {
        var tag = value?.Trim();
        if (string.IsNullOrEmpty(tag))
        {
            return null;
        }

        if (!LanguageTag().IsMatch(tag))
        {
            Add(field, "“{0}” is not a language tag. Examples: ar, ps, fa-AF, ru, en.", tag);
            return null;
        }

        var parts = tag.Split('-');
        return string.Join('-', parts.Select((part, i) => i == 0 ? part.ToLowerInvariant()
            : part.Length == 2 ? part.ToUpperInvariant()
            : part.Length == 4 ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant()
            : part.ToLowerInvariant()));
    }

    /// <summary>An address that readers may follow: absolute, http or https.</summary>
    public string? Url(string field, string? value)
    {
        var url = Line(field, value, 2000);
        if (url is null || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            return url;
        }

        Add(field, "Give a whole address that begins with https:// or http://.");
        return null;
    }

    /// <summary>An EDTF date, level 0 or 1.</summary>
    public string? EdtfText(string field, string? value) => Date(field, value is null ? null : new DateRecord { Edtf = value })?.Edtf;

    public ArchiveDate? Date(string field, DateRecord? value)
    {
        if (value is null || (string.IsNullOrWhiteSpace(value.Edtf) && string.IsNullOrWhiteSpace(value.Printed)))
        {
            return null;
        }

        if (!Edtf.TryParse(value.Edtf?.Trim(), out var edtf))
        {
            Add(field, "“{0}” is not an EDTF date. Examples: 2025-07-07, 2025-07, 2025-07~, 2024?, 2025-07-01/2025-07-10.", value.Edtf ?? "");
            return null;
        }

        return ArchiveDate.From(edtf, Line(field, value.Printed, 200), value.Calendar ?? Calendar.Gregorian);
    }

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$", RegexOptions.NonBacktracking)]
    private static partial Regex LanguageTag();

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex WhiteSpace();
}
