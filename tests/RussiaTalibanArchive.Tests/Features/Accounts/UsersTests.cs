using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Tests.Features.Accounts;

public sealed class UsersTests(TestArchive archive) : IClassFixture<TestArchive>
{
    private const string NewPassword = "seven quiet lamps burning";

    [Fact]
    public async Task An_invitation_makes_one_account_once()
    {
        var invited = await archive.Admin.SubmitAsync("/admin/users", ("?Invite", ""), ("Email", ""), ("Role", "Analyst"));
        var address = invited.Html.QuerySelector(".one-time-address code")!.TextContent;
        var path = new Uri(address).AbsolutePath;
        Assert.DoesNotContain(path, (await archive.Admin.OpenAsync("/admin/users")).Body, StringComparison.Ordinal);
        using var browser = archive.Visitor;
        using var other = archive.Visitor;
        var waiting = await other.OpenAsync(path);

        var bad = await browser.SubmitAsync(path, ("Email", "new@example.org"), ("PenName", "New One"), ("Password", "short"), ("Repeated", "short"));
        var done = await browser.SubmitAsync(bad, ("Password", NewPassword), ("Repeated", NewPassword));
        var second = await other.SubmitAsync(waiting, ("Email", "thief@example.org"), ("PenName", "Thief"), ("Password", NewPassword), ("Repeated", NewPassword));

        Assert.StartsWith($"{archive.Address}/account/invitation/", address, StringComparison.Ordinal);
        Assert.Equal("Take at least 12 characters.", bad.Html.GetElementById("Password-error")!.TextContent.Split(" This")[0]);
        Assert.Equal("New One", done.Html.QuerySelector(".account bdi")!.TextContent);
        Assert.Equal(HttpStatusCode.NotFound, second.Status);
        Assert.False(await archive.QueryAsync(db => db.Users.AnyAsync(u => u.Email == "thief@example.org")));
        Assert.Equal(Role.Analyst, await archive.QueryAsync(db => db.Users.Where(u => u.Email == "new@example.org").Select(u => u.Role).SingleAsync()));
    }

    [Fact]
    public async Task Of_two_who_use_an_invitation_at_once_one_succeeds()
    {
        var path = await InviteAsync(Role.Reader);
        var browsers = Enumerable.Range(0, 4).Select(_ => archive.Visitor).ToList();
        var pages = await Task.WhenAll(browsers.Select(b => b.OpenAsync(path)));

        var answers = await Task.WhenAll(browsers.Select((b, n) => b.SubmitAsync(
            pages[n], ("Email", $"racer{n}@example.org"), ("PenName", $"Racer {n}"), ("Password", NewPassword), ("Repeated", NewPassword))));

        Assert.Equal(1, await archive.QueryAsync(db => db.Users.CountAsync(u => u.Email!.StartsWith("racer"))));
        Assert.Equal(3, answers.Count(a => a.Status == HttpStatusCode.NotFound));
        browsers.ForEach(b => b.Dispose());
    }

