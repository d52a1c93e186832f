using System.CommandLine;

namespace RussiaTalibanArchive.Web.Commands;

/// <summary>Asks a running program whether it is ready, for containers that hold no other client.</summary>
internal static class HealthCommand
{
    public static Command Create()
    {
        var address = new Argument<Uri>("ADDRESS") { Description = "Where the program serves.", DefaultValueFactory = _ => new Uri("http://localhost:5080") };
        var command = new Command("health", "Asks a running program whether it is ready.") { address };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
            try
            {
                using var answer = await client.GetAsync(new Uri(parsed.GetValue(address)!, "/health/ready"), cancellationToken);
                return answer.IsSuccessStatusCode ? 0 : 1;
            }
            catch (HttpRequestException)
            {
                return 1;
            }
        });
        return command;
    }
}
