using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts;
using RussiaTalibanArchive.Web.Features.Api;
using RussiaTalibanArchive.Web.Features.Citations;
using RussiaTalibanArchive.Web.Features.Harvesting;
using RussiaTalibanArchive.Web.Features.Import;
using RussiaTalibanArchive.Web.Features.Intake;
using RussiaTalibanArchive.Web.Features.Items;
using RussiaTalibanArchive.Web.Features.Notes;
using RussiaTalibanArchive.Web.Features.Redactions;
using RussiaTalibanArchive.Web.Features.Search;
using RussiaTalibanArchive.Web.Features.Shared;
using RussiaTalibanArchive.Web.Features.Work;
using Serilog;
using Serilog.Events;

namespace RussiaTalibanArchive.Web;

/// <summary>What the program is made of: services, then the pipeline.</summary>
public static class ArchiveApp
{
    /// <summary>Builds the program on an open database. Nothing listens yet.</summary>
    /// <param name="builder">From <see cref="CreateBuilder"/>, its settings read.</param>
    /// <param name="connectionString">The archive's database.</param>
    public static WebApplication Build(WebApplicationBuilder builder, string connectionString)
    {
        var services = builder.Services;
        services.AddSerilog((provider, log) => log
            .ReadFrom.Services(provider)
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            // A failed command would print its SQL and PostgreSQL's words about the values; the error handler says what failed.
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Database.Command", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Update", LogEventLevel.Fatal)
            .MinimumLevel.Override("Microsoft.EntityFrameworkCore.Query", LogEventLevel.Fatal)
            // On Unix nothing but the folder's mode guards the keys, and that is what running.md says.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            // It warns of each form that what asks for no-store is not cached.
            .MinimumLevel.Override("Microsoft.AspNetCore.Antiforgery", LogEventLevel.Error)
            .WriteTo.Console(formatProvider: System.Globalization.CultureInfo.InvariantCulture), preserveStaticLogger: true);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddDbContext<ArchiveDbContext>(options => options.UseArchive(connectionString));
        services.AddHttpContextAccessor();
        services.AddScoped<CurrentViewer>();
        services.AddItems();
        services.AddNotes();
        services.AddSearch();
        services.AddWork();
        services.AddImport();
        services.AddIntake();
        services.AddRedactions();
        services.AddCitations();
        services.AddHarvesting();
        services.AddApi();
        services.AddAccounts(builder.Configuration);
        services.AddInterfaceLanguages();
        services.AddArchivePages();
        services.AddExceptionHandler<ErrorLog>();
        services.AddHealthChecks().AddDbContextCheck<ArchiveDbContext>();
        services.AddDataProtection().SetApplicationName("RussiaTalibanArchive")
            .PersistKeysToFileSystem(ProgramFolder.Private(Path.Combine(builder.Configuration["Archive:DataDirectory"]!, "keys")));

        var app = builder.Build();
        app.UseArchiveErrors();
        app.UseSecurityHeaders();
        app.UseInterfaceLanguages();
        app.UseCitationNegotiation();
        app.UseRouting();
        app.UseAuthentication();
        app.UseApiGate();
        app.UseAuthorization();
        app.UseRequestLog();
        app.MapStaticAssets().ShortCircuit(); // Styles and fonts are anyone's: no account is asked for, no session renewed.
        app.MapArchivePages();
        return app;
    }

    /// <summary>Reads the settings, from the program's own folder wherever it is started from, and checks them.</summary>
    /// <exception cref="ArchiveStartException">A setting is wrong.</exception>
    public static WebApplicationBuilder CreateBuilder(string[] args, Action<IConfigurationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(ArchiveApp).Assembly.GetName().Name,
            ContentRootPath = ProgramFolder.Content,
        });
        configure?.Invoke(builder.Configuration);
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        if (string.IsNullOrEmpty(builder.Configuration["urls"]))
        {
            builder.WebHost.UseUrls("http://localhost:5080");
        }

        if (string.IsNullOrEmpty(builder.Configuration["Archive:DataDirectory"]))
        {
            builder.Configuration["Archive:DataDirectory"] = ProgramFolder.DefaultData;
        }

        builder.Configuration["Archive:DataDirectory"] = Path.GetFullPath(builder.Configuration["Archive:DataDirectory"]!);
        builder.Services.AddOptions<ArchiveOptions>().BindConfiguration("Archive").ValidateDataAnnotations().ValidateOnStart();
        ArchiveSettings.Check(builder.Configuration);
        return builder;
    }
}