    [Fact]
    public async Task Used_expired_and_unknown_invitations_answer_alike()
    {
        var used = await InviteAsync(Role.Reader);
        var expired = await InviteAsync(Role.Reader);
        await archive.QueryAsync(db => db.Invitations.OrderBy(i => i.CreatedAt).Where(i => i.UsedAt == null).OrderByDescending(i => i.CreatedAt).Take(1)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.ExpiresAt, DateTimeOffset.UtcNow.AddSeconds(-1))));
        using var browser = archive.Visitor;
        await browser.SubmitAsync(used, ("Email", "user-up@example.org"), ("PenName", "User Up"), ("Password", NewPassword), ("Repeated", NewPassword));

        var answers = new List<string>();
        foreach (var path in new[] { used, expired, "/account/invitation/unknown" })
        {
            var page = await archive.Visitor.OpenAsync(path);
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            answers.Add(page.Text);
        }

        Assert.Single(answers.Distinct());
        Assert.StartsWith("This address does not work", answers[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_password_leaves_the_invitation_usable()
    {
        var path = await InviteAsync(Role.Reader);
        using var browser = archive.Visitor;

        var refused = await browser.SubmitAsync(path, ("Email", "reader@example.org"), ("PenName", "Twice There"), ("Password", NewPassword), ("Repeated", NewPassword));

        Assert.Equal("There is an account with this address already.", refused.Html.GetElementById("Email-error")!.TextContent);
        Assert.Equal("Twice There", refused.Html.QuerySelector("#PenName")!.GetAttribute("value"));
        Assert.Equal(HttpStatusCode.OK, (await browser.OpenAsync(path)).Status);
    }

    [Fact]
    public async Task A_new_password_address_replaces_the_one_before_and_ends_sessions()
    {
        var user = await archive.AddUserAsync("forgetful@example.org", Role.Reader);
        using var session = await archive.SignInAsync("forgetful@example.org");
        var first = await AddressForAsync(user.Id);
        var second = await AddressForAsync(user.Id);
        using var browser = archive.Visitor;

        Assert.Equal(HttpStatusCode.NotFound, (await browser.OpenAsync(first)).Status);
        var done = await browser.SubmitAsync(second, ("Password", NewPassword), ("Repeated", NewPassword));

        Assert.Equal("/", done.Path);
        Assert.Equal("/account/sign-in", (await session.OpenAsync("/account")).Path);
        using var again = await archive.SignInAsync("forgetful@example.org", NewPassword);
    }

    [Fact]
    public async Task Disabling_bites_at_the_next_request_and_enabling_lets_in_again()
    {
        var user = await archive.AddUserAsync("suspended@example.org", Role.Analyst);
        using var session = await archive.SignInAsync("suspended@example.org");
        var address = await AddressForAsync(user.Id);

        await PostAsync("Disable", user.Id);

        Assert.Equal("/account/sign-in", (await session.OpenAsync("/notes/new")).Path);
        Assert.Equal(HttpStatusCode.NotFound, (await archive.Visitor.OpenAsync(address)).Status);
        await PostAsync("Enable", user.Id);
        using var again = await archive.SignInAsync("suspended@example.org");
    }

    [Fact]
    public async Task A_role_taken_away_is_gone_at_the_next_request()
    {
        var user = await archive.AddUserAsync("demoted@example.org", Role.Editor);
        using var session = await archive.SignInAsync("demoted@example.org");
        Assert.Equal("/notes/new", (await session.OpenAsync("/notes/new")).Path);

        await PostAsync("Role", user.Id, ("Role", "Reader"));

        Assert.NotEqual("/notes/new", (await session.OpenAsync("/notes/new")).Path);
        Assert.Equal(Role.Reader, await archive.QueryAsync(db => db.Users.Where(u => u.Id == user.Id).Select(u => u.Role).SingleAsync()));
    }

    [Theory]
    [InlineData("Role", "nobody")]
    [InlineData("Role", "7")]
    public async Task A_role_that_is_none_is_refused(string field, string value)
    {
        var page = await archive.Admin.SubmitAsync("/admin/users", ("?Invite", ""), ("Email", "x@example.org"), (field, value));

        Assert.NotNull(page.Html.GetElementById("Role-error"));
    }

    [Fact]
    public async Task Only_administrators_manage_accounts()
    {
        Assert.Equal("/account/denied", (await archive.Editor.OpenAsync("/admin/users")).Path);
        Assert.Equal("/account/sign-in", (await archive.Visitor.OpenAsync("/admin/users")).Path);
        Assert.Equal(HttpStatusCode.Forbidden, (await archive.Editor.OpenAsync("/account/denied")).Status);
    }

    private async Task<string> InviteAsync(Role role) => await archive.AsArchiveAsync(services =>
        services.GetRequiredService<Invitations>().InviteAsync(null, role, TestContext.Current.CancellationToken));

    private async Task<string> AddressForAsync(Guid id)
    {
        var page = await PostAsync("Password", id);
        return new Uri(page.Html.QuerySelector(".one-time-address code")!.TextContent).AbsolutePath;
    }

    /// <summary>Presses a button of one account's row.</summary>
    private async Task<BrowserPage> PostAsync(string handler, Guid id, params (string, string)[] fields) =>
        await archive.Admin.SubmitAsync("/admin/users", [($"?{handler}", ""), ("id", id.ToString()), .. fields]);
}

/// <summary>An archive of its own: these tests take its administrators away.</summary>
public sealed class LastAdministratorTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task Somebody_can_always_manage_accounts()
    {
        var first = await archive.QueryAsync(db => db.Users.Where(u => u.Role == Role.Admin).Select(u => u.Id).SingleAsync());
        Assert.Equal(AccountChange.LastAdministrator, await ChangeAsync(c => c.ChangeRoleAsync(first, Role.Editor, TestContext.Current.CancellationToken)));
        Assert.Equal(AccountChange.LastAdministrator, await ChangeAsync(c => c.DisableAsync(first, TestContext.Current.CancellationToken)));

        var page = await archive.Admin.SubmitAsync("/admin/users", ("?Disable", ""), ("id", first.ToString()));
        Assert.Contains("This is the last administrator.", page.Text, StringComparison.Ordinal);

        // One who never set a password could not help anybody.
        var invited = await archive.AddUserAsync("invited@example.org", Role.Admin);
        await archive.QueryAsync(db => db.Users.Where(u => u.Id == invited.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.PasswordHash, (string?)null)));
        Assert.Equal(AccountChange.LastAdministrator, await ChangeAsync(c => c.DisableAsync(first, TestContext.Current.CancellationToken)));

        for (var round = 0; round < 5; round++)
        {
            var all = new List<Guid> { first };
            for (var n = 0; n < 3; n++)
            {
                all.Add((await archive.AddUserAsync($"admin{round}{n}@example.org", Role.Admin)).Id);
            }

            var outcomes = await Task.WhenAll(all.Select((id, n) => ChangeAsync(c => n % 2 == 0
                ? c.ChangeRoleAsync(id, Role.Reader, TestContext.Current.CancellationToken)
                : c.DisableAsync(id, TestContext.Current.CancellationToken))));

            Assert.Single(outcomes, AccountChange.LastAdministrator);
            first = await archive.QueryAsync(db => db.Users.Where(u => u.Role == Role.Admin && !u.IsDisabled && u.PasswordHash != null).Select(u => u.Id).SingleAsync());
        }
    }

    private Task<AccountChange> ChangeAsync(Func<AccountChanges, Task<AccountChange>> change) =>
        archive.AsArchiveAsync(services => change(services.GetRequiredService<AccountChanges>()));
}
