using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Search.Timelines;

/// <summary>Lays what a search finds on an axis of time.</summary>
public sealed class TimelineReader(ArchiveDbContext db, Searcher searcher)
{
    private const int MaxSpans = 80;
    private const int MaxEvents = 20;
    private const int MaxTitle = 90;

    public async Task<Timeline> ReadAsync(SearchAddress address, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        IReadOnlyList<DatedCount> counts;
        IReadOnlyList<DatedItem> items;
        IReadOnlyList<Guid> tags;
        try
        {
            (counts, items, tags) = await searcher.FindDatedAsync(address, MaxSpans, cancellationToken);
        }
        catch (SearchTimeoutException)
        {
            return Timeline.Empty with { IsCutOff = true };
        }

        var (earliest, latest) = (address.Earliest, address.Latest);
        // What may be of the wanted days is drawn within them.
        var within = counts.Select(c => c with { Earliest = Later(c.Earliest, earliest), Latest = Earlier(c.Latest, latest) }).ToList();
        var all = DateHistogram.Of([.. within.Select(c => (c.Earliest, c.Latest, c.Count))], address.Calendar);
        if (all.Buckets.Count == 0)
        {
            return Timeline.Empty with { Uncertain = all.Uncertain };
        }

        var byKind = Timeline.Kinds.Select(kind => within.Where(c => c.Kind == kind).ToList()).ToList();
        var columns = all.Buckets.Select(bucket => new TimelineColumn(bucket, byKind.ConvertAll(dates => dates.Sum(d => DateHistogram.ShareOf((d.Earliest, d.Latest, d.Count), bucket.From, bucket.To)))));
        var timeline = Timeline.Empty with { Columns = [.. columns], Uncertain = all.Uncertain, IsOverLimit = counts.Sum(c => c.Count) >= Searcher.MaxCounted };
        return timeline with
        {
            Spans = Laned(await NamedAsync(items, cancellationToken), timeline, 3),
            Events = Laned(await EventsAsync(tags, timeline, cancellationToken), timeline, 1),
        };
    }

    private async Task<List<TimelineSpan>> NamedAsync(IReadOnlyList<DatedItem> items, CancellationToken cancellationToken)
    {
        var heads = await db.HeadsAsync(items.Select(i => (i.Kind, i.Id)), cancellationToken);
        return [.. items.Where(i => heads.ContainsKey(i.Id))
            .Select(i => new TimelineSpan(i.Kind, heads[i.Id].Reference, Excerpt.Of(heads[i.Id].Title, MaxTitle), i.Earliest, i.Latest, 0))];
    }

    /// <summary>Those of the tags, and of tags above them, that are events or have a date: of that date, or else as long as what carries them.</summary>
    private async Task<List<TimelineSpan>> EventsAsync(IReadOnlyList<Guid> carried, Timeline timeline, CancellationToken cancellationToken)
    {
        var events = await db.Tags.Where(t => (t.Type == "event" || t.Date != null) && t.Below.Any(b => carried.Contains(b.DescendantId)))
            .Select(t => new
            {
                t.Id,
                Name = new TagName(t.Reference, t.Labels.Select(l => new LabelText(l.Language, l.Text)).ToList()),
                // A row of the index says what the viewer may see.
                Earliest = t.Date != null ? t.Date.Earliest : db.SearchItems.Where(i => i.Tags.Contains(t.Id) && i.Earliest != null && i.Earliest > DateOnly.MinValue).Min(i => i.Earliest),
                Latest = t.Date != null ? t.Date.Latest : db.SearchItems.Where(i => i.Tags.Contains(t.Id) && i.Latest != null && i.Latest < DateOnly.MaxValue).Max(i => i.Latest),
            })
            .Where(t => t.Latest >= timeline.From && t.Earliest <= timeline.To)
            .OrderBy(t => t.Earliest).Take(MaxEvents).ToListAsync(cancellationToken);
        return [.. events.Select(t => new TimelineSpan(ItemKind.Tag, t.Name.Slug, t.Name.Label.Text, t.Earliest!.Value, t.Latest!.Value, 0))];
    }

    /// <summary>Each in the first row where it covers none.</summary>
    /// <param name="spans">In any order.</param>
    /// <param name="timeline">The axis.</param>
    /// <param name="gap">Percent of the axis that stay free between two in a row.</param>
    private static List<TimelineSpan> Laned(List<TimelineSpan> spans, Timeline timeline, double gap)
    {
        var ends = new List<double>();
        var laned = new List<TimelineSpan>();
        foreach (var span in spans.Select(s => s with { From = Later(s.From, timeline.From), To = Earlier(s.To, timeline.To) })
            .Where(s => s.From <= s.To).OrderBy(s => s.From).ThenBy(s => s.To))
        {
            var start = timeline.At(span.From, 100);
            var lane = ends.FindIndex(end => end <= start);
            if (lane < 0)
            {
                lane = ends.Count;
                ends.Add(0);
            }

            ends[lane] = timeline.At(span.To, 100) + gap;
            laned.Add(span with { Lane = lane });
        }

        return laned;
    }

    private static DateOnly Later(DateOnly day, DateOnly? other) => other > day ? other.Value : day;

    private static DateOnly Earlier(DateOnly day, DateOnly? other) => other < day ? other.Value : day;
}
