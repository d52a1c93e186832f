using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using Npgsql;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.History;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>What the interface does with items of one kind, whichever.</summary>
internal interface IApiItems
{
    ItemKind Kind { get; }

    void Map(RouteGroupBuilder api);

    /// <summary>Changes some fields of an item.</summary>
    /// <param name="http">The request.</param>
    /// <param name="reference">Which item.</param>
    /// <param name="version">The version that was read; <see langword="null"/> for whichever.</param>
    /// <param name="patch">A JSON Merge Patch (RFC 7396).</param>
    Task<IResult> PatchAsync(HttpContext http, string reference, int? version, JsonObject patch);
}

/// <summary>
/// The items of one kind for programs: the record that import and export speak, as far as the viewer may see it. A version is an
/// <c>ETag</c>; what changes an item names it in <c>If-Match</c>.
/// </summary>
internal sealed class ApiItems<TItem, TRecord>(ItemKind kind, Func<IServiceProvider, ItemWriter<TItem, TRecord>> writerOf, Func<ArchiveDbContext, IQueryable<TItem>> itemsOf) : IApiItems
    where TItem : Item
    where TRecord : ItemRecord
{
    private const int MaxReason = 2_000;
    private const int RevisionsAtOnce = 20;

    private readonly string _name = kind.ToString().ToLowerInvariant();
    private readonly string _collection = References.CollectionOf(kind);

    public ItemKind Kind => kind;

    public void Map(RouteGroupBuilder api)
    {
        var one = $"/{_collection}/{{reference}}";
        api.MapRead(one, (HttpContext http, string reference) => ReadAsync(http, reference, StatusCodes.Status200OK));
        api.MapPost($"/{_collection}", CreateAsync);
        api.MapPut(one, ReplaceAsync);
        api.MapPatch(one, EditAsync);
        api.MapPut($"{one}/withdrawal", WithdrawAsync);
        api.MapDelete($"{one}/withdrawal", ReinstateAsync);
        api.MapRead($"{one}/revisions", RevisionsAsync);
    }

    public async Task<IResult> PatchAsync(HttpContext http, string reference, int? version, JsonObject patch) =>
        await ChangeAsync(http, reference, version, before =>
        {
            var record = JsonNode.Parse(ItemJson.Write(before))!.AsObject();
            Merge(record, patch);
            return record;
        });

    private async Task<IResult> ReadAsync(HttpContext http, string reference, int status)
    {
        var services = http.RequestServices;
        var (db, tombstones, words) = (services.GetRequiredService<ArchiveDbContext>(), services.GetRequiredService<Tombstones>(), services.GetRequiredService<Words>());
        if (!await itemsOf(db).AnyAsync(i => i.Reference == reference, http.RequestAborted))
        {
            return await MissingAsync(http, reference, tombstones, words);
        }

        var writer = writerOf(services);
        return await writer.LoadAsync(reference, http.RequestAborted) is not { } item
            ? ApiGate.Explain(StatusCodes.Status404NotFound, words)
            : await AnswerAsync(http, writer, item, status);
    }

    private async Task<IResult> MissingAsync(HttpContext http, string reference, Tombstones tombstones, Words words) =>
        await tombstones.FindAsync(kind, reference, http.RequestAborted) is { } tombstone
            ? ApiAnswers.Refuse(StatusCodes.Status410Gone, words["This was withdrawn"], string.Join(" — ", new[] { Days.Iso(tombstone.WithdrawnOn), tombstone.Reason }.OfType<string>()))
            : ApiGate.Explain(StatusCodes.Status404NotFound, words);

    /// <summary>The record as the viewer may see it, with what names its version.</summary>
    private async Task<IResult> AnswerAsync(HttpContext http, ItemWriter<TItem, TRecord> writer, TItem item, int status)
    {
        var record = await http.RequestServices.GetRequiredService<VisibleRecords>().OfAsync(writer, item, http.RequestAborted);
        var headers = http.Response.Headers;
        var tag = TagOf(item.Version, record, http.RequestServices.GetRequiredService<CurrentViewer>().Value);
        headers.ETag = tag;
        headers.CacheControl = "private, no-cache"; // Who sees what differs.
        headers.Vary = "Authorization, Cookie";
        headers.Link = $"<{References.PathOf(kind, item.Reference)}>; rel=\"alternate\"; type=\"text/html\"";
        if (status == StatusCodes.Status200OK && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method)) && http.Request.Headers.IfNoneMatch.Any(m => m == tag || m == "*"))
        {
            return Results.StatusCode(StatusCodes.Status304NotModified);
        }

        if (status == StatusCodes.Status201Created)
        {
            headers.Location = PathOf(item.Reference);
        }

        return ApiAnswers.Json(record, status);
    }

    private string PathOf(string reference) => $"{ApiPaths.Root}/{_collection}/{Uri.EscapeDataString(reference)}";

    /// <summary>The version, which tells readers of changes that they may not see, only to those who see them.</summary>
    private static string TagOf(int version, JsonObject record, Viewer viewer)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.ToJsonString()))[..8]);
        return viewer.SeesInternal ? string.Create(CultureInfo.InvariantCulture, $"\"v{version}-{hash}\"") : $"\"{hash}\"";
    }

    private async Task<IResult> CreateAsync(HttpContext http, ArchiveDbContext db, IdempotencyKeys keys, CurrentViewer viewer, Words words)
    {
        if (MayWrite(http, viewer.Value, words) is { } refusal)
        {
            return refusal;
        }

        var (body, sent, problem) = await ApiBody.ReadObjectAsync(http, words);
        if (problem is not null)
        {
            return problem;
        }

        var (record, wrong) = RecordOf(body!, words);
        if (record is null)
        {
            return wrong!;
        }

        if (kind != ItemKind.Tag && record.Reference is not null)
        {
            return ApiAnswers.Refuse(StatusCodes.Status422UnprocessableEntity, words["The record cannot be taken as it is."], null, [new("#/reference", words["The archive gives the reference."])]);
        }

        if (OnlyOwnWords(record, null, viewer.Value, words) is { } notAllowed)
        {
            return notAllowed;
        }

        var key = http.Request.Headers["Idempotency-Key"].ToString().Trim();
        if (key.Length > IdempotencyKey.MaxLength)
        {
            return ApiAnswers.Refuse(StatusCodes.Status400BadRequest, words["The Idempotency-Key is too long: {0} characters at most.", IdempotencyKey.MaxLength]);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(http.RequestAborted);
        if (key.Length > 0)
        {
            var (isNew, known) = await keys.TakeAsync(viewer.Value.UserId!.Value, key, IdempotencyKey.HashOf(http.Request.Path, sent), http.RequestAborted);
            if (!isNew)
            {
                return await AgainAsync(http, known, sent, words);
            }
        }

        var slug = (record as TagRecord)?.Slug?.Trim().ToLowerInvariant();
        if (slug is not null && await db.Tags.IgnoreQueryFilters().AnyAsync(t => t.Reference == slug, http.RequestAborted))
        {
            return ApiAnswers.Refuse(StatusCodes.Status409Conflict, words["There is a tag at this address already."]);
        }

        var writer = writerOf(http.RequestServices);
        Saved<TItem> saved;
        try
        {
            saved = await writer.CreateAsync(record, cancellationToken: http.RequestAborted);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return ApiAnswers.Refuse(StatusCodes.Status409Conflict, words["Somebody else made the same at this moment. Look, then try again."]);
        }

        if (saved.Item is null)
        {
            return ApiAnswers.Refuse(saved.Problems, words);
        }

        if (key.Length > 0)
        {
            await keys.NoteAsync(viewer.Value.UserId!.Value, key, PathOf(saved.Item.Reference), http.RequestAborted);
        }

        await transaction.CommitAsync(http.RequestAborted);
        return await AnswerAsync(http, writer, saved.Item, StatusCodes.Status201Created);
    }

    /// <summary>The item that the same request has made before, as it is now.</summary>
    private async Task<IResult> AgainAsync(HttpContext http, IdempotencyKey? known, byte[] sent, Words words)
    {
        if (known?.Location is not { } location || !CryptographicOperations.FixedTimeEquals(known.RequestHash, IdempotencyKey.HashOf(http.Request.Path, sent)))
        {
            return ApiAnswers.Refuse(StatusCodes.Status422UnprocessableEntity, words["This Idempotency-Key was used for another request."]);
        }

        return await ReadAsync(http, Uri.UnescapeDataString(location.Split('/')[^1]), StatusCodes.Status201Created);
    }

    private async Task<IResult> ReplaceAsync(HttpContext http, string reference, CurrentViewer viewer, Words words)
    {
        if (MayWrite(http, viewer.Value, words) is { } refusal)
        {
            return refusal;
        }

        var (body, _, problem) = await ApiBody.ReadObjectAsync(http, words);
        return problem ?? (VersionOf(http, words) is var (version, missing) && missing is not null ? missing
            : await ChangeAsync(http, reference, version, before =>
            {
                var record = body!.DeepClone().AsObject();
                record[kind == ItemKind.Tag ? "slug" : "reference"] ??= before.Reference;
                return record;
            }));
    }

    private async Task<IResult> EditAsync(HttpContext http, string reference, CurrentViewer viewer, Words words)
    {
        if (MayWrite(http, viewer.Value, words) is { } refusal)
        {
            return refusal;
        }

        var (body, _, problem) = await ApiBody.ReadObjectAsync(http, words);
        return problem ?? (VersionOf(http, words) is var (version, missing) && missing is not null ? missing : await PatchAsync(http, reference, version, body!));
    }

    private async Task<IResult> ChangeAsync(HttpContext http, string reference, int? version, Func<TRecord, JsonObject> change)
    {
        var services = http.RequestServices;
        var (words, viewer) = (services.GetRequiredService<Words>(), services.GetRequiredService<CurrentViewer>().Value);
        if (MayWrite(http, viewer, words) is { } refusal)
        {
            return refusal;
        }

        var writer = writerOf(services);
        var (item, gone) = await FindAsync(http, writer, reference, viewer, words);
        if (item is null)
        {
            return gone!;
        }

        var before = writer.Describe(item);
        var (record, wrong) = RecordOf(change(before), words);
        if (record is null)
        {
            return wrong!;
        }

        if (record.Reference != before.Reference)
        {
            return ApiAnswers.Refuse(StatusCodes.Status422UnprocessableEntity, words["The record cannot be taken as it is."], null,
                [new(kind == ItemKind.Tag ? "#/slug" : "#/reference", words["The archive gives the reference."])]);
        }

        if (OnlyOwnWords(record, before, viewer, words) is { } notAllowed)
        {
            return notAllowed;
        }

        var saved = await writer.UpdateAsync(reference, version ?? item.Version, record, cancellationToken: http.RequestAborted);
        return saved.Outcome switch
        {
            SaveOutcome.Invalid => ApiAnswers.Refuse(saved.Problems, words),
            SaveOutcome.Missing => ApiGate.Explain(StatusCodes.Status404NotFound, words),
            SaveOutcome.Conflict => Stale(words),
            _ => await AnswerAsync(http, writer, (await writer.LoadAsync(reference, http.RequestAborted))!, StatusCodes.Status200OK),
        };
    }

    private static IResult Stale(Words words) =>
        ApiAnswers.Refuse(StatusCodes.Status412PreconditionFailed, words["Somebody else saved this in the meantime. Look at the newest version, then decide again."]);

    /// <summary>The item to be changed, or why it may not be: what is hidden answers like what is not there.</summary>
    private async Task<(TItem? Item, IResult? Refusal)> FindAsync(HttpContext http, ItemWriter<TItem, TRecord> writer, string reference, Viewer viewer, Words words)
    {
        var db = http.RequestServices.GetRequiredService<ArchiveDbContext>();
        var item = await itemsOf(db).AnyAsync(i => i.Reference == reference, http.RequestAborted) ? await writer.LoadAsync(reference, http.RequestAborted) : null;
        return item is null
            ? (null, await MissingAsync(http, reference, http.RequestServices.GetRequiredService<Tombstones>(), words))
            : item is Note note && !viewer.MayChange(note.AuthorId) ? (null, ApiGate.Explain(StatusCodes.Status403Forbidden, words))
            : (item, null);
    }

    private async Task<IResult> WithdrawAsync(HttpContext http, string reference, CurrentViewer viewer, Words words)
    {
        if (MayWrite(http, viewer.Value, words) is { } refusal)
        {
            return refusal;
        }

        var (body, _, problem) = await ApiBody.ReadObjectAsync(http, words);
        if (problem is not null)
        {
            return problem;
        }

        var (version, missing) = VersionOf(http, words);
        var reason = body!["reason"] is JsonValue value && value.TryGetValue<string>(out var text) ? text.Trim() : "";
        if (missing is not null || reason.Length is 0 or > MaxReason || body.Count > 1)
        {
            return missing ?? ApiAnswers.Refuse(StatusCodes.Status422UnprocessableEntity, words["The record cannot be taken as it is."], null,
                [new("#/reason", reason.Length > MaxReason ? words["This is too long: {0} characters at most.", MaxReason] : words["Say why. Readers see it in place of the item."])]);
        }

        var writer = writerOf(http.RequestServices);
        var (item, gone) = await FindAsync(http, writer, reference, viewer.Value, words);
        if (item is null)
        {
            return gone!;
        }

        var saved = await writer.WithdrawAsync(reference, version!.Value, reason, http.RequestAborted);
        return saved.Outcome == SaveOutcome.Saved ? Results.NoContent() : Stale(words);
    }

    private async Task<IResult> ReinstateAsync(HttpContext http, string reference, CurrentViewer viewer, Words words)
    {
        if (MayWrite(http, viewer.Value, words) is { } refusal)
        {
            return refusal;
        }

        var writer = writerOf(http.RequestServices);
        if (!viewer.Value.SeesDrafts)
        {
            return ApiGate.Explain(StatusCodes.Status403Forbidden, words);
        }

        if (await writer.LoadAsync(reference, http.RequestAborted) is not { WithdrawnAt: not null } item)
        {
            return ApiGate.Explain(StatusCodes.Status404NotFound, words);
        }

        var saved = await writer.ReinstateAsync(reference, item.Version, http.RequestAborted);
        return saved.Item is { } back && saved.Outcome == SaveOutcome.Saved ? await AnswerAsync(http, writer, back, StatusCodes.Status200OK) : Stale(words);
    }

    /// <summary>The versions that the viewer may see, the newest first, as they may see them.</summary>
    private async Task<IResult> RevisionsAsync(HttpContext http, string reference, int? before, ArchiveDbContext db, RevisionFilter filter, CurrentViewer viewer, Tombstones tombstones, Words words)
    {
        var seesAll = viewer.Value.SeesInternal;
        var id = await (viewer.Value.SeesDrafts ? itemsOf(db).IgnoreQueryFilters([ArchiveDbContext.NotWithdrawn]) : itemsOf(db))
            .Where(i => i.Reference == reference).Select(i => (Guid?)i.Id).SingleOrDefaultAsync(http.RequestAborted);
        if (id is null)
        {
            return await MissingAsync(http, reference, tombstones, words);
        }

        var isOwn = await db.IsOwnNoteAsync(kind, id.Value, http.RequestAborted);
        var rows = await db.RevisionsOf(kind, id.Value, isOwn).Where(r => before == null || r.Number < before).OrderByDescending(r => r.Number).Take(RevisionsAtOnce + 1)
            .Select(r => new { r.Number, r.Action, r.By, r.At, r.Snapshot }).ToListAsync(http.RequestAborted);
        var records = rows.ConvertAll(r => JsonNode.Parse(r.Snapshot)!.AsObject());
        await filter.ApplyAsync(records, http.RequestAborted);
        if (!seesAll && kind == ItemKind.Document)
        {
            records.ForEach(r => r.Remove("texts")); // Superseded ones are not for readers, who see the current one.
        }

        http.Response.Headers.CacheControl = "private, no-cache"; // Who sees what differs.
        return ApiAnswers.Json(new
        {
            // Numbers tell of revisions in between, and moments of how work goes on.
            Items = rows.Take(RevisionsAtOnce).Select((r, i) => new
            {
                Number = seesAll ? r.Number : (int?)null,
                r.Action,
                r.By,
                At = seesAll ? r.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : Days.Iso(DateOnly.FromDateTime(r.At.UtcDateTime)),
                Record = records[i],
            }),
            Next = rows.Count > RevisionsAtOnce && seesAll ? $"{PathOf(reference)}/revisions?before={rows[RevisionsAtOnce - 1].Number.ToString(CultureInfo.InvariantCulture)}" : null,
        });
    }

    /// <summary>Editors change all; analysts their notes. By a token that may.</summary>
    private IResult? MayWrite(HttpContext http, Viewer viewer, Words words) => ApiGate.MayWrite(http, viewer, kind == ItemKind.Note ? Role.Analyst : Role.Editor, words);

    /// <summary>What is an editor's to say of a note stays as it was when its author writes.</summary>
    private static IResult? OnlyOwnWords(TRecord record, TRecord? before, Viewer viewer, Words words)
    {
        if (record is not NoteRecord note || viewer.Role >= Role.Editor)
        {
            return null;
        }

        var stored = before as NoteRecord;
        (note.Author, note.Created, note.EmbargoUntil) = (stored?.Author, stored?.Created, stored?.EmbargoUntil);
        if (note.Status == ItemStatus.Public && stored?.Status == ItemStatus.Public)
        {
            note.Status = ItemStatus.Internal; // Until an editor has read it again.
        }

        return note.Status is null || viewer.NoteStatuses().Contains(note.Status.Value) ? null
            : ApiAnswers.Refuse(StatusCodes.Status403Forbidden, words["Your account may not do this"], null, [new("#/status", words["Only editors publish."])]);
    }

    /// <summary>The version that <c>If-Match</c> names: nothing is changed unseen.</summary>
    private static (int? Version, IResult? Missing) VersionOf(HttpContext http, Words words)
    {
        var match = http.Request.Headers.IfMatch.ToString();
        if (match.Length == 0)
        {
            return (null, ApiAnswers.Refuse(StatusCodes.Status428PreconditionRequired, words["Say in If-Match which version you change"], words["Send the ETag with which you read it."]));
        }

        return EntityTagHeaderValue.TryParse(match, out var tag) && tag.Tag.ToString().Trim('"').Split('-')[0] is ['v', .. var digits]
            && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? (version, null) : (null, Stale(words));
    }

    private (TRecord? Record, IResult? Problem) RecordOf(JsonObject body, Words words)
    {
        try
        {
            if (body["kind"] is { } named && named.ToString() != _name)
            {
                return (null, ApiAnswers.Refuse(StatusCodes.Status422UnprocessableEntity, words["The record cannot be taken as it is."], null, [new("#/kind", words["This address takes another kind."])]));
            }

            var text = body.ToJsonString();
            ItemLine.RefuseGaps(text);
            return (ItemJson.Read<TRecord>(text), null);
        }
        catch (JsonException e)
        {
            return (null, ApiAnswers.Refuse(StatusCodes.Status422UnprocessableEntity, words["The record cannot be taken as it is."], ItemLine.ReasonOf(e)));
        }
    }

    /// <summary>RFC 7396.</summary>
    private static void Merge(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject inner)
            {
                if (target[name] is not JsonObject there)
                {
                    target[name] = there = [];
                }

                Merge(there, inner);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }
}
