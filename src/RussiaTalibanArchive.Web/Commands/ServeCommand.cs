using System.CommandLine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using RussiaTalibanArchive.Web.Features.Search.Index;

namespace RussiaTalibanArchive.Web.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Serves the archive; what the program does without a command.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    public static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var archive = await OpenArchive.StartAsync(cancellationToken);
        await archive.AsArchiveAsync(async services =>
        {
            var rebuild = services.GetRequiredService<SearchRebuild>();
            if (await rebuild.IsNeededAsync(cancellationToken))
            {
                Console.WriteLine("This version searches in a new way. Going through what the archive has, once.");
                await rebuild.RunAsync(null, cancellationToken);
            }
        });
        await archive.FillIfEmptyAsync(cancellationToken);
        var app = archive.App;
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new ArchiveStartException($"{e.Message} Set ASPNETCORE_URLS to another address, such as http://localhost:5081.");
        }

        var address = (app.Configuration["Archive:PublicUrl"]
            ?? app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()).TrimEnd('/');
        Console.WriteLine($"The archive is served on {address} — sign in at {address}/account/sign-in. Ctrl+C stops it.");
        if (await archive.InviteFirstAdministratorAsync(cancellationToken) is { } path)
        {
            Console.WriteLine($"It has no administrator yet. This address makes one, once, within seven days: {address}{path}");
        }

        await app.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
