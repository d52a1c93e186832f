using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Dossiers;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Quotations;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Tags;
using RussiaTalibanArchive.Web.Features.Work;

namespace RussiaTalibanArchive.Web.Features.Api;

/// <summary>Who may do something by the interface.</summary>
internal enum ApiCaller
{
    Anyone,
    Account,
    Analyst,
    Editor,
}

/// <summary>Something that the interface does.</summary>
/// <param name="Method">HTTP's, in small letters.</param>
/// <param name="Path">After <see cref="ApiPaths.Root"/>, with <c>{reference}</c>.</param>
/// <param name="Summary">In English, the key of its translations.</param>
/// <param name="Tag">What it is listed under.</param>
/// <param name="Caller">Whose token it takes.</param>
internal sealed record ApiOperation(string Method, string Path, string Summary, string Tag, ApiCaller Caller)
{
    /// <summary>Parameters of the query string, and what they mean.</summary>
    public IReadOnlyList<(string Name, string Meaning, string? Example, bool IsMany)> Query { get; init; } = [];

    /// <summary>What stands for <c>{reference}</c> in an example.</summary>
    public string? Reference { get; init; }

    /// <summary>The media type and schema of what is sent, and an example of it.</summary>
    public (string Type, string Schema, JsonNode Example)? Body { get; init; }

    /// <summary>The status, schema and media type of a good answer.</summary>
    public (int Status, string? Schema) Answer { get; init; } = (200, null);

    /// <summary>Whether <c>If-Match</c> must name a version.</summary>
    public bool TakesVersion { get; init; }

    /// <summary>Whether it makes an item, and takes <c>Idempotency-Key</c>.</summary>
    public bool Creates { get; init; }

    /// <summary>Whether it takes <c>Idempotency-Key</c>.</summary>
    public bool TakesKey { get; init; }

    /// <summary>The other parts of the path that are not written in it: a name, what it is, and what makes one.</summary>
    public (string Name, string Meaning)? Part { get; init; }

    /// <summary>Whether its answer names the version in <c>ETag</c>.</summary>
    public bool HasEntityTag { get; init; }

    public string Id => Method + string.Concat(Path.Split('/', '{', '}').Where(p => p.Length > 0).Select(p => char.ToUpperInvariant(p[0]) + p[1..]));
}

/// <summary>
/// The interface in OpenAPI 3.1: its schemas are made of the types that are read and written. Source: OpenAPI Specification 3.1.1.
/// </summary>
internal static class ApiDescription
{
    private static readonly (string Name, string Meaning, string? Example, bool IsMany)[] Filters =
    [
        ("q", Words.Key("Words, in the language of the search box."), "fuel", false),
        ("lang", Words.Key("A BCP 47 language; -ru leaves it out."), null, true),
        ("tag", Words.Key("The slug of a tag; items with tags below it count too."), null, true),
        ("issuer", Words.Key("Who issued the document or publishes the article."), null, true),
        ("speaker", Words.Key("Who speaks in a quotation, or who wrote a note."), null, true),
        ("authenticity", Words.Key("unassessed, likelyauthentic, authentic, disputed, likelyforged, forged."), null, true),
        ("article", Words.Key("The reference of an article that quotes or cites it."), null, true),
        ("status", Words.Key("Where it stands on its way to readers."), null, true),
        ("has", Words.Key("scan, translation, quotations, notes."), null, true),
        ("from", Words.Key("EDTF: of this day or later."), null, false),
        ("to", Words.Key("EDTF: of this day or earlier."), null, false),
        ("within", Words.Key("The reference of a dossier, whose items alone are searched."), null, false),
        ("like", Words.Key("The reference of an item, to whose like the search is narrowed."), null, false),
        ("sort", Words.Key("relevance, newest, oldest, added."), null, false),
        ("after", Words.Key("A cursor, as next and previous have it."), null, false),
        ("limit", Words.Key("How many at once: from 1 to 100, else 20."), null, false),
    ];

