using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Intake;

/// <summary>How files reach the archive from a browser: a form whose files are streamed to the disk, and pieces that can be resumed.</summary>
internal static class IntakeEndpoints
{
    private const int MaxFields = 20;
    private const int MaxFieldLength = 4_000;
    private const int MaxFiles = 10_000;

    public static void MapIntake(this WebApplication app)
    {
        var intake = app.MapGroup("/editor/intake").RequireAuthorization(Policies.Editor);
        intake.MapPost("/upload", TakeFormAsync);
        intake.MapPost("/batches", OpenAsync);
        intake.MapGet("/{batch:int}/progress", ProgressAsync);
        intake.MapGet("/{batch:int}/report.csv", ReportAsync);
        intake.MapGet("/{batch:int}/files/{key:guid}", OffsetAsync);
        intake.MapPut("/{batch:int}/files/{key:guid}", TakePieceAsync);
    }

    /// <summary>
    /// A form as any browser sends it. Each file goes to the disk as it comes, so memory does not grow with it; the fields must
    /// come before the files.
    /// </summary>
    private static async Task<IResult> TakeFormAsync(HttpContext http, Receiver receiver, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = null; // Each file has its own limit.
        if (!MediaTypeHeaderValue.TryParse(http.Request.ContentType, out var type) || type.MediaType != "multipart/form-data"
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 and <= 200 } boundary)
        {
            return Results.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        }

        var reader = new MultipartReader(boundary, http.Request.Body) { HeadersCountLimit = 20 };
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        IntakeBatch? batch = null;
        var files = 0;
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (section.AsFileSection() is not { } file)
            {
                await ReadFieldAsync(section, fields, cancellationToken);
                continue;
            }

            if (string.IsNullOrEmpty(file.FileName) || files >= MaxFiles)
            {
                continue; // A field for files in which none was chosen.
            }

            if (batch is null)
            {
                // Without it the token would be looked for in the form, which is being read here.
                http.Request.Headers["RequestVerificationToken"] = fields.GetValueOrDefault("__token") ?? "-";
                if (!await antiforgery.IsRequestValidAsync(http))
                {
                    return Results.StatusCode(StatusCodes.Status400BadRequest);
                }

                if (!TryReadLanguage(fields.GetValueOrDefault("Language"), out var language))
                {
                    return Results.LocalRedirect("~/editor/intake?problem=language");
                }

                var key = Guid.TryParse(fields.GetValueOrDefault("Key"), out var given) ? given : Guid.NewGuid();
                batch = await receiver.OpenBatchAsync(key, IntakeDoor.Browser, language, publish: false, cancellationToken);
            }

