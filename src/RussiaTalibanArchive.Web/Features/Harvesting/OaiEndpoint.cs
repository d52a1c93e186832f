using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Harvesting;

/// <summary>
/// OAI-PMH at <c>/oai</c>: all that a visitor may see, whoever asks. Source: the Open Archives Initiative Protocol for Metadata Harvesting 2.0.
/// </summary>
internal static partial class OaiEndpoint
{
    private const int PageSize = 100;
    private const int MaxArgument = 2_000;
    private static readonly XNamespace Oai = "http://www.openarchives.org/OAI/2.0/";
    private static readonly XNamespace Xsi = "http://www.w3.org/2001/XMLSchema-instance";

    private static readonly Dictionary<string, (string[] Required, string[] Optional)> Verbs = new(StringComparer.Ordinal)
    {
        ["Identify"] = ([], []),
        ["ListMetadataFormats"] = ([], ["identifier"]),
        ["ListSets"] = ([], ["resumptionToken"]),
        ["GetRecord"] = (["identifier", "metadataPrefix"], []),
        ["ListIdentifiers"] = (["metadataPrefix"], ["from", "until", "set", "resumptionToken"]),
        ["ListRecords"] = (["metadataPrefix"], ["from", "until", "set", "resumptionToken"]),
    };

    public static void Map(WebApplication app) =>
        app.MapMethods("/oai", [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post], ServeAsync).RequireAuthorization(Policies.Visitor).DisableAntiforgery();

    private static async Task<IResult> ServeAsync(HttpContext http, CurrentViewer viewer, OaiServer server, IOptions<ArchiveOptions> options, CancellationToken cancellationToken)
    {
        // A harvest is passed on to everyone: it never holds what its harvester alone may see.
        viewer.Use(Viewer.Nobody with { SeesPublic = options.Value.Public });
        var site = Citations.Citations.SiteOf(http.Request, options.Value);
        var given = http.Request.HasFormContentType
            ? (await http.Request.ReadFormAsync(cancellationToken)).SelectMany(f => f.Value.Select(v => (f.Key, Value: v ?? ""))).ToList()
            : http.Request.Query.SelectMany(f => f.Value.Select(v => (f.Key, Value: v ?? ""))).ToList();
        XElement answer;
        List<(string Key, string Value)> echoed = given;
        try
        {
            answer = await server.AnswerAsync(Checked(given), site, cancellationToken);
        }
        catch (OaiException e)
        {
            answer = new XElement(Oai + "error", new XAttribute("code", e.Code), e.Message);
            echoed = e.Code is "badVerb" or "badArgument" ? [] : given;
        }

        var document = new XElement(Oai + "OAI-PMH", new XAttribute(XNamespace.Xmlns + "xsi", Xsi), new XAttribute(Xsi + "schemaLocation", $"{Oai} http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd"),
            new XElement(Oai + "responseDate", OaiServer.Time(server.Now)),
            new XElement(Oai + "request", echoed.Select(a => new XAttribute(a.Key, OaiFormat.Safe(a.Value))), site + "/oai"),
            answer);
        http.Response.Headers.CacheControl = "no-cache";
        return Results.Text($"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{document}\n", "text/xml; charset=utf-8");
    }

    /// <summary>The arguments, none of which is unknown, missing or given twice.</summary>
    private static Dictionary<string, string> Checked(List<(string Key, string Value)> given)
    {
        var verbs = given.Where(a => a.Key == "verb").Select(a => a.Value).ToList();
        if (verbs is not [var verb] || !Verbs.TryGetValue(verb, out var arguments))
        {
            throw new OaiException("badVerb", verbs.Count == 0 ? "There is no verb." : verbs.Count > 1 ? "There is more than one verb." : "There is no such verb.");
        }

        var known = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in given)
        {
            if (key != "verb" && !arguments.Required.Contains(key) && !arguments.Optional.Contains(key))
            {
                throw new OaiException("badArgument", $"{verb} takes no argument of that name.");
            }

            if (value.Length > MaxArgument || !known.TryAdd(key, value))
            {
                throw new OaiException("badArgument", $"{key} is given more than once, or too long.");
            }
        }

