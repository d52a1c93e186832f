using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Ganss.Xss;
using Microsoft.ClearScript;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Text;

namespace RussiaTalibanArchive.Web.Features.Citations.Styles;

/// <summary>A citation as a style writes it.</summary>
/// <param name="Html">With <c>bdi</c> around what reads in the other direction; safe to put into a page.</param>
/// <param name="Text">Plain, with isolates (FSI, PDI) at the same places.</param>
public sealed record StyledCitation(string Html, string Text);

/// <summary>Why citations could not be written.</summary>
public enum StylingProblem
{
    /// <summary>There is no engine for this platform.</summary>
    NoEngine,

    /// <summary>Too many ask at once, or the style took too long or too much memory.</summary>
    Busy,

    /// <summary>The style that the settings give does not work.</summary>
    BrokenStyle,
}

/// <summary>Writes citations in the styles of the Citation Style Language, with citeproc-js in a few engines that are kept.</summary>
public sealed partial class CitationStyler(IOptions<ArchiveOptions> options, TimeProvider clock, ILogger<CitationStyler> log) : IDisposable
{
    private const int MaxEngines = 2;

    /// <summary>An engine that has written so many citations gives way to a new one.</summary>
    private const int MaxUses = 20_000;

    // Stand for isolates on their way through, where formats drop controls. They are for private use, and dropped from what is cited.
    private const char Open = '\uE0F0';
    private const char Close = '\uE0F1';

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(10);
    private static readonly HtmlSanitizer Sanitizer = NewSanitizer();

    private readonly ConcurrentBag<(CitationEngine Engine, int Uses)> _engines = [];
    private readonly SemaphoreSlim _free = new(MaxEngines);
    private readonly Lazy<string?> _custom = new(() => options.Value.CitationStyle is { Length: > 0 } file ? File.ReadAllText(file) : null);
    private volatile bool _isMissing;

    /// <summary>The styles that this archive offers.</summary>
    public IReadOnlyList<CitationStyle> Styles { get; } = string.IsNullOrEmpty(options.Value.CitationStyle)
        ? CitationStyle.All
        : [new(CitationStyle.Custom, CitationStyle.Custom, CustomStyle.TitleOf(options.Value.CitationStyle)), .. CitationStyle.All];

