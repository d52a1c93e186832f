using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Dossiers;

/// <summary>
/// A dossier with the texts, records and citations of all that its reader may see of it, as one file: a BagIt bag, zipped, whose payload is an
/// RO-Crate. Sources: RFC 8493; RO-Crate 1.1.
/// </summary>
public sealed class DossierBag(ArchiveDbContext db, DossierExports exports, VisibleRecords records, DossierWriter dossiers, IOptions<ArchiveOptions> options, TimeProvider clock)
{
    private const string Crate = "ro-crate-metadata.json";
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Line = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    internal static void Map(WebApplication app) => app.MapMethods("/dossiers/{reference}.zip", [HttpMethods.Get, HttpMethods.Head],
        async (string reference, HttpContext http, DossierBag bag, Tombstones tombstones, CancellationToken cancellationToken) =>
        {
            if (!References.TryParse(reference, out var named, out var canonical) || named != ItemKind.Dossier)
            {
                return Results.NotFound();
            }

            if (canonical != reference)
            {
                return Results.LocalRedirect($"{References.PathOf(ItemKind.Dossier, canonical)}.zip", permanent: true);
            }

            return await bag.WriteAsync(canonical, http, cancellationToken) ? Results.Empty : await Citations.Citations.MissingAsync(ItemKind.Dossier, canonical, tombstones, cancellationToken);
        }).RequireAuthorization(Policies.Visitor);