        if (known.ContainsKey("resumptionToken") && known.Count > 2)
        {
            throw new OaiException("badArgument", "A resumptionToken stands alone.");
        }

        return known.ContainsKey("resumptionToken") || arguments.Required.All(known.ContainsKey) ? known
            : throw new OaiException("badArgument", $"{verb} asks for {string.Join(" and ", arguments.Required)}.");
    }

    /// <summary>Answers a verb.</summary>
    internal sealed partial class OaiServer(ArchiveDbContext db, OaiRecords records, CitationReader citations, TimeProvider clock, IOptions<ArchiveOptions> options)
    {
        public DateTimeOffset Now => clock.GetUtcNow();

        public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

        public async Task<XElement> AnswerAsync(Dictionary<string, string> arguments, string site, CancellationToken cancellationToken) => arguments["verb"] switch
        {
            "Identify" => await IdentifyAsync(site, cancellationToken),
            "ListMetadataFormats" => await FormatsAsync(arguments.GetValueOrDefault("identifier"), site, cancellationToken),
            "ListSets" => arguments.ContainsKey("resumptionToken") ? throw new OaiException("badResumptionToken", "The list of sets is never parted.") : await SetsAsync(cancellationToken),
            "GetRecord" => await RecordAsync(arguments["identifier"], FormatOf(arguments["metadataPrefix"]), site, cancellationToken),
            var list => await ListAsync(list == "ListRecords", arguments, site, cancellationToken),
        };

        private async Task<XElement> IdentifyAsync(string site, CancellationToken cancellationToken)
        {
            XNamespace scheme = "http://www.openarchives.org/OAI/2.0/oai-identifier";
            return new XElement(Oai + "Identify",
                new XElement(Oai + "repositoryName", OaiFormat.Safe(options.Value.Title)),
                new XElement(Oai + "baseURL", site + "/oai"),
                new XElement(Oai + "protocolVersion", "2.0"),
                new XElement(Oai + "adminEmail", options.Value.ContactEmail is { Length: > 0 } mail ? mail : "webmaster@" + DomainOf(site)),
                new XElement(Oai + "earliestDatestamp", Time(await records.EarliestAsync(cancellationToken) ?? Now)),
                new XElement(Oai + "deletedRecord", "persistent"),
                new XElement(Oai + "granularity", "YYYY-MM-DDThh:mm:ssZ"),
                new XElement(Oai + "description", new XElement(scheme + "oai-identifier",
                    new XAttribute(Xsi + "schemaLocation", $"{scheme} http://www.openarchives.org/OAI/2.0/oai-identifier.xsd"),
                    new XElement(scheme + "scheme", "oai"), new XElement(scheme + "repositoryIdentifier", DomainOf(site)), new XElement(scheme + "delimiter", ":"),
                    new XElement(scheme + "sampleIdentifier", $"oai:{DomainOf(site)}:{options.Value.ReferencePrefix}-D0001"))));
        }

        private async Task<XElement> FormatsAsync(string? identifier, string site, CancellationToken cancellationToken)
        {
            if (identifier is not null)
            {
                await HeadAsync(identifier, site, cancellationToken);
            }

            return new XElement(Oai + "ListMetadataFormats", OaiFormat.All.Select(f => new XElement(Oai + "metadataFormat",
                new XElement(Oai + "metadataPrefix", f.Prefix), new XElement(Oai + "schema", f.Schema), new XElement(Oai + "metadataNamespace", f.Namespace))));
        }

        private async Task<XElement> SetsAsync(CancellationToken cancellationToken)
        {
            var sets = new XElement(Oai + "ListSets", Set("kind", "Items by kind"));
            foreach (var kind in OaiRecords.AllKinds)
            {
                sets.Add(Set("kind:" + References.CollectionOf(kind), References.CollectionOf(kind)));
            }

            sets.Add(Set("tag", "Items by tag"));
            foreach (var tag in (await db.Tags.OrderBy(t => t.Reference).ToNames().ToListAsync(cancellationToken)).Where(t => SetSpec().IsMatch(t.Slug)))
            {
                sets.Add(Set("tag:" + tag.Slug, tag.Label.Text));
            }

            return sets;

            static XElement Set(string spec, string name) => new(Oai + "set", new XElement(Oai + "setSpec", spec), new XElement(Oai + "setName", OaiFormat.Safe(name)));
        }

        private async Task<XElement> RecordAsync(string identifier, OaiFormat format, string site, CancellationToken cancellationToken)
        {
            var head = await HeadAsync(identifier, site, cancellationToken);
            return new XElement(Oai + "GetRecord", await WrittenAsync([head], format, site, cancellationToken));
        }

        private async Task<XElement> ListAsync(bool withRecords, Dictionary<string, string> arguments, string site, CancellationToken cancellationToken)
        {
            var page = arguments.TryGetValue("resumptionToken", out var token)
                ? OaiToken.Read(token) ?? throw new OaiException("badResumptionToken", "This token is none of this archive's.")
                : new OaiToken(FormatOf(arguments["metadataPrefix"]).Prefix, arguments.GetValueOrDefault("set"), arguments.GetValueOrDefault("from"), arguments.GetValueOrDefault("until"), null, 0);
            var format = FormatOf(page.Prefix);
            var selection = Select(page);
            if (page.Set?.StartsWith("tag:", StringComparison.Ordinal) == true && !await db.Tags.AnyAsync(t => t.Reference == selection.Tag, cancellationToken))
            {
                throw new OaiException("noRecordsMatch", "There is no such set.");
            }

            var heads = selection.Kinds.Count == 0 ? [] : await records.ReadAsync(selection, page.After, PageSize + 1, cancellationToken);
            if (heads.Count == 0 && page.After is null)
            {
                throw new OaiException("noRecordsMatch", "No record answers this.");
            }

            List<OaiHead> shown = [.. heads.Take(PageSize)];
            var list = new XElement(Oai + (withRecords ? "ListRecords" : "ListIdentifiers"), withRecords
                ? await WrittenAsync(shown, format, site, cancellationToken)
                : await HeadersAsync(shown, site, cancellationToken));
            if (heads.Count > PageSize)
            {
                list.Add(new XElement(Oai + "resumptionToken", new XAttribute("cursor", page.Cursor), (page with { After = shown[^1], Cursor = page.Cursor + shown.Count }).ToString()));
            }
            else if (page.After is not null)
            {
                list.Add(new XElement(Oai + "resumptionToken", new XAttribute("cursor", page.Cursor)));
            }

            return list;
        }

        private static OaiSelection Select(OaiToken page)
        {
            var (from, until) = (Read(page.From, "from"), Read(page.Until, "until"));
            if (page is { From: { } first, Until: { } last } && first.Length != last.Length)
            {
                throw new OaiException("badArgument", "from and until are days, or moments, both.");
            }

            if (from > until)
            {
                throw new OaiException("badArgument", "from is later than until.");
            }

            var end = until is not { } moment ? (DateTimeOffset?)null : page.Until!.Length == 10 ? moment.AddDays(1) : moment.AddSeconds(1);
            return page.Set switch
            {
                null or "kind" => new(OaiRecords.AllKinds, null, from, end),
                ['k', 'i', 'n', 'd', ':', .. var collection] => new([.. OaiRecords.AllKinds.Where(k => References.CollectionOf(k) == collection)], null, from, end),
                ['t', 'a', 'g', ':', .. var slug] => new(OaiRecords.AllKinds, slug, from, end),
                _ => new([], null, from, end),
            };
        }

        private static DateTimeOffset? Read(string? text, string name)
        {
            if (text is null)
            {
                return null;
            }

            return DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment)
                ? moment : throw new OaiException("badArgument", $"{name} is no day (2026-01-31) and no moment (2026-01-31T12:00:00Z).");
        }

        private async Task<OaiHead> HeadAsync(string identifier, string site, CancellationToken cancellationToken) =>
            identifier.StartsWith($"oai:{DomainOf(site)}:", StringComparison.Ordinal)
            && References.TryParse(identifier[(identifier.LastIndexOf(':') + 1)..], out var kind, out var reference) && OaiRecords.AllKinds.Contains(kind) && identifier.EndsWith(":" + reference, StringComparison.Ordinal)
            && await records.FindAsync(kind, reference, cancellationToken) is { } head
                ? head : throw new OaiException("idDoesNotExist", "There is no record of that identifier.");

        private async Task<IEnumerable<XElement>> WrittenAsync(IReadOnlyList<OaiHead> heads, OaiFormat format, string site, CancellationToken cancellationToken)
        {
            var cited = await citations.FindAllAsync(heads.Where(h => !h.IsDeleted).ToLookup(h => h.Kind, h => h.Reference), site, cancellationToken);
            return (await HeadersAsync(heads, site, cancellationToken)).Zip(heads, (header, head) => new XElement(Oai + "record", header,
                cited.TryGetValue(head.Reference, out var citation) ? new XElement(Oai + "metadata", format.Write(citation, head.Kind)) : null));
        }

        private async Task<IEnumerable<XElement>> HeadersAsync(IReadOnlyList<OaiHead> heads, string site, CancellationToken cancellationToken)
        {
            var tags = await records.TagsAsync(heads, cancellationToken);
            return heads.Select(h => new XElement(Oai + "header", h.IsDeleted ? new XAttribute("status", "deleted") : null,
                new XElement(Oai + "identifier", $"oai:{DomainOf(site)}:{h.Reference}"),
                new XElement(Oai + "datestamp", Time(h.Stamp)),
                new XElement(Oai + "setSpec", "kind:" + References.CollectionOf(h.Kind)),
                tags[h.Reference].Order(StringComparer.Ordinal).Where(s => SetSpec().IsMatch(s)).Select(s => new XElement(Oai + "setSpec", "tag:" + s))));
        }

        private static OaiFormat FormatOf(string prefix) =>
            OaiFormat.All.FirstOrDefault(f => f.Prefix == prefix) ?? throw new OaiException("cannotDisseminateFormat", "There is no such format.");

        /// <summary>The host's name; one that can be no host's where it has none, for the scheme asks for a name with a dot.</summary>
        private static string DomainOf(string site) => new Uri(site).Host is var host && Domain().IsMatch(host) ? host : "archive.invalid";

        [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9\-]*(\.[A-Za-z][A-Za-z0-9\-]*)+$")]
        private static partial Regex Domain();

        [GeneratedRegex(@"^[A-Za-z0-9\-_.!~*'()]+$")]
        private static partial Regex SetSpec();
    }

    /// <summary>Where a list goes on. It holds all that was asked for and the last record given, so that it can be used again.</summary>
    internal sealed record OaiToken(string Prefix, string? Set, string? From, string? Until, OaiHead? After, int Cursor)
    {
        private const char Separator = '\n';

        public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Join(Separator, Prefix, Set, From, Until,
                After!.Stamp.UtcTicks.ToString(CultureInfo.InvariantCulture), ((int)After.Kind).ToString(CultureInfo.InvariantCulture), After.Reference, Cursor.ToString(CultureInfo.InvariantCulture))))
            .Replace('+', '-').Replace('/', '_').TrimEnd('=');

        public static OaiToken? Read(string token)
        {
            var padded = token.Replace('-', '+').Replace('_', '/').PadRight((token.Length + 3) / 4 * 4, '=');
            var bytes = new byte[padded.Length];
            if (!Convert.TryFromBase64String(padded, bytes, out var length))
            {
                return null;
            }

            return Encoding.UTF8.GetString(bytes, 0, length).Split(Separator) is [var prefix, var set, var from, var until, var stamp, var kind, var reference, var cursor]
                && long.TryParse(stamp, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
                && int.TryParse(kind, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && OaiRecords.AllKinds.Contains((ItemKind)number)
                && int.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && !reference.Contains('\0', StringComparison.Ordinal)
                ? new(prefix, Given(set), Given(from), Given(until), new(new DateTimeOffset(ticks, TimeSpan.Zero), Guid.Empty, (ItemKind)number, reference, false), index)
                : null;
        }

        private static string? Given(string text) => text.Length == 0 ? null : text;
    }

    /// <param name="code">Of the protocol.</param>
    /// <param name="message">For people.</param>
    internal sealed class OaiException(string code, string message) : Exception(message)
    {
        public string Code { get; } = code;
    }
}