    /// <summary>By name; the first one for none.</summary>
    /// <returns><see langword="null"/> where there is no style of that name.</returns>
    public CitationStyle? Find(string? name) => string.IsNullOrEmpty(name) ? Styles[0]
        : Styles.FirstOrDefault(s => s.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? CitationStyle.Find(name);

    /// <summary>Each citation by itself, in their order, off the caller's thread.</summary>
    /// <returns>The citations, or why there are none.</returns>
    public async Task<(IReadOnlyList<StyledCitation> Citations, StylingProblem? Problem)> WriteAsync(
        CitationStyle style, CitationLocale locale, IReadOnlyList<Citation> citations, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(locale);
        if (_isMissing)
        {
            return ([], StylingProblem.NoEngine);
        }

        if (!await _free.WaitAsync(MaxWait, cancellationToken))
        {
            return ([], StylingProblem.Busy);
        }

        try
        {
            var direction = locale.IsRightToLeft ? TextDirection.RightToLeft : TextDirection.LeftToRight;
            var items = citations.Select(c => Prepared(c, locale, direction)).ToList();
            // What no style prints costs memory alone.
            var json = CslJson.Write(items.Select(c => c with { Abstract = null, Words = null, Translations = [], Keywords = [], Rights = null }), DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            stop.CancelAfter(MaxTime);
            var written = await Task.Run(() => Run(style, locale, json, citations.Count, stop.Token), CancellationToken.None);
            return ([.. written.Zip(items, (w, c) => Finished(w.Html, w.Text, style.IsNumbered, c, StyledWords.Of(c, locale, value => Isolated(value, direction))))], null);
        }
        catch (Exception e) when (e is DllNotFoundException or TypeLoadException or TypeInitializationException or FileNotFoundException or DirectoryNotFoundException)
        {
            _isMissing = true;
            LogMissing(e.GetType().Name);
            return ([], StylingProblem.NoEngine);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return ([], StylingProblem.Busy);
        }
        catch (ScriptEngineException)
        {
            return ([], style.Name == CitationStyle.Custom ? StylingProblem.BrokenStyle : StylingProblem.Busy);
        }
        finally
        {
            _free.Release();
        }
    }

    public void Dispose()
    {
        foreach (var (engine, _) in _engines)
        {
            engine.Dispose();
        }

        _free.Dispose();
    }

    private IReadOnlyList<(string Html, string Text)> Run(CitationStyle style, CitationLocale locale, string json, int count, CancellationToken cancellationToken)
    {
        var (engine, uses) = _engines.TryTake(out var kept) ? kept : (new CitationEngine(Path.Combine(AppContext.BaseDirectory, "csl")), 0);
        var isSound = false;
        try
        {
            var written = engine.Format(style, style.Name == CitationStyle.Custom ? _custom.Value : null, locale, json, cancellationToken);
            isSound = uses + count < MaxUses;
            return written;
        }
        finally
        {
            if (isSound)
            {
                _engines.Add((engine, uses + count));
            }
            else
            {
                engine.Dispose();
            }
        }
    }

    /// <summary>With the title's translation beside it, and what reads in the other direction set apart.</summary>
    private static Citation Prepared(Citation citation, CitationLocale locale, TextDirection direction)
    {
        var title = Isolated(citation.Title, direction);
        var translation = citation.Language?.Split('-')[0] == locale.Language ? null
            : citation.TitleTranslations.GetValueOrDefault(locale.Language) ?? (citation.Language?.Split('-')[0] == "en" ? null : citation.TitleInEnglish);
        // Who reads Latin letters finds the romanized title first, as catalogues have it.
        var romanized = citation.Transliteration == Transliteration.Always || locale.Language == "en" ? citation.RomanizedTitle() : null;
        title = romanized is null ? title : $"{Isolated(romanized.Text, direction)} {title}";
        return citation with
        {
            Title = string.IsNullOrEmpty(translation) ? title : $"{title} [{Isolated(translation, direction)}]",
            Transliteration = Transliteration.Never, // It is said.
            Authors = [.. citation.Authors.Select(a => a.Given is null ? a with { Family = Isolated(a.Family, direction) } : a)],
            Publisher = citation.Publisher is null ? null : Isolated(citation.Publisher, direction),
            Archive = Isolated(citation.Archive, direction),
            Genre = citation.Type == CitationType.Quotation ? StyledWords.Quotation(locale) : citation.Genre is null ? null : Isolated(citation.Genre, direction),
            Source = citation.Source is { } source ? source with { Title = Isolated(source.Title, direction) } : null,
        };
    }

    private static string Isolated(string? text, TextDirection around)
    {
        var line = CitedText.Line(text).Replace(Open.ToString(), "", StringComparison.Ordinal).Replace(Close.ToString(), "", StringComparison.Ordinal);
        if (line.Length == 0 || (Direction.Of(line) == around && !HasOther(line, around)))
        {
            return line;
        }

        // A style looks at what ends a sentence, so as not to end it twice.
        var end = line[^1] is '.' or '!' or '?' ? line[^1..] : "";
        return $"{Open}{line[..^end.Length]}{Close}{end}";
    }

    /// <summary>Whether letters of the other direction stand in it.</summary>
    private static bool HasOther(string line, TextDirection around)
    {
        foreach (var rune in line.EnumerateRunes())
        {
            if (Rune.IsLetter(rune) && Direction.Of(rune.ToString()) != around)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>With what the style left out: the archive, the address, and what no style has a place for.</summary>
    private static StyledCitation Finished(string html, string text, bool isNumbered, Citation citation, IEnumerable<string> statements)
    {
        // One citation by itself has no number.
        var (safe, plain) = (isNumbered ? Number().Replace(html, "$1") : html, isNumbered ? PlainNumber().Replace(CitedText.Line(text), "") : CitedText.Line(text));
        var address = CitedText.Line(citation.Url);
        safe = Sanitizer.Sanitize(safe.Replace("style=\"font-variant:small-caps;\"", "class=\"small-caps\"", StringComparison.Ordinal));
        var all = statements.ToList();
        if (!plain.Contains(citation.Reference, StringComparison.Ordinal) && citation.PublishedAddress is null)
        {
            all.Insert(0, $"{citation.Archive}, {citation.Reference}");
        }

        if (!plain.Contains(address, StringComparison.OrdinalIgnoreCase))
        {
            all.Insert(0, address);
        }

        var more = all.Count == 0 ? "" : $"{(plain.EndsWith('.') || Uri.IsWellFormedUriString(plain.Split(' ')[^1], UriKind.Absolute) ? "" : ".")} {string.Join(". ", all.Select(s => s.TrimEnd('.')))}.";
        return new(
            Balanced(safe + WebUtility.HtmlEncode(more), "<bdi>", "</bdi>"),
            Balanced(plain + more, "\u2068", "\u2069"));
    }

    [GeneratedRegex("""<div class="csl-left-margin">.*?</div>|(<div class="csl-entry">)\s*[\[(]?1[\].)]+\s""", RegexOptions.Singleline)]
    private static partial Regex Number();

    [GeneratedRegex(@"^[\[(]?1[\].)]*\s*")]
    private static partial Regex PlainNumber();

    /// <summary>Puts marks of a kind where isolates go, or none if a style took one of a pair.</summary>
    private static string Balanced(string text, string open, string close)
    {
        var (depth, isBalanced) = (0, true);
        foreach (var c in text)
        {
            depth += c == Open ? 1 : c == Close ? -1 : 0;
            isBalanced &= depth is 0 or 1;
        }

        return isBalanced && depth == 0
            ? text.Replace(Open.ToString(), open, StringComparison.Ordinal).Replace(Close.ToString(), close, StringComparison.Ordinal)
            : text.Replace(Open.ToString(), "", StringComparison.Ordinal).Replace(Close.ToString(), "", StringComparison.Ordinal);
    }

    private static HtmlSanitizer NewSanitizer()
    {
        var sanitizer = new HtmlSanitizer();
        sanitizer.AllowedTags.Clear();
        sanitizer.AllowedTags.UnionWith(["i", "b", "em", "strong", "sup", "sub", "span", "div"]);
        sanitizer.AllowedAttributes.Clear();
        sanitizer.AllowedAttributes.Add("class");
        sanitizer.AllowedClasses.UnionWith(["csl-entry", "csl-left-margin", "csl-right-inline", "csl-block", "csl-indent", "small-caps"]);
        sanitizer.KeepChildNodes = true;
        return sanitizer;
    }

    [LoggerMessage(LogLevel.Warning, "Citations are not written out in styles: the engine for it is missing on this platform ({Problem}).")]
    private partial void LogMissing(string problem);
}
