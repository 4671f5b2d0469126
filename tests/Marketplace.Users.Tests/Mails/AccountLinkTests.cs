using Marketplace.Testing;
using Marketplace.Users.Accounts;
using Marketplace.Users.Credentials;
using Marketplace.Users.Mails;
using Marketplace.Users.Registration;
using Marketplace.Users.Tests.Support;

namespace Marketplace.Users.Tests.Mails;

public sealed class AccountLinkTests
{
    private const string Ann = "ann@example.com";

    [Theory]
    [InlineData("Production")]
    [InlineData("Staging")]
    [InlineData("production ")]
    public async Task Outside_of_Development_no_mail_leads_to_the_host_of_a_request(string environment)
    {
        await using var shell = await ShellAsync(environment);

        foreach (var mail in await EveryMailAsync(shell))
        {
            Assert.DoesNotContain("shop.example", mail.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("://", mail.Html, StringComparison.Ordinal);
            Assert.DoesNotContain("<a ", mail.Html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_an_address_a_mail_says_the_way_and_the_way_works()
    {
        await using var shell = await ShellAsync("Production");
        shell.Tenant.PathPrefix = "/shop";
        await shell.RegisteredAsync(Ann);
        await RequestAsync(shell, AccountMailKind.PasswordReset);

        var html = shell.Mailbox.Mails.Last(x => x.To == Ann).Html;
        var way = System.Net.WebUtility.HtmlDecode(
            html[(html.IndexOf("<code>", StringComparison.Ordinal) + 6)..html.IndexOf("</code>", StringComparison.Ordinal)]);
        Assert.StartsWith("/shop/account/reset-password?", way, StringComparison.Ordinal);
        var query = System.Web.HttpUtility.ParseQueryString(way[way.IndexOf('?', StringComparison.Ordinal)..]);
        Assert.Empty(await shell.InRequestAsync((ResetPassword x) => x.ExecuteAsync(query["user"]!, query["code"]!, "a brand new secret")));
    }

    [Theory]
    [InlineData("https://fixed.example", null, "https://fixed.example/shop/account/")]
    [InlineData(null, "own.example", "https://own.example/shop/account/")]
    public async Task Settings_and_host_names_of_the_site_give_the_address(string? address, string? host, string start)
    {
        await using var shell = await ShellAsync("Production");
        shell.Tenant.PathPrefix = "/shop";
        shell.Tenant.Set("site", new SiteSettings { BaseUrl = address });
        shell.Tenant.Hosts = host is null ? [] : [host];

        foreach (var mail in await EveryMailAsync(shell))
            Assert.Contains(
                $"href=\"{(mail.Subject == "Your e-mail address was changed" ? start[..^"account/".Length] : start)}", mail.Html,
                StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_asked_for_before_an_address_was_set_leads_to_that_address()
    {
        await using var shell = await ShellAsync("Production");
        await shell.RegisteredAsync(Ann);
        shell.Tenant.Set("site", new SiteSettings { BaseUrl = "https://fixed.example" });

        Assert.Equal("https://fixed.example/account/confirm-email", (await shell.LastLinkAsync(Ann))["path"]);
    }

    [Theory]
    [InlineData("You won: https://evil.example")]
    [InlineData("evil.example")]
    [InlineData("\u200b\u200b")]
    public async Task A_name_from_before_that_holds_a_link_is_in_no_mail(string name)
    {
        await using var shell = await ShellAsync("Development");
        Assert.IsType<RegisterUserResult.Registered>(
            await shell.InRequestAsync(
                (RegisterUser x) => x.ExecuteAsync(Ann, name, TestAccounts.Password, terms: null, CancellationToken.None)));
        await shell.DrainOutboxAsync();

        var mail = shell.Mailbox.Mails.Single(x => x.To == Ann);
        Assert.DoesNotContain(name, mail.Html, StringComparison.Ordinal);
        Assert.Contains($"Hello {Ann},", mail.Html, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Mail>> EveryMailAsync(TestShell shell)
    {
        await shell.RegisteredAsync(Ann);
        foreach (var kind in Enum.GetValues<AccountMailKind>())
            await RequestAsync(shell, kind);
        var mails = shell.Mailbox.Mails;
        Assert.Equal(Enum.GetValues<AccountMailKind>().Length + 1, mails.Count);
        return mails;
    }

    private static async Task RequestAsync(TestShell shell, AccountMailKind kind)
    {
        var user = await shell.ReadAsync(Ann);
        await shell.InRequestAsync(async (AccountMails mails) =>
        {
            await mails.RequestAsync(user, kind, "new@example.com", CancellationToken.None);
            return true;
        });
        await shell.DrainOutboxAsync();
    }

    private static Task<TestShell> ShellAsync(string environment) =>
        TestShell.CreateAsync(DatabaseKind.Sqlite, x => x.Environment.EnvironmentName = environment, new Startup());
}
