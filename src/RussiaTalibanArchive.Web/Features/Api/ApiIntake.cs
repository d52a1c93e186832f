using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Shared;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>Papers brought in by programs, as they are: the body is the file. What becomes of them is asked for by the number of their batch.</summary>
internal static class ApiIntake
{
    private const int MaxFiles = 500;
    private const int MaxKey = 200;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/intake", ReceiveAsync);
        api.MapRead("/intake/{batch}", ReadAsync);
    }

    /// <param name="http">The request.</param>
    /// <param name="name">Of the file, with its ending.</param>
    /// <param name="language">BCP 47, where the sender knows it.</param>
    /// <param name="batch">A UUID of the sender's own: what is sent with the same one is one batch.</param>
    /// <param name="receiver">Takes the file.</param>
    /// <param name="viewer">Whose token it is.</param>
    /// <param name="words">In the reader's language.</param>
    private static async Task<IResult> ReceiveAsync(HttpContext http, string? name, string? language, string? batch, Receiver receiver, CurrentViewer viewer, Words words)
    {
        if (ApiGate.MayWrite(http, viewer.Value, Role.Editor, words) is { } refusal)
        {
            return refusal;
        }

        var checks = new Checks();
        var known = checks.Language("?language", language);
        var key = Guid.NewGuid();
        if (batch is not null && !Guid.TryParse(batch, out key))
        {
            checks.Add("?batch", "A UUID of your own, such as {0}.", "0190b5c4-7a3e-7d2a-9b1c-3f5d8e6a2b10");
        }

        if (string.IsNullOrWhiteSpace(name) || name.Contains('\0'))
        {
            checks.Add("?name", "Give the file's name with its ending.");
        }

        var again = http.Request.Headers["Idempotency-Key"].ToString().Trim();
        if (again.Length > MaxKey)
        {
            return ApiAnswers.Refuse(StatusCodes.Status400BadRequest, words["The Idempotency-Key is too long: {0} characters at most.", MaxKey]);
        }

        if (checks.Problems.Count > 0)
        {
            return ApiAnswers.Refuse(StatusCodes.Status422UnprocessableEntity, words["The record cannot be taken as it is."], null, checks.Problems.Select(p => new ApiError(p.Field, words[p])));
        }

        // Each file has its own limit, which is said where the file is listed.
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
        }

        var opened = await receiver.OpenBatchAsync(key, IntakeDoor.Program, known, publish: false, http.RequestAborted);
        await receiver.ReceiveOrRefuseAsync(opened, "program/" + (again.Length > 0 ? again : Guid.NewGuid().ToString("N")), name!, http.Request.Body, record: null, http.RequestAborted);
        var path = $"{ApiPaths.Root}/intake/{opened.Number.ToString(CultureInfo.InvariantCulture)}";
        http.Response.Headers.Location = path;
        return ApiAnswers.Json(new { Batch = opened.Number, Self = path }, StatusCodes.Status202Accepted);
    }

    private static async Task<IResult> ReadAsync(HttpContext http, string batch, string? after, ArchiveDbContext db, CurrentViewer viewer, Words words)
    {
        if (ApiGate.MayRead(http, viewer.Value, Role.Editor, words) is { } refusal)
        {
            return refusal;
        }

        var skipped = int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : 0;
        if (!int.TryParse(batch, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            || await db.IntakeBatches.Where(b => b.Number == number).Select(b => new { b.Id, b.StartedAt, b.By }).SingleOrDefaultAsync(http.RequestAborted) is not { } found)
        {
            return ApiGate.Explain(StatusCodes.Status404NotFound, words);
        }

        var files = db.IntakeFiles.Where(f => f.BatchId == found.Id);
        var counts = await files.CountAsync(http.RequestAborted);
        var rows = await files.ToRows(db).Skip(skipped).Take(MaxFiles + 1).ToListAsync(http.RequestAborted);
        http.Response.Headers.CacheControl = "private, no-store";
        return ApiAnswers.Json(new
        {
            Batch = number,
            found.StartedAt,
            found.By,
            IsDone = counts.Waiting == 0,
            Counts = new { counts.Received, counts.Documents, counts.Attachments, counts.Duplicates, counts.Failed, counts.Waiting, counts.Unpacked },
            Files = rows.Take(MaxFiles).Select(r => new
            {
                r.Name,
                Inside = r.Parent,
                r.Sha256,
                Bytes = r.LengthBytes,
                r.State,
                r.Document,
                Problem = r.Problem is null ? null : words[new Problem(nameof(r.Problem), r.Problem, [.. r.ProblemArguments])],
            }),
            Next = rows.Count > MaxFiles ? $"{ApiPaths.Root}/intake/{number.ToString(CultureInfo.InvariantCulture)}?after={(skipped + MaxFiles).ToString(CultureInfo.InvariantCulture)}" : null,
        });
    }
}
