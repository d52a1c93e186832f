namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A tag as its form has it.</summary>
public sealed record TagForm
{
    /// <summary>The languages that a new form has a line for.</summary>
    private static readonly string[] UsualLanguages = ["en", "ar", "ps", "fa-AF", "ru"];

    private static readonly char[] LineEnds = ['\r', '\n'];

    /// <summary>Of the stored tag that the form was filled from.</summary>
    public int Version { get; set; }

    public string? Slug { get; set; }
    public string? Type { get; set; }
    public List<LabelForm> Labels { get; set; } = [];

    /// <summary>One a line.</summary>
    public string? Aliases { get; set; }

    /// <summary>EDTF.</summary>
    public string? Date { get; set; }

    /// <summary>The slug of the tag above.</summary>
    public string? Broader { get; set; }

    public string? ScopeNote { get; set; }

    /// <summary>Addresses, one a line.</summary>
    public string? SameAs { get; set; }

    public static TagForm Empty()
    {
        var form = new TagForm();
        form.AddUsualLanguages();
        return form;
    }

    public static TagForm Of(TagRecord record, int version)
    {
        var form = new TagForm
        {
            Version = version,
            Slug = record.Slug,
            Type = record.Type,
            Labels = [.. (record.Labels ?? []).Select(l => new LabelForm { Language = l.Key, Text = l.Value })],
            Aliases = string.Join('\n', record.Aliases ?? []),
            Date = record.Date,
            Broader = record.Broader,
            ScopeNote = record.ScopeNote,
            SameAs = string.Join('\n', record.SameAs ?? []),
        };
        form.AddUsualLanguages();
        return form;
    }

    public TagRecord ToRecord() => new()
    {
        Slug = Slug,
        Type = Type,
        Labels = Labels.Where(l => !string.IsNullOrWhiteSpace(l.Text)).GroupBy(l => l.Language?.Trim() ?? "").ToDictionary(g => g.Key, g => g.Last().Text!),
        Aliases = Lines(Aliases),
        Date = Date,
        Broader = Broader,
        ScopeNote = ScopeNote,
        SameAs = Lines(SameAs),
    };

    /// <summary>The languages that stand twice in the form, each with a name.</summary>
    public IEnumerable<string> RepeatedLanguages => Labels
        .Where(l => !string.IsNullOrWhiteSpace(l.Text))
        .GroupBy(l => l.Language?.Trim() ?? "", StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key);

    /// <summary>Whether a name has no language beside it.</summary>
    public bool LacksLanguage => Labels.Any(l => !string.IsNullOrWhiteSpace(l.Text) && string.IsNullOrWhiteSpace(l.Language));

    private void AddUsualLanguages() =>
        Labels.AddRange(UsualLanguages.Where(u => !Labels.Exists(l => l.Language == u)).Select(u => new LabelForm { Language = u }));

    private static List<string> Lines(string? text) =>
        [.. (text ?? "").Split(LineEnds, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
}

/// <summary>A name of a tag as the form has it; without text it is left out.</summary>
public sealed record LabelForm
{
    /// <summary>BCP 47.</summary>
    public string? Language { get; set; }

    public string? Text { get; set; }
}
