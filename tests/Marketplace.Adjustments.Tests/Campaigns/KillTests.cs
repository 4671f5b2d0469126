using System.Diagnostics;
using System.Globalization;
using AngleSharp.Dom;
using Marketplace.Adjustments.Campaigns;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Tests.Campaigns;

/// <summary>The program is killed in the middle of a campaign, as a process, and started again.</summary>
public sealed class KillTests : IDisposable
{
    private const int People = 1000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _appData = Path.Combine(Path.GetTempPath(), "marketplace-campaign-kill-" + Guid.NewGuid().ToString("N"));

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_has_the_credits_does_not_get_them_again_and_the_others_do(DatabaseKind kind)
    {
        var database = kind == DatabaseKind.Postgres ? await PostgresCluster.CreateDatabaseAsync() + ";Pooling=true" : "";
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        if (database.Length > 0)
            environment["Marketplace__Database"] = database;
        var options = new MarketplaceAppOptions { Kind = kind, AppData = _appData, Database = database };
        string where;
        await using (var app = await MarketplaceApp.StartAsync(options))
            where = await PrepareAsync(app);

        await using (var first = await MarketplaceProcess.StartAsync(_appData, environment))
        {
            using var admin = first.NewVisitor();
            await admin.SignInAsync("admin@example.com");
            var token = (await admin.GetPageAsync(where)).QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
            using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["__RequestVerificationToken"] = token, ["count"] = People.ToString(CultureInfo.InvariantCulture),
            });
            Assert.Equal(System.Net.HttpStatusCode.Redirect, (await admin.Http.PostAsync(where + "?handler=Start", form)).StatusCode);
            var progress = await UntilAsync(admin, where, x => !Count(x).StartsWith("0 of", StringComparison.Ordinal));
            Assert.NotEqual("Done", progress.GetAttribute("data-state"));
            await first.KillAsync();
        }

        await using (var second = await MarketplaceProcess.StartAsync(_appData, environment))
        {
            using var admin = second.NewVisitor();
            await admin.SignInAsync("admin@example.com");
            await UntilAsync(admin, where, x => x.GetAttribute("data-state") == "Done");
            Assert.Equal(0, await second.StopAsync());
        }

        await using (var app = await MarketplaceApp.StartAsync(options))
        {
            await app.InTenantAsync("mycelium", async services =>
            {
                var data = services.GetRequiredService<IDatabase>();
                await using var db = await data.OpenAsync(default);
                Assert.Equal(People, await db.ScalarAsync<long>("select count(*) from ledger_transactions"));
                Assert.Equal(
                    People, await db.ScalarAsync<long>("select count(*) from ledger_accounts where posted = 10000 and version = 1"));
                Assert.Equal(People, await db.ScalarAsync<long>("select count(*) from campaign_recipients where state = 'Given'"));
                await LedgerInvariants.AssertAsync(data);
            });
        }
    }

    /// <summary>A site with many customers and a campaign for those who registered before this year.</summary>
    /// <returns>The campaign's address.</returns>
    private static Task<string> PrepareAsync(MarketplaceApp app) => app.InTenantAsync("mycelium", async services =>
    {
        await services.GetRequiredService<IDatabase>().InTransactionAsync(
            async db =>
            {
                for (var i = 1; i <= People; i++)
                {
                    var row =
                        new { id = FewUsers.Id(i), email = FewUsers.Email(i), normalized = Mailbox.KeyOf(FewUsers.Email(i)),
                            at = DateTimeOffset.UnixEpoch };
                    await db.ExecuteAsync(
                        """
                        insert into users (id, email, normalized_email, name, email_confirmed, security_stamp, concurrency_stamp,
                        lockout_enabled, access_failed_count,
                          two_factor_enabled, recovery_codes, created_at)
                        values (@id, @email, @normalized, '', true, '', '', true, 0, false, '', @at);
                        insert into user_roles (user_id, role_id) select @id, id from roles where normalized_name = 'CUSTOMER';
                        """,
                        row);
                }
            },
            default);
        var request = new CampaignRequest(
            PrefixedId.New(Campaign.Prefix, TimeProvider.System), "Spring", LotKind.Promotional, Money.Amount(0.01m), null,
            Money.Amount(50),
            new CampaignAudience(RegisteredUntil: new DateOnly(1970, 1, 1)));
        Assert.IsType<CampaignResult.Changed>(
            await services.GetRequiredService<CreateCampaign>().ExecuteAsync("usr_olga", request, default));
        return "/admin/credits/campaigns/" + request.Id;
    });

    private static async Task<IElement> UntilAsync(Visitor admin, string where, Func<IElement, bool> isSo)
    {
        var start = Stopwatch.GetTimestamp();
        while (true)
        {
            var progress = (await admin.GetPageAsync(where)).QuerySelector("[data-test=campaign-progress]")!;
            if (isSo(progress))
                return progress;
            Assert.True(Stopwatch.GetElapsedTime(start) < Patience, progress.TextContent);
        }
    }

    private static string Count(IElement progress) => progress.QuerySelector("[data-test=campaign-count]")!.TextContent.Trim();

    public void Dispose() => TestFolder.Delete(_appData);
}
