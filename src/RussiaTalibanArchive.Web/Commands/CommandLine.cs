using System.CommandLine;

namespace RussiaTalibanArchive.Web.Commands;

/// <summary>What the program can be told on the command line. Exit codes: 0 done, 1 something was refused or is wrong, 2 bad usage.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("Russia–Taliban Archive: archives and annotates leaked documents. Without a command it serves.")
        {
            ServeCommand.Create(),
            ImportCommand.Create(),
            UserCommand.Create(),
            TokenCommand.Create(),
            ReindexCommand.Create(),
            HealthCommand.Create(),
        };
        root.SetAction((_, cancellationToken) => ServeCommand.RunAsync(cancellationToken));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync("See --help.");
            return 2;
        }

        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (ArchiveStartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            return 1;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Npgsql.NpgsqlException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
