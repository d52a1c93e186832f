using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using RussiaTalibanArchive.Tests.Infrastructure;
using RussiaTalibanArchive.Web.Access;
using RussiaTalibanArchive.Web.Features.Accounts;

namespace RussiaTalibanArchive.Tests.Features.Accounts;

public sealed class SignInTests(TestArchive archive) : IClassFixture<TestArchive>
{
    [Fact]
    public async Task The_right_password_signs_in_and_leads_where_one_was_going()
    {
        await archive.AddUserAsync("right@example.org", Role.Analyst);
        using var browser = archive.Visitor;

        var asked = await browser.OpenAsync("/notes/new?about=RTA-D0001");
        var answer = await browser.SubmitAsync(asked, ("Email", " Right@example.org "), ("Password", TestArchive.Password));

        Assert.Equal("/account/sign-in", asked.Path);
        Assert.Equal("/notes/new?about=RTA-D0001", answer.PathAndQuery);
        Assert.Equal("right the Analyst", answer.Html.QuerySelector(".account bdi")!.TextContent);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("javascript:alert(1)")]
    public async Task Signing_in_never_leads_elsewhere(string returnUrl)
    {
        using var browser = archive.Visitor;

        var answer = await browser.SubmitAsync($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", ("Email", "reader@example.org"), ("Password", TestArchive.Password));

        Assert.Equal("/", answer.Path);
        Assert.StartsWith(archive.Address, answer.Uri.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_unknown_disabled_and_invited_accounts_are_answered_alike()
    {
        var disabled = await archive.AddUserAsync("disabled@example.org", Role.Reader);
        await archive.QueryAsync(db => db.Users.Where(u => u.Id == disabled.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.IsDisabled, true)));
        var invited = await archive.AddUserAsync("invited@example.org", Role.Reader);
        await archive.QueryAsync(db => db.Users.Where(u => u.Id == invited.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.PasswordHash, (string?)null)));
        await archive.AddUserAsync("known@example.org", Role.Reader);

        var answers = new List<BrowserPage>
        {
            await TryAsync("known@example.org", "not the password at all"),
            await TryAsync("unknown@example.org", TestArchive.Password),
            await TryAsync("disabled@example.org", TestArchive.Password),
            await TryAsync("invited@example.org", TestArchive.Password),
            await TryAsync("no\0body@example.org", TestArchive.Password),
        };

        Assert.All(answers, a => Assert.Equal((HttpStatusCode.OK, "/account/sign-in"), (a.Status, a.Path)));
        Assert.All(answers, a => Assert.Equal("Address or password is wrong.", a.Html.QuerySelector("[role=alert]")!.TextContent));
        Assert.All(answers, a => Assert.DoesNotContain(TestArchive.Password, a.Body, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Unknown_accounts_take_as_long_as_known_ones()
    {
        await archive.AddUserAsync("timed@example.org", Role.Reader);
        await TryAsync("warm-up@example.org", "not the password at all");

        var known = await MedianAsync("timed@example.org");
        var unknown = await MedianAsync("untimed@example.org");

        // Without a hash the unknown one is some hundred times faster; the machine's noise is far below a factor of three.
        Assert.InRange(unknown / known, 1 / 3d, 3);

        async Task<double> MedianAsync(string email)
        {
            using var browser = archive.Visitor;
            var page = await browser.OpenAsync("/account/sign-in");
            var times = new List<double>();
            for (var n = 0; n < 7; n++)
            {
                var start = Stopwatch.GetTimestamp();
                await browser.SubmitAsync(page, ("Email", email), ("Password", "not the password at all"));
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            return times.Order().ElementAt(3);
        }
    }

    [Fact]
    public async Task Guessing_has_to_wait_and_other_accounts_do_not()
    {
        await archive.AddUserAsync("guessed@example.org", Role.Reader);
        for (var n = 0; n < 10; n++)
        {
            Assert.Equal(HttpStatusCode.OK, (await TryAsync("guessed@example.org", $"wrong password {n}")).Status);
        }

        var refused = await TryAsync("Guessed@example.org", TestArchive.Password);
        var other = await TryAsync("reader@example.org", TestArchive.Password);

        Assert.Equal(HttpStatusCode.TooManyRequests, refused.Status);
        Assert.Contains("Wait a quarter of an hour", refused.Text, StringComparison.Ordinal);
        Assert.Equal("/", other.Path);
    }

    [Fact]
    public async Task Signing_out_makes_copies_of_the_cookie_worthless()
    {
        await archive.AddUserAsync("leaving@example.org", Role.Analyst);
        using var stolen = await archive.SignInAsync("leaving@example.org");
        using var own = await archive.SignInAsync("leaving@example.org");

        Assert.Equal("/account", (await stolen.OpenAsync("/account")).Path);
        await own.SubmitAsync("/account/sign-out");

        Assert.Equal("/account/sign-in", (await own.OpenAsync("/account")).Path);
        Assert.Equal("/account/sign-in", (await stolen.OpenAsync("/account")).Path);
    }

    [Fact]
    public async Task The_button_on_every_page_signs_out()
    {
        await archive.AddUserAsync("button@example.org", Role.Reader);
        using var browser = await archive.SignInAsync("button@example.org");

        var page = await browser.SubmitAsync("/notes");

        Assert.Equal((HttpStatusCode.OK, "/"), (page.Status, page.Path));
        Assert.NotNull(page.Html.QuerySelector("a.account[href='/account/sign-in']"));
    }

    [Fact]
    public async Task Nothing_is_done_without_the_form()
    {
        using var content = new FormUrlEncodedContent([new("Email", "reader@example.org"), new("Password", TestArchive.Password)]);

        using var answer = await archive.Visitor.SendAsync(HttpMethod.Post, "/account/sign-in", r => r.Content = content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_new_password_ends_the_other_sessions_and_keeps_this_one()
    {
        await archive.AddUserAsync("changing@example.org", Role.Reader);
        using var other = await archive.SignInAsync("changing@example.org");
        using var own = await archive.SignInAsync("changing@example.org");

        var wrong = await own.SubmitAsync("/account", ("OldPassword", "not the password at all"), ("NewPassword", "seven quiet lamps burning"), ("Repeated", "seven quiet lamps burning"));
        var unequal = await own.SubmitAsync("/account", ("OldPassword", TestArchive.Password), ("NewPassword", "seven quiet lamps burning"), ("Repeated", "seven quiet lamps"));
        var weak = await own.SubmitAsync("/account", ("OldPassword", TestArchive.Password), ("NewPassword", "password1234"), ("Repeated", "password1234"));
        Assert.Equal("/account", (await other.OpenAsync("/account")).Path);
        var done = await own.SubmitAsync("/account", ("OldPassword", TestArchive.Password), ("NewPassword", "seven quiet lamps burning"), ("Repeated", "seven quiet lamps burning"));

        Assert.Equal("This is not your password.", wrong.Html.GetElementById("OldPassword-error")!.TextContent);
        Assert.Equal("The two passwords are not the same.", unequal.Html.GetElementById("Repeated-error")!.TextContent);
        Assert.StartsWith("This password is too easy to guess.", weak.Html.GetElementById("NewPassword-error")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Your password is changed.", done.Text, StringComparison.Ordinal);
        Assert.Equal("/account", (await own.OpenAsync("/account")).Path);
        Assert.Equal("/account/sign-in", (await other.OpenAsync("/account")).Path);
        using var again = await archive.SignInAsync("changing@example.org", "seven quiet lamps burning");
    }

    [Theory]
    [InlineData("reader THE Reader", "Somebody else signs with this name. Choose another one.")]
    [InlineData("Archive", "Somebody else signs with this name. Choose another one.")]
    [InlineData("  ", "Choose a name to sign with.")]
    public async Task Nobody_signs_as_somebody_else(string name, string refusal)
    {
        var page = await archive.Analyst.SubmitAsync("/account", ("PenName", name));

        Assert.Equal(refusal, page.Html.GetElementById("PenName-error")!.TextContent);
        Assert.True(await archive.QueryAsync(db => db.Users.AnyAsync(u => u.DisplayName == "Analyst the Analyst")));
    }

    [Fact]
    public async Task A_new_pen_name_shows_at_once()
    {
        await archive.AddUserAsync("renamed@example.org", Role.Reader);
        using var browser = await archive.SignInAsync("renamed@example.org");

        var page = await browser.SubmitAsync("/account", ("PenName", " سمندر \u202E"));

        Assert.Equal("سمندر", page.Html.QuerySelector(".account bdi")!.TextContent.Trim('\u202E', ' '));
    }

    private async Task<BrowserPage> TryAsync(string email, string password)
    {
        using var browser = archive.Visitor;
        return await browser.SubmitAsync("/account/sign-in", ("Email", email), ("Password", password));
    }
}

public sealed class SignInThrottleTests
{
    private readonly TestClock _clock = new();

    [Fact]
    public void A_stranger_elsewhere_does_not_lock_out_the_owner()
    {
        var throttle = new SignInThrottle(_clock);

        var tries = Enumerable.Range(0, 12).Select(_ => throttle.TryBegin(IPAddress.Parse("192.0.2.1"), "a@example.org")).ToList();

        Assert.Equal([.. Enumerable.Repeat(true, 10), false, false], tries);
        Assert.True(throttle.TryBegin(IPAddress.Parse("192.0.2.2"), "A@example.org"));
        Assert.True(throttle.TryBegin(IPAddress.Parse("192.0.2.1"), "b@example.org"));
    }

    [Fact]
    public void One_network_may_not_try_every_account()
    {
        var throttle = new SignInThrottle(_clock);

        Assert.All(Enumerable.Range(0, 100), n => Assert.True(throttle.TryBegin(IPAddress.Parse($"2001:db8::{n:x}"), $"{n}@example.org")));
        Assert.False(throttle.TryBegin(IPAddress.Parse("2001:db8::1:1"), "101@example.org"));
        Assert.True(throttle.TryBegin(IPAddress.Parse("2001:db8:0:1::1"), "101@example.org"));
        Assert.True(throttle.TryBegin(IPAddress.Parse("::ffff:192.0.2.1"), "101@example.org"));
    }

    [Fact]
    public void Right_passwords_do_not_count_and_a_quarter_of_an_hour_forgives()
    {
        var throttle = new SignInThrottle(_clock);
        for (var n = 0; n < 300; n++)
        {
            Assert.True(throttle.TryBegin(IPAddress.Loopback, "a@example.org"));
            throttle.Succeeded(IPAddress.Loopback, "a@example.org");
        }

        while (throttle.TryBegin(IPAddress.Loopback, "a@example.org"))
        {
        }

        _clock.Offset += TimeSpan.FromMinutes(14);
        Assert.False(throttle.TryBegin(IPAddress.Loopback, "a@example.org"));
        _clock.Offset += TimeSpan.FromMinutes(2);
        Assert.True(throttle.TryBegin(IPAddress.Loopback, "a@example.org"));
    }
}
