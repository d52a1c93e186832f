using System.CommandLine;
using RussiaTalibanArchive.Web.Features.Search.Index;

namespace RussiaTalibanArchive.Web.Commands;

internal static class ReindexCommand
{
    public static Command Create()
    {
        var command = new Command("reindex", "Makes anew what items are found by, while the archive goes on.");
        command.SetAction((_, cancellationToken) => RunAsync(cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        await using var archive = await OpenArchive.StartAsync(cancellationToken);
        var done = await archive.AsArchiveAsync(services => services.GetRequiredService<SearchRebuild>().RunAsync(Show, cancellationToken));
        Console.WriteLine($"\r{done:N0} items can be found.");
        return 0;

        static void Show(int count)
        {
            if (!Console.IsOutputRedirected)
            {
                Console.Write($"\r{count:N0}");
            }
        }
    }
}
