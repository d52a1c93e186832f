using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Web.Commands;

internal static class UserCommand
{
    public static Command Create()
    {
        var email = new Argument<string>("EMAIL") { Description = "The address with which the account signs in." };
        var role = new Option<Role>("--role") { Description = "What the account may do.", Required = true };
        var name = new Option<string?>("--name") { Description = "The name that the account signs its work with; the part of the address before @ when absent." };
        var passwordStdin = new Option<bool>("--password-stdin") { Description = "Reads the password from standard input instead of printing a one-time address." };
        var add = new Command("add", "Creates an account.") { email, role, name, passwordStdin };
        add.SetAction((parsed, cancellationToken) => AddAsync(
            parsed.GetValue(email)!, parsed.GetValue(role), parsed.GetValue(name), parsed.GetValue(passwordStdin), cancellationToken));
        return new Command("user", "Manages accounts.") { add };
    }

    private static async Task<int> AddAsync(string email, Role role, string? name, bool passwordStdin, CancellationToken cancellationToken)
    {
        await using var archive = await OpenArchive.StartAsync(cancellationToken);
        return await archive.AsArchiveAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<ArchiveUser>>();
            var user = new ArchiveUser
            {
                UserName = email,
                Email = email,
                DisplayName = name ?? email.Split('@')[0],
                Role = role,
                CreatedAt = TimeProvider.System.GetUtcNow(),
            };
            var created = passwordStdin
                ? await users.CreateAsync(user, await Console.In.ReadLineAsync(cancellationToken) ?? "")
                : await users.CreateAsync(user);
            if (!created.Succeeded)
            {
                await Console.Error.WriteLineAsync(string.Join('\n', created.Errors.Select(e => e.Description)));
                return 1;
            }

            if (passwordStdin)
            {
                Console.WriteLine($"Created the account, role {role.ToString().ToLowerInvariant()}.");
                return 0;
            }

            var path = await services.GetRequiredService<Invitations>().InviteToSetPasswordAsync(user, cancellationToken);
            var address = (archive.App.Configuration["Archive:PublicUrl"] ?? archive.App.Configuration["urls"] ?? "http://localhost:5080").Split(';')[0].TrimEnd('/');
            Console.WriteLine($"Created the account, role {role.ToString().ToLowerInvariant()}. This address sets its password, once, within seven days:");
            Console.WriteLine(address + path);
            return 0;
        });
    }
}
