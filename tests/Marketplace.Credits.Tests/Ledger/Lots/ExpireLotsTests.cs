using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Tests.Support;
using Marketplace.Credits.Wallet;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger.Lots;

public sealed class ExpireLotsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_left_of_a_lot_is_taken_once_its_time_is_over(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var now = shell.Time.GetUtcNow();
        await shell.PostedAsync(Granted(10, LotKind.Promotional, now.AddDays(1)));
        await shell.PostedAsync(TopUp(5));
        await shell.PostedAsync(Purchase(4));

        shell.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(0, await shell.ExpireLotsAsync());
        shell.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, await shell.ExpireLotsAsync());
        Assert.Equal(0, await shell.ExpireLotsAsync());

        await shell.AssertBalanceAsync(5);
        var last = (await shell.Get<IWallet>().ReadHistoryAsync(Ada, new HistoryQuery(), default)).Transactions[0];
        Assert.Equal((TransactionType.Expiry, "-6.00"), (last.Type, last.Amount.ToString()));
        Assert.Equal([(LotKind.Promotional, 0m), (LotKind.Purchased, 5m)], await shell.LotsAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_reserved_stays_until_it_is_released_and_expires_then(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(Granted(10, LotKind.Promotional, shell.Time.GetUtcNow().AddDays(1)));
        var hold = await shell.PlacedAsync(Hold(7));
        shell.Time.Advance(TimeSpan.FromDays(2));

        Assert.Equal(1, await shell.ExpireLotsAsync());
        await shell.AssertBalanceAsync(7, held: 7);
        await shell.VoidAsync(hold);
        Assert.Equal(1, await shell.ExpireLotsAsync());

        await shell.AssertBalanceAsync(0);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Expiry_and_spending_at_the_same_moment_take_each_credit_once(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 20; i++)
            await shell.PostedAsync(Granted(1, LotKind.Promotional, shell.Time.GetUtcNow().AddDays(1)));
        shell.Time.Advance(TimeSpan.FromDays(2));

        await Race.RunAsync(Enumerable.Range(0, 24).Select(i => (Func<Task<bool>>)(async () =>
        {
            if (i % 8 == 0)
                await shell.ExpireLotsAsync();
            else
                await shell.PostAsync(Purchase(1));
            return true;
        })));

        await shell.AssertBalanceAsync(0);
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}