    private static readonly (ItemKind Kind, Type Record, string Reference, JsonObject Example)[] Kinds =
    [
        (ItemKind.Document, typeof(DocumentRecord), "RTA-D0001", new JsonObject
        {
            ["title"] = "Memorandum on fuel", ["language"] = "ru", ["date"] = "2025-07-07", ["issuer"] = "Depot",
            ["texts"] = new JsonArray(new JsonObject { ["language"] = "ru", ["role"] = "transcription", ["text"] = "Вагоны стоят на станции." }), ["status"] = "draft",
        }),
        (ItemKind.Article, typeof(ArticleRecord), "RTA-A0001", new JsonObject
        {
            ["title"] = "What the memorandum says", ["publisher"] = "The Review", ["published"] = "2025-10", ["language"] = "en", ["body"] = "It says that wagons wait.", ["status"] = "draft",
        }),
        (ItemKind.Quotation, typeof(QuotationRecord), "RTA-Q0001", new JsonObject
        {
            ["of"] = "RTA-A0001", ["exact"] = "مكاتب تسأل عن المواعيد", ["status"] = "draft",
        }),
        (ItemKind.Tag, typeof(TagRecord), "taliban", new JsonObject
        {
            ["slug"] = "rail-freight", ["type"] = "topic", ["labels"] = new JsonObject { ["en"] = "Rail freight", ["ar"] = "شحن بالسكك الحديدية" },
        }),
        (ItemKind.Note, typeof(NoteRecord), "1", new JsonObject
        {
            ["title"] = "Where the wagons went", ["about"] = new JsonArray("RTA-D0001"), ["body"] = "Compare [[RTA-D0001]] with the ledger.", ["status"] = "internal",
        }),
        (ItemKind.Dossier, typeof(DossierRecord), "RTA-S0001", new JsonObject
        {
            ["title"] = "Fuel in four papers", ["items"] = new JsonArray(new JsonObject { ["reference"] = "RTA-D0001", ["comment"] = "The first of them." }), ["status"] = "draft",
        }),
    ];

    /// <summary>All that the interface does.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } = [.. All()];

    public static IResult Serve(HttpContext http, IOptions<ArchiveOptions> options)
    {
        http.Response.Headers.AccessControlAllowOrigin = "*";
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return ApiAnswers.Json(Write(options.Value, Citations.Citations.SiteOf(http.Request, options.Value)));
    }