            await receiver.ReceiveOrRefuseAsync(batch, $"form/{++files}", file.FileName, file.FileStream!, record: null, cancellationToken);
        }

        return batch is null ? Results.LocalRedirect("~/editor/intake?problem=nothing") : SeeOther(http, BatchPath(batch.Number));
    }

    private static async Task ReadFieldAsync(MultipartSection section, Dictionary<string, string> fields, CancellationToken cancellationToken)
    {
        if (section.AsFormDataSection() is { } field && fields.Count < MaxFields)
        {
            var buffer = new byte[MaxFieldLength];
            var read = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
            fields[field.Name] = System.Text.Encoding.UTF8.GetString(buffer, 0, read);
        }
    }

    /// <summary>Opens a batch for pieces.</summary>
    private static async Task<IResult> OpenAsync(HttpContext http, Receiver receiver, IAntiforgery antiforgery, NewBatch batch, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(http))
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (!TryReadLanguage(batch.Language, out var language))
        {
            return Results.StatusCode(StatusCodes.Status422UnprocessableEntity);
        }

        var opened = await receiver.OpenBatchAsync(batch.Key, IntakeDoor.Browser, language, publish: false, cancellationToken);
        return Results.Json(new { number = opened.Number, path = BatchPath(opened.Number) });
    }

    /// <summary>How much of a file is here, so that a sender whose connection broke goes on from there.</summary>
    private static async Task<IResult> OffsetAsync(int batch, Guid key, ArchiveDbContext db, PieceStore pieces, CancellationToken cancellationToken)
    {
        if (await db.IntakeBatches.SingleOrDefaultAsync(b => b.Number == batch, cancellationToken) is not { } found)
        {
            return Results.NotFound();
        }

        var name = key.ToString();
        var file = await db.IntakeFiles.SingleOrDefaultAsync(f => f.BatchId == found.Id && f.Key == name, cancellationToken);
        return Results.Json(new { offset = file?.LengthBytes ?? pieces.LengthOf(found.Id, key), done = file is not null });
    }

    /// <summary>One piece of a file: <c>Upload-Offset</c> says where it begins, <c>Upload-Length</c> how long the whole file is.</summary>
    private static async Task<IResult> TakePieceAsync(
        HttpContext http, int batch, Guid key, ArchiveDbContext db, Receiver receiver, PieceStore pieces, IAntiforgery antiforgery, CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(http)
            || !long.TryParse(http.Request.Headers["Upload-Offset"], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || !long.TryParse(http.Request.Headers["Upload-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            || offset > length)
        {
            return Results.StatusCode(StatusCodes.Status400BadRequest);
        }

        http.Features.Get<IHttpMaxRequestBodySizeFeature>()!.MaxRequestBodySize = PieceStore.MaxPieceBytes;
        if (await db.IntakeBatches.AsNoTracking().SingleOrDefaultAsync(b => b.Number == batch, cancellationToken) is not { } found)
        {
            return Results.NotFound();
        }

        var keyed = key.ToString();
        if (await db.IntakeFiles.AsNoTracking().SingleOrDefaultAsync(f => f.BatchId == found.Id && f.Key == keyed && f.Sha256 != null, cancellationToken) is { } taken)
        {
            return Taken(taken); // The sender did not hear the answer to the last piece.
        }

        var name = Uri.UnescapeDataString(http.Request.Headers["Upload-Name"].ToString());
        if (length > receiver.MaxFileBytes)
        {
            await receiver.RefuseAsync(found, keyed, name, cancellationToken);
            return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var here = await pieces.AppendAsync(found.Id, key, offset, length, http.Request.Body, cancellationToken);
        if (here != length)
        {
            return Results.Json(new { offset = here, done = false }, statusCode: here < offset ? StatusCodes.Status409Conflict : StatusCodes.Status200OK);
        }

        return Taken(await receiver.TakeAsync(found, keyed, name, pieces.PathOf(found.Id, key), cancellationToken));
    }

    private static IResult Taken(IntakeFile file) =>
        Results.Json(new { offset = file.LengthBytes, done = true, duplicate = file.State == IntakeState.Duplicate }, statusCode: StatusCodes.Status201Created);

    private static async Task<IResult> ProgressAsync(int batch, ArchiveDbContext db, CancellationToken cancellationToken)
    {
        var id = await db.IntakeBatches.Where(b => b.Number == batch).Select(b => (Guid?)b.Id).SingleOrDefaultAsync(cancellationToken);
        return id is null ? Results.NotFound() : Results.Json(await db.IntakeFiles.Where(f => f.BatchId == id).CountAsync(cancellationToken));
    }

    /// <summary>The whole report, a line a file.</summary>
    private static async Task<IResult> ReportAsync(HttpContext http, int batch, ArchiveDbContext db, Words words, CancellationToken cancellationToken)
    {
        var id = await db.IntakeBatches.Where(b => b.Number == batch).Select(b => (Guid?)b.Id).SingleOrDefaultAsync(cancellationToken);
        if (id is null)
        {
            return Results.NotFound();
        }

        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(
            stream => WriteReportAsync(stream, db.IntakeFiles.Where(f => f.BatchId == id).ToRows(db), words, cancellationToken),
            "text/csv; charset=utf-8", $"intake-{batch.ToString(CultureInfo.InvariantCulture)}.csv");
    }

    private static async Task WriteReportAsync(Stream stream, IQueryable<IntakeRow> rows, Words words, CancellationToken cancellationToken)
    {
        var options = new CsvWriterOptions { Injection = CsvInjection.Escape, WriteByteOrderMark = true };
        await using var csv = CsvWriter.Create(stream, options, leaveOpen: true);
        await csv.WriteRecordAsync(["name", "inside", "state", "document", "kind", "bytes", "sha256", "pages", "pages_with_faults", "failed_after", "reason"], cancellationToken);
        await foreach (var row in rows.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            await csv.WriteRecordAsync(
                [
                    row.Name, row.Parent ?? "", Word(row.State), row.Document ?? "", Word(row.Kind), row.LengthBytes.ToString(CultureInfo.InvariantCulture), row.Sha256 ?? "",
                    row.PageCount.ToString(CultureInfo.InvariantCulture), row.PageFaults.ToString(CultureInfo.InvariantCulture), Word(row.FailedAfter), row.Why is { } why ? words[why] : "",
                ],
                cancellationToken);
        }
    }

    private static string Word<T>(T? value) => value?.ToString()?.ToLowerInvariant() ?? "";

    private static bool TryReadLanguage(string? text, out string? language)
    {
        var checks = new Checks();
        language = checks.Language(nameof(language), text);
        return checks.Problems.Count == 0;
    }

    private static string BatchPath(int number) => $"/editor/intake/{number.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>303, so that whoever reloads the page sends nothing again.</summary>
    private static IResult SeeOther(HttpContext http, string path)
    {
        http.Response.Headers.Location = path;
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    internal sealed record NewBatch(Guid Key, string? Language);
}
