using System.CommandLine;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Items;

namespace RussiaTalibanArchive.Web.Commands;

internal static class ImportCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Papers of any kind, folders and .zip archives of them; items as JSON lines (.jsonl); articles (.md, .txt, .html) with --as article.", Arity = ArgumentArity.OneOrMore };
        var kind = new Option<string?>("--as") { Description = "What files other than JSON lines hold: article or document (the default)." };
        kind.AcceptOnlyFromAmong("article", "document");
        var language = new Option<string?>("--language") { Description = "The BCP 47 language of what names none, such as ar, ps or fa-AF." };
        var publish = new Option<bool>("--publish") { Description = "Makes public what names no status." };
        var command = new Command("import", "Brings items in. What is here already is left as it is.") { paths, kind, language, publish };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            parsed.GetValue(paths)!, parsed.GetValue(kind), parsed.GetValue(language), parsed.GetValue(publish), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string[] paths, string? kind, string? language, bool publish, CancellationToken cancellationToken)
    {
        await using var archive = await OpenArchive.StartAsync(cancellationToken);
        var total = new ImportReport(0, 0, []);
        var files = paths.SelectMany(path => FilesOf(path, kind)).ToList();
        var papers = files.Where(f => kind != "article" && (!IsItems(f.Path) || ManifestReader.IsManifest(f.Path))).ToList();
        if (papers.Count > 0)
        {
            total = await PapersImport.RunAsync(archive, papers, language, publish, cancellationToken);
        }

        foreach (var file in files.Except(papers).Select(f => f.Path))
        {
            var report = await archive.AsArchiveAsync(services => ImportAsync(services, file, kind, language, publish, cancellationToken));
            total = new(total.Added + report.Added, total.Unchanged + report.Unchanged, [.. total.Refused, .. report.Refused]);
            foreach (var refusal in report.Refused)
            {
                await Console.Error.WriteLineAsync(refusal.Line == 0 ? $"{file}: {refusal.Reason}" : $"{file}:{refusal.Line}: {refusal.Reason}");
            }
        }

        Console.WriteLine($"{total.Added} added, {total.Unchanged} unchanged, {total.Refused.Count} refused");
        return total.Refused.Count == 0 ? 0 : 1;
    }

    /// <summary>The files of a path, and the names that they are to go by. Links are not followed.</summary>
    private static IEnumerable<(string Path, string Name)> FilesOf(string path, string? kind)
    {
        if (!Directory.Exists(path))
        {
            return [(path, Path.GetFileName(path))];
        }

        return kind == "article"
            ? Directory.EnumerateFiles(path).Where(f => IsItems(f) || ArticleReader.FormatOf(f) is not null).Order(StringComparer.Ordinal).Select(f => (f, Path.GetFileName(f)))
            : Directory.EnumerateFiles(path, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint })
                .Order(StringComparer.Ordinal).Select(f => (f, Path.GetRelativePath(path, f)));
    }

    private static bool IsItems(string path) => Path.GetExtension(path).Equals(".jsonl", StringComparison.OrdinalIgnoreCase);

    private static async Task<ImportReport> ImportAsync(IServiceProvider services, string file, string? kind, string? language, bool publish, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            return Refused("There is no such file.");
        }

        if (IsItems(file))
        {
            var options = new ImportOptions(language, publish, Path.GetDirectoryName(Path.GetFullPath(file)));
            var progress = Console.IsOutputRedirected ? null : new Progress<ImportProgress>(p => Console.Write($"\r{Bar(p)} {p.Done} of {p.Total} items "));
            var report = await services.GetRequiredService<ItemsImporter>().ImportAsync(File.ReadLinesAsync(file, cancellationToken), options, progress, cancellationToken);
            if (progress is not null)
            {
                Console.WriteLine();
            }

            return report;
        }

        return await ImportArticleAsync(services, file, language, publish, cancellationToken);
    }

    private static async Task<ImportReport> ImportArticleAsync(IServiceProvider services, string file, string? language, bool publish, CancellationToken cancellationToken)
    {
        if (ArticleReader.FormatOf(file) is not { } format)
        {
            return Refused("An article comes as .md, .txt or .html.");
        }

        if (new FileInfo(file).Length > ArticleReader.MaxBytes)
        {
            return Refused($"An article has {ArticleReader.MaxBytes / 1024 / 1024} MB at most.");
        }

        if (ArticleReader.Decode(await File.ReadAllBytesAsync(file, cancellationToken)) is not { } text)
        {
            return Refused("The text is neither UTF-8 nor UTF-16; save it as UTF-8 and try again.");
        }

        if (await services.GetRequiredService<ForeignArticles>().ReadAsync(text, format, cancellationToken) is not { } record)
        {
            return Refused("The web page could not be read. Save its text as .txt or .md and try again.");
        }

        record.Language ??= language;
        record.Status ??= publish ? ItemStatus.Public : null;
        var (article, isNew, problems) = await services.GetRequiredService<ItemsImporter>().ImportArticleAsync(record, cancellationToken);
        if (article is null)
        {
            return Refused(string.Join(" ", problems.Select(p => $"{p.Field}: {p}")));
        }

        Console.WriteLine($"{article.Reference}: {Count(article.Passages, "passage")} proposed, {Count(article.Dates, "date")} proposed, {Count(article.TagProposals, "tag")} proposed");
        return isNew ? new(1, 0, []) : new(0, 1, []);
    }

    private static string Bar(ImportProgress progress)
    {
        const int Width = 30;
        var filled = progress.Total == 0 ? Width : (int)((long)Width * progress.Done / progress.Total);
        return $"[{new string('#', filled)}{new string('.', Width - filled)}]";
    }

    private static string Count<T>(List<T> proposals, string word) where T : Proposal => proposals.Count == 1 ? $"1 {word}" : $"{proposals.Count} {word}s";

    private static ImportReport Refused(string reason) => new(0, 0, [new(0, reason)]);
}
