using Marketplace.Data;
using Marketplace.Notifications.Deliveries;
using Marketplace.Notifications.Notices;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Tests.Deliveries;

public sealed class NoticeMailTests
{
    private const string Link = "~/auto-topup/confirm/atu_1";

    [Theory]
    [InlineData("")]
    [InlineData("/shop")]
    public async Task On_a_site_without_an_address_a_mail_says_the_way_after_signing_in(string prefix)
    {
        await using var shell = await NoticeShell.CreateAsync(DatabaseKind.Sqlite);
        shell.Tenant.PathPrefix = prefix;

        var html = Compose(shell, "Ann");

        Assert.DoesNotContain("<a ", html, StringComparison.Ordinal);
        Assert.DoesNotContain("://", html, StringComparison.Ordinal);
        Assert.Contains("Confirm with your bank: sign in to Myzel", html, StringComparison.Ordinal);
        Assert.Contains($"<code>{prefix}/auto-topup/confirm/atu_1</code>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_an_address_it_is_a_link()
    {
        await using var shell = await NoticeShell.CreateAsync(DatabaseKind.Sqlite);
        shell.Tenant.Set("site", new SiteSettings { BaseUrl = "https://shop.example" });

        Assert.Contains(
            "<a href=\"https://shop.example/auto-topup/confirm/atu_1\">Confirm with your bank</a>", Compose(shell, "Ann"),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Your prize https://evil.example", "Hello,")]
    [InlineData("evil.example", "Hello,")]
    [InlineData("Ann Lee", "Hello Ann Lee,")]
    [InlineData("ann@example.com", "Hello ann@example.com,")]
    public async Task A_name_that_holds_a_link_is_not_mailed(string name, string greeting)
    {
        await using var shell = await NoticeShell.CreateAsync(DatabaseKind.Sqlite);
        Assert.StartsWith($"<p>{greeting}</p>", Compose(shell, name), StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Secrets_of_links_are_erased_from_the_notices_of_before(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var secret = new string('a', 64);
        await database.Database.InTransactionAsync(
            async db =>
            {
                await new NoticeTables().CreateAsync(db);
                foreach (var (id, link) in new[] { ("1", "~/auto-topup/confirm/" + secret), ("2", "~/dashboard/wallet"), ("3", null) })
                {
                    await db.ExecuteAsync(
                        """
                        insert into notices (id, kind, category, user_id, event_id, subject, html, link, in_app, created_at)
                        values (@id, 'k', 'c', 'usr_ann', @eventId, 's', 'h', @link, @yes, @now)
                        """,
                        new { id, eventId = $"atu_{id}:auto-topup.needs-you", link, yes = true, now = DateTimeOffset.UnixEpoch });
                }

                return await new NoticeTables().UpdateFrom1Async(db);
            },
            CancellationToken.None);

        await using var session = await database.Database.OpenAsync(CancellationToken.None);
        Assert.Equal([Link, "~/dashboard/wallet", null], await session.QueryAsync<string?>("select link from notices order by id"));
    }

    private static string Compose(TestShell shell, string name)
    {
        using var scope = shell.CreateScope();
        return scope.ServiceProvider.GetRequiredService<NoticeMail>().Html(null, "<p>Body</p>", Link, "Confirm with your bank", name);
    }
}
