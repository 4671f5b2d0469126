using Marketplace.Credits.Ledger.Writing;
using Marketplace.Credits.LowBalance;
using Marketplace.Credits.Tests.Transfers;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.LowBalance;

public sealed class LowBalanceTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_notice_tells_of_each_fall_below_the_threshold(DatabaseKind kind)
    {
        await using var shell = await WithUsersAsync(kind);
        await shell.PostedAsync(TopUp(5));
        await DrainAsync(shell);
        Assert.Empty(shell.Notifier.Told);

        await shell.PostedAsync(TopUp(15));
        await DrainAsync(shell);
        await shell.PostedAsync(Purchase(10));
        await DrainAsync(shell);
        Assert.Empty(shell.Notifier.Told);

        await shell.PostedAsync(Purchase(0.01m));
        await shell.PostedAsync(Purchase(3));
        await DrainAsync(shell);
        var notice = Assert.Single(shell.Notifier.Told);
        Assert.Equal((Ada, "~/dashboard/wallet"), (notice.Notification.UserId, notice.Notification.Link));
        Assert.Contains("$6.99", notice.Subject, StringComparison.Ordinal);
        Assert.Contains("$10.00", notice.Body, StringComparison.Ordinal);

        await shell.PostedAsync(Purchase(1));
        await shell.PostedAsync(TopUp(2));
        await DrainAsync(shell);
        Assert.Single(shell.Notifier.Told);

        await shell.PostedAsync(TopUp(50));
        await DrainAsync(shell);
        await shell.PlacedAsync(Hold(55));
        await DrainAsync(shell);
        Assert.Equal(2, shell.Notifier.Told.Count);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Many_handlers_at_once_note_one_fall(DatabaseKind kind)
    {
        await using var shell = await WithUsersAsync(kind);
        await shell.PostedAsync(TopUp(15));
        await DrainAsync(shell);
        await shell.PostedAsync(Purchase(10));

        await Race.RunAsync(Enumerable.Range(0, 8).Select(i => (Func<Task<bool>>)(async () =>
        {
            await shell.InScopeAsync<WatchBalance, bool>(async x =>
            {
                await x.HandleAsync(new WalletChanged(Ada, "credit", "txn"), $"evt_{i}", default);
                return true;
            });
            return true;
        })));

        await using (var db = await shell.Database.OpenAsync(default))
            Assert.Equal(1, await db.ScalarAsync<long>("select count(*) from outbox where event = 'credits.ran-low'"));
        await DrainAsync(shell);
        Assert.Single(shell.Notifier.Told);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_customer_chooses_another_threshold_or_none(DatabaseKind kind)
    {
        await using var shell = await WithUsersAsync(kind);
        await shell.PostedAsync(TopUp(30));
        await DrainAsync(shell);
        var shown = (await shell.Get<ReadThreshold>().ReadChoiceAsync(Ada, default)).Version;
        Assert.True(await ChooseAsync(shell, Amount(2.5m)));
        Assert.False(await shell.Get<ChooseThreshold>().ExecuteAsync(Ada, Amount(7), shown, default));
        Assert.Equal(Amount(2.5m), await shell.Get<ReadThreshold>().ExecuteAsync(Ada, default));
        await shell.PostedAsync(Purchase(27));
        await DrainAsync(shell);
        Assert.Empty(shell.Notifier.Told);
        await shell.PostedAsync(Purchase(1));
        await DrainAsync(shell);
        Assert.Single(shell.Notifier.Told);

        // A higher threshold that the balance is below already is no fall.
        Assert.True(await ChooseAsync(shell, Amount(20)));
        await shell.PostedAsync(Purchase(1));
        await DrainAsync(shell);
        Assert.Single(shell.Notifier.Told);

        await shell.PostedAsync(TopUp(100));
        await DrainAsync(shell);
        Assert.True(await ChooseAsync(shell, null));
        Assert.Null(await shell.Get<ReadThreshold>().ExecuteAsync(Ada, default));
        await shell.PostedAsync(Purchase(100));
        await DrainAsync(shell);
        Assert.Single(shell.Notifier.Told);
        Assert.Equal(Amount(10), await shell.Get<ReadThreshold>().ExecuteAsync(Bob, default));
    }

    private static async Task<bool> ChooseAsync(TestShell shell, CreditAmount? threshold) =>
        await shell.Get<ChooseThreshold>().ExecuteAsync(
            Ada, threshold, (await shell.Get<ReadThreshold>().ReadChoiceAsync(Ada, default)).Version, default);

    [Theory]
    [InlineData("{}", "10.00")]
    [InlineData("""{"lowBalance":{"threshold":3.5}}""", "3.50")]
    [InlineData("""{"lowBalance":{"threshold":0}}""", null)]
    [InlineData("""{"lowBalance":{"threshold":-1}}""", null)]
    [InlineData("""{"credits":{"usdValue":0.05}}""", "200.00")]
    [InlineData("""{"lowBalance":{"threshold":99999999999999999999}}""", "9223372036854.775807")]
    public async Task The_tenants_setting_is_the_default(string settings, string? threshold)
    {
        await using var shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, setup => setup.Tenant.SetJson(settings), new Startup());
        Assert.Equal(threshold, (await shell.Get<ReadThreshold>().ExecuteAsync(Ada, default))?.ToString());
    }

    [Fact]
    public async Task A_notice_that_comes_too_late_is_not_sent()
    {
        await using var shell = await WithUsersAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(30));
        await shell.InScopeAsync<TellCreditsRanLow, bool>(async x =>
        {
            await x.HandleAsync(new CreditsRanLow(Ada, Amount(10)), "evt_1", default);
            return true;
        });
        Assert.Empty(shell.Notifier.Told);
    }

    private static Task<int> DrainAsync(TestShell shell) => shell.Get<OutboxRelay>().DrainAsync(default);

    private static Task<TestShell> WithUsersAsync(DatabaseKind kind) =>
        TestShell.CreateAsync(kind, setup => setup.Services.AddSingleton<IUserDirectory, People>(), new Startup());
}
