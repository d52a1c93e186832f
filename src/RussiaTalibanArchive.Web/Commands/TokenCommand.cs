using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using RussiaTalibanArchive.Web.Features.Accounts;
using RussiaTalibanArchive.Web.Features.Accounts.Tokens;

namespace RussiaTalibanArchive.Web.Commands;

internal static class TokenCommand
{
    public static Command Create()
    {
        var email = new Argument<string>("EMAIL") { Description = "The address with which the account signs in." };
        var name = new Option<string>("--name") { Description = "Where the token is used.", Required = true };
        var readOnly = new Option<bool>("--read-only") { Description = "It changes nothing." };
        var days = new Option<int>("--days") { Description = $"How long it is good: {ApiTokens.UsualDays} days when absent, {ApiTokens.MaxDays} at most.", DefaultValueFactory = _ => ApiTokens.UsualDays };
        var add = new Command("add", "Prints a new token of an account, once.") { email, name, readOnly, days };
        add.SetAction((parsed, cancellationToken) => AddAsync(
            parsed.GetValue(email)!, parsed.GetValue(name)!, !parsed.GetValue(readOnly), parsed.GetValue(days), cancellationToken));
        return new Command("token", "Manages the tokens by which programs speak for accounts.") { add };
    }

    private static async Task<int> AddAsync(string email, string name, bool canWrite, int days, CancellationToken cancellationToken)
    {
        await using var archive = await OpenArchive.StartAsync(cancellationToken);
        return await archive.AsArchiveAsync(async services =>
        {
            if (await services.GetRequiredService<UserManager<ArchiveUser>>().FindByEmailAsync(email) is not { } user)
            {
                await Console.Error.WriteLineAsync("There is no account with this address.");
                return 1;
            }

            var (token, problems) = await services.GetRequiredService<ApiTokens>().AddAsync(user.Id, name, canWrite, days, cancellationToken);
            if (token is null)
            {
                await Console.Error.WriteLineAsync(string.Join('\n', problems));
                return 1;
            }

            Console.WriteLine(token);
            return 0;
        });
    }
}