    public static JsonObject Write(ArchiveOptions options, string site)
    {
        var paths = new JsonObject();
        foreach (var path in Operations.GroupBy(o => o.Path))
        {
            paths[ApiPaths.Root + path.Key] = new JsonObject(path.Select(o => KeyValuePair.Create(o.Method, (JsonNode?)Describe(o))));
        }

        var description = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = options.Title,
                ["version"] = "1",
                ["description"] = "What the pages of the archive show and change, as JSON. A record is a line of import and export; what a caller may not see is in no answer, "
                    + "nor in a count. Without a token, what visitors read is read.",
                ["license"] = new JsonObject { ["name"] = "AGPL-3.0-or-later", ["identifier"] = "AGPL-3.0-or-later" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = site }),
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["token"] = new JsonArray() }),
            ["tags"] = new JsonArray([.. Operations.Select(o => o.Tag).Distinct().Select(t => new JsonObject { ["name"] = t })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A token of your account, made at /account/tokens." } },
                ["schemas"] = Schemas(),
            },
        };
        return options.ReferencePrefix == "RTA" ? description
            : JsonNode.Parse(description.ToJsonString().Replace("\"RTA-", $"\"{options.ReferencePrefix}-", StringComparison.Ordinal))!.AsObject();
    }

    private static IEnumerable<ApiOperation> All()
    {
        yield return new("get", "/search", Words.Key("Searches all kinds together, with facets."), "search", ApiCaller.Anyone)
        {
            Query = [("in", Words.Key("documents, articles, quotations, notes, dossiers."), null, true), .. Filters],
            Answer = (200, "results"),
        };
        foreach (var (kind, _, reference, example) in Kinds)
        {
            var (name, collection) = (kind.ToString().ToLowerInvariant(), References.CollectionOf(kind));
            var one = $"/{collection}/{{reference}}";
            var writer = kind == ItemKind.Note ? ApiCaller.Analyst : ApiCaller.Editor;
            yield return new("get", $"/{collection}", Words.Key("Lists what there is."), collection, ApiCaller.Anyone)
            {
                Query = kind == ItemKind.Tag ? [("q", Words.Key("A part of a name, in any language."), "kabul", false), ("after", Words.Key("A cursor, as next has it."), null, false)]
                    : kind == ItemKind.Note ? [.. Filters, ("about", Words.Key("The item that notes are on or name."), "RTA-D0001", false)] : Filters,
                Answer = (200, kind == ItemKind.Tag ? "tags" : "results"),
            };
            yield return new("post", $"/{collection}", Words.Key("Makes one."), collection, writer)
            {
                Body = ("application/json", name, example),
                Answer = (201, name),
                Creates = true,
                HasEntityTag = true,
            };
            yield return new("get", one, Words.Key("Reads one."), collection, ApiCaller.Anyone) { Reference = reference, Answer = (200, name), HasEntityTag = true };
            yield return new("put", one, Words.Key("Says anew all that one says."), collection, writer)
            {
                Reference = reference,
                Body = ("application/json", name, new JsonObject()),
                Answer = (200, name),
                TakesVersion = true,
                HasEntityTag = true,
            };
            yield return new("patch", one, Words.Key("Changes some fields of one, by JSON Merge Patch (RFC 7396)."), collection, writer)
            {
                Reference = reference,
                Body = ("application/merge-patch+json", "patch", PatchOf(kind)),
                Answer = (200, name),
                TakesVersion = true,
                HasEntityTag = true,
            };
            yield return new("put", $"{one}/withdrawal", Words.Key("Withdraws one: its tombstone stays."), collection, writer)
            {
                Reference = reference,
                Body = ("application/json", "withdrawal", new JsonObject { ["reason"] = "Published by mistake." }),
                Answer = (204, null),
                TakesVersion = true,
            };
            yield return new("delete", $"{one}/withdrawal", Words.Key("Brings a withdrawn one back."), collection, ApiCaller.Editor) { Reference = reference, Answer = (200, name), HasEntityTag = true };
            yield return new("get", $"{one}/revisions", Words.Key("The versions of one, the newest first."), collection, ApiCaller.Anyone)
            {
                Reference = reference,
                Query = [("before", Words.Key("The number of a version: those before it."), null, false)],
                Answer = (200, "revisions"),
            };
        }

        foreach (var kind in OnItem.Kinds)
        {
            var (collection, reference) = (References.CollectionOf(kind), Kinds.First(k => k.Kind == kind).Reference);
            var all = $"/{collection}/{{reference}}/comments";
            yield return new("get", all, Words.Key("What colleagues say of one, the newest 200."), collection, ApiCaller.Analyst) { Reference = reference, Answer = (200, "comments") };
            yield return new("post", all, Words.Key("Says something of one to colleagues; @name calls one of them."), collection, ApiCaller.Analyst)
            {
                Reference = reference,
                Body = ("application/json", "new-comment", new JsonObject { ["text"] = "Is the date that of the stamp?" }),
                Answer = (201, "comment"),
            };
            var part = ("comment", Words.Key("The id of a comment."));
            yield return new("patch", all + "/{comment}", Words.Key("Changes a comment of one’s own, or says whether it is settled."), collection, ApiCaller.Analyst)
            {
                Reference = reference,
                Part = part,
                Body = ("application/merge-patch+json", "comment-change", new JsonObject { ["resolved"] = true }),
                Answer = (200, "comment"),
            };
            yield return new("delete", all + "/{comment}", Words.Key("Takes the words of a comment away; that there was one stays."), collection, ApiCaller.Analyst)
            {
                Reference = reference,
                Part = part,
                Answer = (204, null),
            };
        }

        yield return new("post", "/intake", Words.Key("Brings in a paper: the body is the file, as it is."), "intake", ApiCaller.Editor)
        {
            Query =
            [
                ("name", Words.Key("The name of the file, with its ending."), "letter.txt", false), ("language", Words.Key("Its language, BCP 47, if it is known."), "ru", false),
                ("batch", Words.Key("A UUID of your own: files sent with the same one are one batch."), null, false),
            ],
            Body = ("application/octet-stream", "line", JsonValue.Create("Вагоны стоят на станции.\n")),
            Answer = (202, "received"),
            TakesKey = true,
        };
        yield return new("get", "/intake/{batch}", Words.Key("What became of the papers of a batch."), "intake", ApiCaller.Editor)
        {
            Part = ("batch", Words.Key("The number of the batch.")),
            Query = [("after", Words.Key("A cursor, as next has it."), null, false)],
            Answer = (200, "batch"),
        };
        yield return new("post", "/bulk", Words.Key("Brings in items, a line of JSON each, 2,000 at most; what is here already is left as it is."), "bulk", ApiCaller.Editor)
        {
            Body = ("application/jsonl", "line", JsonValue.Create("""{"kind":"tag","slug":"ferries","labels":{"en":"Ferries"}}""" + "\n")),
            Answer = (200, "imported"),
        };
        yield return new("patch", "/bulk", Words.Key("Changes some fields of many items, 500 at most, each by itself."), "bulk", ApiCaller.Editor)
        {
            Body = ("application/json", "patches", new JsonArray(new JsonObject { ["reference"] = "RTA-D0001", ["version"] = 1, ["patch"] = new JsonObject { ["rights"] = "Free to quote." } })),
            Answer = (200, "patched"),
        };
        yield return new("get", "/me", Words.Key("Whose token it is, and what it may do."), "account", ApiCaller.Anyone) { Answer = (200, "me") };
        yield return new("get", ApiSavedSearches.Path, Words.Key("The searches that you have saved, and those that colleagues share."), "account", ApiCaller.Account) { Answer = (200, "saved-searches") };
        yield return new("post", ApiSavedSearches.Path, Words.Key("Saves a search."), "account", ApiCaller.Account)
        {
            Body = ("application/json", "new-search", new JsonObject { ["name"] = "Fuel in Russian", ["address"] = "/search?q=fuel&lang=ru", ["shared"] = false }),
            Answer = (201, "saved-search"),
        };
        yield return new("delete", ApiSavedSearches.Path + "/{search}", Words.Key("Deletes a saved search of one’s own."), "account", ApiCaller.Account)
        {
            Part = ("search", Words.Key("The id of a saved search.")),
            Answer = (204, null),
        };
    }

    private static JsonObject PatchOf(ItemKind kind) => kind switch
    {
        ItemKind.Tag => new() { ["scope_note"] = "The movement and its authorities." },
        ItemKind.Quotation => new() { ["note"] = "Compare the article." },
        ItemKind.Note => new() { ["title"] = "Read again" },
        ItemKind.Dossier => new() { ["introduction"] = "What the papers have in common." },
        ItemKind.Article => new() { ["publisher"] = "The Review" },
        _ => new() { ["rights"] = "Free to quote." },
    };

    private static JsonObject Describe(ApiOperation operation)
    {
        var parameters = new JsonArray();
        if (operation.Path.Contains("{reference}", StringComparison.Ordinal))
        {
            parameters.Add(Parameter("reference", "path", "As in the address of the item's page.", operation.Reference, isRequired: true));
        }

        if (operation.Part is var (part, what))
        {
            parameters.Add(Parameter(part, "path", what, null, isRequired: true));
        }

        foreach (var (name, meaning, example, isMany) in operation.Query)
        {
            parameters.Add(Parameter(name, "query", meaning, example, isMany: isMany));
        }

        if (operation.TakesVersion)
        {
            parameters.Add(Parameter("If-Match", "header", "The ETag with which the item was read.", null, isRequired: true));
        }

        if (operation.Creates || operation.TakesKey)
        {
            parameters.Add(Parameter("Idempotency-Key", "header", "A key of your own: within a day, the same request with it makes no second item.", null));
        }

        var described = new JsonObject { ["operationId"] = operation.Id, ["summary"] = operation.Summary, ["tags"] = new JsonArray(operation.Tag), ["parameters"] = parameters };
        if (operation.Body is var (type, schema, sample))
        {
            var media = new JsonObject { ["schema"] = schema == "line" ? new JsonObject { ["type"] = "string" } : RefTo(schema) };
            if (sample is not JsonObject { Count: 0 })
            {
                media["example"] = sample.DeepClone();
            }

            described["requestBody"] = new JsonObject { ["required"] = true, ["content"] = new JsonObject { [type] = media } };
        }

        if (operation.Caller != ApiCaller.Anyone)
        {
            described["security"] = new JsonArray(new JsonObject { ["token"] = new JsonArray() });
        }

        described["responses"] = AnswersOf(operation);
        return described;
    }

    private static JsonObject AnswersOf(ApiOperation operation)
    {
        var rates = new JsonObject
        {
            ["RateLimit"] = Header("How many requests are left in this minute, and how many seconds of it."),
            ["RateLimit-Policy"] = Header("How many requests a minute takes."),
        };
        var headers = (JsonObject)rates.DeepClone();
        if (operation.HasEntityTag)
        {
            headers["ETag"] = Header("The version.");
        }

        if (operation.Answer.Status is 201 or 202)
        {
            headers["Location"] = Header("The path of what was made.");
        }

        var good = new JsonObject { ["description"] = "Done.", ["headers"] = headers };
        if (operation.Answer.Schema is { } schema)
        {
            good["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = RefTo(schema) } };
        }

        var answers = new JsonObject { [operation.Answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = good };
        if (operation is { Method: "get", HasEntityTag: true })
        {
            answers["304"] = new JsonObject { ["description"] = "It is as If-None-Match has it." };
        }

        Bad("400", "It cannot be understood.", true);
        Bad("401", "It takes a token, or the token is not good.", true);
        Bad("403", "The account or the token may not do this.", operation.Caller != ApiCaller.Anyone);
        Bad("404", "There is none that the caller may see.", operation.Path.Contains('{', StringComparison.Ordinal));
        Bad("409", "There is one already.", operation.Creates);
        Bad("410", "It was withdrawn.", operation.Reference is not null);
        Bad("412", "Somebody else changed it since.", operation.TakesVersion);
        Bad("413", "It is too large.", operation.Body is not null);
        Bad("415", "It takes another media type.", operation.Body is not null);
        Bad("422", "The record cannot be taken as it is; errors says why, field by field.", operation.Body is not null);
        Bad("428", "If-Match must say which version is changed.", operation.TakesVersion);
        Bad("429", "Too many requests; Retry-After says when to go on.", true);
        return answers;

        void Bad(string status, string meaning, bool isPossible)
        {
            if (isPossible)
            {
                answers[status] = new JsonObject { ["description"] = meaning, ["content"] = new JsonObject { [ApiAnswers.Problem] = new JsonObject { ["schema"] = RefTo("problem") } } };
            }
        }
    }

    private static JsonObject Parameter(string name, string place, string meaning, string? example, bool isRequired = false, bool isMany = false)
    {
        var text = new JsonObject { ["type"] = "string" };
        var parameter = new JsonObject
        {
            ["name"] = name,
            ["in"] = place,
            ["description"] = meaning,
            ["required"] = isRequired,
            ["schema"] = isMany ? new JsonObject { ["type"] = "array", ["items"] = text } : text,
        };
        if (example is not null)
        {
            parameter["example"] = example;
        }

        return parameter;
    }

    private static JsonObject Header(string meaning) => new() { ["description"] = meaning, ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject RefTo(string schema) => new() { ["$ref"] = $"#/components/schemas/{schema}" };

    private static JsonObject Schemas()
    {
        var schemas = new JsonObject();
        foreach (var (kind, record, _, _) in Kinds)
        {
            var schema = ItemJson.Options.GetJsonSchemaAsNode(record, new() { TreatNullObliviousAsNonNullable = true, TransformSchemaNode = Flexible }).AsObject();
            schema["description"] = $"A {kind.ToString().ToLowerInvariant()}, as a line of import and export says it. Fields: /help/data-model.";
            schemas[kind.ToString().ToLowerInvariant()] = schema;
        }

        var text = Of("string");
        var cursor = Of("string", "null");
        schemas["result"] = Map(("reference", text), ("kind", text), ("title", text), ("language", text), ("date", text), ("issuer", text), ("speaker", text), ("source", text),
            ("page", Of("integer")), ("authenticity", text), ("status", text), ("tags", Many(text)), ("quotations", Of("integer")), ("snippet", text), ("self", text), ("address", text));
        schemas["results"] = Map(("total", Of("integer")), ("total_is_exact", Of("boolean")), ("is_cut_off", Of("boolean")), ("items", Many(RefTo("result"))),
            ("facets", new JsonObject { ["type"] = "object", ["additionalProperties"] = Many(Map(("value", text), ("label", text), ("count", Of("integer", "null")))) }),
            ("mistakes", Many(Map(("start", Of("integer")), ("length", Of("integer"))))), ("next", cursor), ("previous", cursor));
        schemas["tags"] = Map(("total", Of("integer")), ("total_is_exact", Of("boolean")), ("items", Many(RefTo("tag"))), ("next", cursor));
        schemas["revisions"] = Map(("items", Many(Map(("number", Of("integer", "null")), ("action", text), ("by", text), ("at", text), ("record", Of("object"))))), ("next", cursor));
        schemas["patch"] = Of("object");
        schemas["withdrawal"] = Map(("reason", text));
        schemas["imported"] = Map(("added", Of("integer")), ("unchanged", Of("integer")), ("refused", Many(Map(("line", Of("integer")), ("reason", text)))));
        schemas["patches"] = Many(Map(("reference", text), ("kind", text), ("version", Of("integer")), ("patch", Of("object"))));
        schemas["patched"] = Map(("results", Many(Map(("reference", cursor), ("status", Of("integer")), ("etag", text), ("problem", Of("object", "null"))))));
        var flag = Of("boolean");
        schemas["comment"] = Map(("id", text), ("author", text), ("text", text), ("written_at", text), ("edited_at", text), ("removed_at", text), ("resolved_at", text), ("resolved_by", text));
        schemas["comments"] = Map(("items", Many(RefTo("comment"))));
        schemas["new-comment"] = Map(("text", text));
        schemas["comment-change"] = Map(("text", text), ("resolved", flag));
        schemas["received"] = Map(("batch", Of("integer")), ("self", text));
        schemas["batch"] = Map(("batch", Of("integer")), ("started_at", text), ("by", text), ("is_done", flag),
            ("counts", Map(("received", Of("integer")), ("documents", Of("integer")), ("attachments", Of("integer")), ("duplicates", Of("integer")), ("failed", Of("integer")), ("waiting", Of("integer")), ("unpacked", Of("integer")))),
            ("files", Many(Map(("name", text), ("inside", text), ("sha256", text), ("bytes", Of("integer")), ("state", text), ("document", text), ("problem", text)))), ("next", cursor));
        schemas["new-search"] = Map(("name", text), ("address", text), ("shared", flag));
        schemas["saved-search"] = Map(("id", text), ("name", text), ("address", text), ("results", text), ("shared", flag), ("own", flag), ("owner", text), ("new", Of("integer")), ("seen_at", text));
        schemas["saved-searches"] = Map(("items", Many(RefTo("saved-search"))));
        schemas["me"] = Map(("name", cursor), ("role", cursor), ("may_write", Of("boolean")));
        schemas["problem"] = Map(("type", text), ("title", text), ("status", Of("integer")), ("detail", text), ("errors", Many(Map(("pointer", text), ("detail", text)))));
        return schemas;

        static JsonObject Of(params string[] types) => new() { ["type"] = types.Length == 1 ? types[0] : new JsonArray([.. types.Select(t => JsonValue.Create(t))]) };
        static JsonObject Many(JsonObject items) => new() { ["type"] = "array", ["items"] = items.DeepClone() };
        static JsonObject Map(params (string Name, JsonObject Schema)[] properties) => new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(properties.Select(p => KeyValuePair.Create(p.Name, (JsonNode?)p.Schema.DeepClone()))),
        };
    }

    /// <summary>Says of what has a converter of its own what it reads.</summary>
    private static JsonNode Flexible(JsonSchemaExporterContext context, JsonNode schema)
    {
        var type = context.TypeInfo.Type;
        var converter = context.PropertyInfo?.CustomConverter?.GetType() ?? type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType;
        if (converter is null && schema is JsonValue)
        {
            return new JsonObject();
        }

        if (type == typeof(QuotationStatus) || type == typeof(QuotationStatus?))
        {
            return new JsonObject { ["type"] = new JsonArray("string", "null"), ["enum"] = new JsonArray([.. Enum.GetNames<QuotationStatus>().Select(n => JsonValue.Create(n.ToLowerInvariant())), "public", "internal", null]) };
        }

        if (converter?.BaseType is { IsGenericType: true } generic && generic.GetGenericTypeDefinition() == typeof(StringOrObjectConverter<,>))
        {
            return new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = new JsonArray("string", "null") }, Shape(generic.GetGenericArguments()[1])) };
        }

        if (converter is not null && type.IsGenericType && type.GetGenericTypeDefinition() == typeof(List<>))
        {
            return new JsonObject
            {
                ["anyOf"] = new JsonArray(
                    new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, Shape(type.GetGenericArguments()[0])) } },
                    new JsonObject { ["type"] = new JsonArray("string", "object", "null") }),
            };
        }

        return schema;

        JsonNode Shape(Type of) => context.TypeInfo.Options.GetJsonSchemaAsNode(of, new() { TreatNullObliviousAsNonNullable = true });
    }
}
