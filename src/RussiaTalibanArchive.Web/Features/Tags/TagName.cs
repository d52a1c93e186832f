using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A tag as pages name it.</summary>
/// <param name="Slug">Its reference.</param>
/// <param name="Labels">Its names, by BCP 47 language.</param>
public sealed record TagName(string Slug, IReadOnlyList<LabelText> Labels)
{
    /// <summary>The name in the interface's language, else in English, else any; the slug where there is none.</summary>
    public LabelText Label => LabelIn(InterfaceLanguages.Current) ?? LabelIn("en") ?? Labels.OrderBy(l => l.Language, StringComparer.Ordinal).FirstOrDefault() ?? new("", Slug);

    private LabelText? LabelIn(string language) => Labels.FirstOrDefault(l => l.Language == language);
}

/// <param name="Language">BCP 47.</param>
/// <param name="Text">The name.</param>
public sealed record LabelText(string Language, string Text);
