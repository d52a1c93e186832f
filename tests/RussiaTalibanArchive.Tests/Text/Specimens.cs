namespace RussiaTalibanArchive.Tests.Text;

/// <summary>Texts that tests read from disk.</summary>
internal static class Specimens
{
    /// <summary>An article of our own writing in the shape of those the archive takes in.</summary>
    public static string ArticleInArabic => File.ReadAllText(
        Path.Combine(Repository, "tests", "RussiaTalibanArchive.Tests", "Specimens", "article-ar.txt"));

    /// <summary>The real article beside the repository, or null where it is not at hand.</summary>
    public static string? RealArticle
    {
        get
        {
            for (var folder = new DirectoryInfo(Repository).Parent; folder is not null; folder = folder.Parent)
            {
                var corpus = Path.Combine(folder.FullName, "shared", "corpus");
                if (Directory.Exists(corpus) && Directory.GetFiles(corpus, "000_*.txt") is [var article])
                {
                    return File.ReadAllText(article);
                }
            }

            return null;
        }
    }

    public static string Repository
    {
        get
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && folder.GetFiles("*.sln").Length == 0)
            {
                folder = folder.Parent;
            }

            return folder?.FullName ?? throw new DirectoryNotFoundException("No solution above the test binary.");
        }
    }
}