    /// <returns>Whether there is such a dossier for the viewer.</returns>
    private async Task<bool> WriteAsync(string reference, HttpContext http, CancellationToken cancellationToken)
    {
        var site = Citations.Citations.SiteOf(http.Request, options.Value);
        if (await exports.CitationsAsync(reference, site, cancellationToken) is not { } citations || await dossiers.LoadAsync(reference, cancellationToken) is not { } dossier)
        {
            return false;
        }

        http.Response.ContentType = "application/zip";
        http.Response.Headers.ContentDisposition = $"attachment; filename=\"{reference}.zip\"";
        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs.
        if (HttpMethods.IsHead(http.Request.Method))
        {
            return true;
        }

        await using var held = new HeldStream();
        await using var bag = new Bag(held, http.Response.Body, reference);
        await bag.AddAsync("dossier.md", (await exports.MarkdownAsync(reference, site, cancellationToken))!, "text/markdown", dossier.Title, cancellationToken);
        foreach (var format in CitationFormat.All)
        {
            await bag.AddAsync($"citations{format.Suffix}", format.Write(citations), format.MediaType, $"{format.Name}: {dossier.Title}", cancellationToken);
        }

        var lines = new StringBuilder(VisibleRecords.LineOf(await records.OfAsync(dossiers, dossier, cancellationToken)));
        foreach (var citation in citations)
        {
            await bag.AddAsync($"texts/{citation.Reference}.md", await TextExport.TextOfAsync(db, citation.Kind, citation, cancellationToken), "text/markdown", citation.Title, cancellationToken);
        }

        await foreach (var more in records.LinesAsync(citations.Select(c => (c.Kind, c.Reference)), cancellationToken))
        {
            lines.Append(more);
        }

        await bag.AddAsync("records.jsonl", lines.ToString(), "application/jsonl", "Records", cancellationToken);
        await bag.AddAsync(Crate, CrateOf(dossier, bag.Payload, site).ToJsonString(Json) + "\n", "application/ld+json", "RO-Crate", cancellationToken);
        await bag.EndAsync(
        [
            ("Source-Organization", options.Value.Title), ("External-Identifier", site + References.PathOf(ItemKind.Dossier, reference)),
            ("External-Description", dossier.Title), ("Bagging-Date", Days.Iso(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))),
        ], cancellationToken);
        return true;
    }

    private JsonObject CrateOf(Dossier dossier, IReadOnlyList<PayloadFile> files, string site)
    {
        var address = site + References.PathOf(ItemKind.Dossier, dossier.Reference);
        var graph = new JsonArray(
            new JsonObject
            {
                ["@id"] = Crate,
                ["@type"] = "CreativeWork",
                ["conformsTo"] = new JsonObject { ["@id"] = "https://w3id.org/ro/crate/1.1" },
                ["about"] = new JsonObject { ["@id"] = "./" },
            },
            new JsonObject
            {
                ["@id"] = "./",
                ["@type"] = "Dataset",
                ["name"] = dossier.Title,
                ["description"] = CitedText.Plain(dossier.Introduction) is { Length: > 0 } words ? words : dossier.Title,
                ["identifier"] = address,
                ["url"] = address,
                ["inLanguage"] = dossier.Language,
                ["datePublished"] = Days.Iso(DateOnly.FromDateTime((dossier.PublishedAt ?? clock.GetUtcNow()).UtcDateTime)),
                ["publisher"] = new JsonObject { ["@id"] = "#archive" },
                ["license"] = new JsonObject { ["@id"] = "#rights" },
                ["hasPart"] = new JsonArray([.. files.Select(f => new JsonObject { ["@id"] = f.Path })]),
            },
            new JsonObject { ["@id"] = "#archive", ["@type"] = "Organization", ["name"] = options.Value.Title, ["url"] = site },
            new JsonObject { ["@id"] = "#rights", ["@type"] = "CreativeWork", ["name"] = "The rights in each item", ["description"] = "What is known of the rights in an item stands in its record, in records.jsonl." });
        foreach (var file in files)
        {
            graph.Add(new JsonObject
            {
                ["@id"] = file.Path,
                ["@type"] = "File",
                ["name"] = file.Name,
                ["encodingFormat"] = file.MediaType,
                ["contentSize"] = file.Length.ToString(CultureInfo.InvariantCulture),
                ["sha256"] = file.Sha256,
            });
        }

        return new JsonObject { ["@context"] = "https://w3id.org/ro/crate/1.1/context", ["@graph"] = graph };
    }

    /// <param name="Path">Below <c>data/</c>.</param>
    /// <param name="Name">In words.</param>
    /// <param name="MediaType">Without parameters.</param>
    /// <param name="Length">In bytes.</param>
    /// <param name="Sha256">In lower-case hex.</param>
    private sealed record PayloadFile(string Path, string Name, string MediaType, int Length, string Sha256);

    /// <summary>A bag that is sent while it is made. All names are ASCII.</summary>
    private sealed class Bag(HeldStream held, Stream to, string folder) : IAsyncDisposable
    {
        private readonly ZipArchive _zip = new(held, ZipArchiveMode.Create, leaveOpen: true);
        private readonly List<PayloadFile> _payload = [];

        public IReadOnlyList<PayloadFile> Payload => [.. _payload];

        public async Task AddAsync(string path, string text, string mediaType, string name, CancellationToken cancellationToken)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            await PutAsync($"data/{path}", bytes, cancellationToken);
            _payload.Add(new(path, name, mediaType, bytes.Length, HashOf(bytes)));
        }

        public async Task EndAsync(IReadOnlyList<(string Name, string Value)> info, CancellationToken cancellationToken)
        {
            var octets = _payload.Sum(f => (long)f.Length);
            (string Path, string Text)[] tags =
            [
                ("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
                ("bag-info.txt", string.Concat(info.Select(i => $"{i.Name}: {CitedText.Line(i.Value)}\n")) + string.Create(CultureInfo.InvariantCulture, $"Payload-Oxum: {octets}.{_payload.Count}\n")),
                ("manifest-sha256.txt", string.Concat(_payload.Select(f => $"{f.Sha256}  data/{f.Path}\n"))),
            ];
            foreach (var (path, text) in tags)
            {
                await PutAsync(path, Encoding.UTF8.GetBytes(text), cancellationToken);
            }

            await PutAsync("tagmanifest-sha256.txt", Encoding.UTF8.GetBytes(string.Concat(tags.Select(t => $"{HashOf(Encoding.UTF8.GetBytes(t.Text))}  {t.Path}\n"))), cancellationToken);
            await _zip.DisposeAsync();
            await held.DrainAsync(to, cancellationToken);
        }

        public ValueTask DisposeAsync() => _zip.DisposeAsync();

        private async Task PutAsync(string path, byte[] bytes, CancellationToken cancellationToken)
        {
            await using (var part = await _zip.CreateEntry($"{folder}/{path}", CompressionLevel.Fastest).OpenAsync(cancellationToken))
            {
                await part.WriteAsync(bytes, cancellationToken);
            }

            await held.DrainAsync(to, cancellationToken);
        }

        private static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
    }
}
