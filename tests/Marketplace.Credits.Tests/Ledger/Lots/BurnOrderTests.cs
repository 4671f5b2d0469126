using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Ledger.Lots;

/// <summary>Earliest expiry first, then granted before purchased, then oldest.</summary>
public sealed class BurnOrderTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_expires_first_burns_first_whatever_it_is(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var now = shell.Time.GetUtcNow();
        await shell.PostedAsync(Granted(10, LotKind.Bonus));
        await shell.PostedAsync(Granted(10, LotKind.Promotional, now.AddDays(9)));
        await shell.PostedAsync(Granted(10, LotKind.Purchased, now.AddDays(3)));

        await shell.PostedAsync(Purchase(14));

        Assert.Equal([(LotKind.Bonus, 10m), (LotKind.Promotional, 6m), (LotKind.Purchased, 0m)], await shell.LotsAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_given_burns_before_what_was_bought_and_the_oldest_of_both_first(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        foreach (var lot in new[] { LotKind.Purchased, LotKind.Sponsored, LotKind.Purchased, LotKind.Earned, LotKind.Adjusted })
            await shell.PostedAsync(Granted(10, lot));

        await shell.PostedAsync(Purchase(35));

        Assert.Equal(
            [(LotKind.Purchased, 5m), (LotKind.Sponsored, 0m), (LotKind.Purchased, 10m), (LotKind.Earned, 0m), (LotKind.Adjusted, 0m)],
            await shell.LotsAsync());
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory]
    [InlineData(TransactionType.TopUp, LotKind.Purchased)]
    [InlineData(TransactionType.AutoTopUp, LotKind.Purchased)]
    [InlineData(TransactionType.Migration, LotKind.Purchased)]
    [InlineData(TransactionType.Bonus, LotKind.Bonus)]
    [InlineData(TransactionType.Sponsorship, LotKind.Sponsored)]
    [InlineData(TransactionType.Earning, LotKind.Earned)]
    [InlineData(TransactionType.AdminAdjustment, LotKind.Adjusted)]
    public async Task A_posting_without_a_grant_becomes_what_its_type_says(TransactionType type, LotKind expected)
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);

        await shell.PostedAsync(TopUp(3) with { Type = type });

        Assert.Equal([(expected, 3m)], await shell.LotsAsync());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_debit_over_hundreds_of_lots_empties_them_to_the_millionth(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        for (var i = 0; i < 150; i++)
            await shell.PostedAsync(Granted(0.000_001m * (i + 1), LotKind.Bonus));

        await shell.PostedAsync(Purchase(0.011_324m));

        var lots = await shell.LotsAsync();
        Assert.All(lots.Take(149), x => Assert.Equal(0, x.Remaining));
        Assert.Equal(0.000_001m, lots[^1].Remaining);
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}
