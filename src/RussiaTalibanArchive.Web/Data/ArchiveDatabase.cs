using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Options;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Articles;
using RussiaTalibanArchive.Web.Features.Documents;
using RussiaTalibanArchive.Web.Features.Quotations;

namespace RussiaTalibanArchive.Web.Data;

/// <summary>Lets <c>dotnet ef migrations add</c> build the model without a server.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<ArchiveDbContext>
{
    public ArchiveDbContext CreateDbContext(string[] args) => ArchiveDatabase.WithoutServer();
}

public static class ArchiveDatabase
{
    /// <summary>
    /// Builds the model, which every context of the process then shares, and translates typical queries, so that the code that
    /// does so is compiled by the time of the first request. Needs no server.
    /// </summary>
    public static void WarmUp()
    {
        using var db = WithoutServer();
        _ = db.Documents.OrderByDescending(d => d.CreatedAt).Take(1).ToRows().ToQueryString();
        _ = db.Quotations.OrderByDescending(q => q.CreatedAt).Take(1).ToRows().ToQueryString();
        _ = db.Articles.OrderByDescending(a => a.CreatedAt).Take(1).ToRows().ToQueryString();
    }

    /// <summary>A context that knows the model and reaches no server.</summary>
    internal static ArchiveDbContext WithoutServer() => new(
        new DbContextOptionsBuilder<ArchiveDbContext>().UseArchive("Host=nowhere").Options,
        new CurrentViewer(new HttpContextAccessor(), Options.Create(new ArchiveOptions())),
        TimeProvider.System);

    /// <summary>How every context of the program speaks to PostgreSQL.</summary>
    public static DbContextOptionsBuilder<ArchiveDbContext> UseArchive(this DbContextOptionsBuilder<ArchiveDbContext> options, string connectionString)
    {
        ((DbContextOptionsBuilder)options).UseArchive(connectionString);
        return options;
    }

    /// <inheritdoc cref="UseArchive(DbContextOptionsBuilder{ArchiveDbContext}, string)"/>
    public static DbContextOptionsBuilder UseArchive(this DbContextOptionsBuilder options, string connectionString) =>
        options.UseNpgsql(connectionString, npgsql => npgsql.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
            .UseSnakeCaseNamingConvention()
            // The closure of the tag tree holds ids alone; whatever it leads to has its own filter.
            .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));
}
