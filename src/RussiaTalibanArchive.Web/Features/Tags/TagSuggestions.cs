using Microsoft.EntityFrameworkCore;

namespace RussiaTalibanArchive.Web.Features.Tags;

/// <summary>A tag whose name stands in the text of an item.</summary>
/// <param name="Name">The tag.</param>
/// <param name="Words">The words of the text that led to it, where they stand first.</param>
/// <param name="Count">How often a name of it stands there.</param>
public sealed record SuggestedTag(TagName Name, string Words, int Count);

/// <summary>Finds tags by their labels and aliases in the text of an item.</summary>
public sealed class TagSuggestions(ArchiveDbContext db, TagVocabulary vocabulary)
{
    private const int MaxSuggestions = 12;

    /// <summary>How much of each text is looked at, in UTF-16 code units.</summary>
    private const int MaxLength = 200_000;

    /// <summary>Those found most often first.</summary>
    public async Task<IReadOnlyList<SuggestedTag>> ForAsync(IEnumerable<string?> texts, CancellationToken cancellationToken)
    {
        var matcher = await vocabulary.MatcherAsync(cancellationToken);
        var found = texts.OfType<string>().Select(t => t[..Math.Min(t.Length, MaxLength)])
            .SelectMany(t => matcher.Find(t).Select(m => (Id: Guid.Parse(m.Tag), Words: t[m.Start..m.End])))
            .GroupBy(m => m.Id).OrderByDescending(g => g.Count()).Take(MaxSuggestions).ToList();
        var ids = found.ConvertAll(g => g.Key);
        var names = await db.Tags.Where(t => ids.Contains(t.Id))
            .Select(t => new { t.Id, Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()) })
            .ToDictionaryAsync(t => t.Id, t => t.Name, cancellationToken);
        return [.. found.Where(g => names.ContainsKey(g.Key)).Select(g => new SuggestedTag(names[g.Key], g.First().Words, g.Count()))];
    }
}
