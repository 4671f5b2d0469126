using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Credits.TransactionDetails;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.TransactionDetails;

public sealed class ReadTransactionDetailsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_capture_tells_of_its_reservation_and_of_the_credits_it_used(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var bought = await shell.PostedAsync(TopUp(10));
        var expiry = shell.Time.GetUtcNow().AddDays(30);
        var given = await shell.PostedAsync(
            TopUp(3) with
            { Type = TransactionType.Bonus, Counterpart = SystemAccount.Promotions, Grant = new Grant(LotKind.Promotional, expiry) });
        var placed = shell.Time.GetUtcNow();
        var hold = await shell.PlacedAsync(Hold(5));
        shell.Time.Advance(TimeSpan.FromMinutes(2));
        var captured = Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(Capture(hold, 4))).TransactionId;

        var details = await ReadAsync(shell, captured);

        Assert.Equal((Amount(5), placed), (details!.Hold!.Amount, details.Hold.CreatedAt));
        Assert.Equal(
            [(LotKind.Promotional, Amount(-3), expiry, given), (LotKind.Purchased, Amount(-1), (DateTimeOffset?)null, bought)],
            details.Lots.Select(x => (x.LotKind, x.Amount, x.ExpiresAt, x.SourceId)));
        Assert.Equal((null, 0, null), (details.Reverses, details.ReversedBy.Count, details.Counterparty));
        var gift = (await ReadAsync(shell, given))!;
        Assert.Equal((LotKind.Promotional, Amount(3), (string?)null), gift.Lots.Select(x => (x.LotKind, x.Amount, x.SourceId)).Single());
        Assert.Null(gift.Hold);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_undone_and_what_undid_it_lead_to_each_other(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var purchase = await shell.PostedAsync(Purchase(6));
        var first = await RefundAsync(shell, purchase, 2);
        var second = await RefundAsync(shell, purchase, 1);

        var details = (await ReadAsync(shell, purchase))!;
        Assert.Equal([(first, Amount(2)), (second, Amount(1))], details.ReversedBy.Select(x => (x.Id, x.Amount)));
        Assert.Null(details.Reverses);
        var refund = (await ReadAsync(shell, second))!;
        Assert.Equal((purchase, Amount(-6)), (refund.Reverses!.Id, refund.Reverses.Amount));
        Assert.Equal(Amount(1), refund.Lots.Single().Amount);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_transfer_names_the_other_side_to_each_and_each_sees_their_own_credits_only(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        await shell.PostedAsync(TopUp(10));
        var order = new TransferOrder(
            NewKey(), Ada, Bob, Amount(4), "A transfer", new Dictionary<string, string> { ["to_user"] = Bob, ["from_user"] = Ada });
        var result = await shell.Database.InTransactionAsync(db => shell.Get<ILedger>().TransferAsync(db, order, default), default);
        var id = Assert.IsType<TransferResult.Transferred>(result).TransactionId;

        var sent = (await ReadAsync(shell, id))!;
        var received = (await ReadAsync(shell, id, Bob))!;
        Assert.Equal((new Counterparty(Bob, true), Amount(-4)), (sent.Counterparty, sent.Lots.Single().Amount));
        Assert.Equal(
            (new Counterparty(Ada, false), Amount(4), LotKind.Transferred),
            (received.Counterparty, received.Lots.Single().Amount, received.Lots.Single().LotKind));
        Assert.Equal(Amount(-4), sent.Transaction.Amount);
        Assert.Equal(Amount(4), received.Transaction.Amount);
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Somebody_elses_transaction_is_unknown(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind);
        var id = await shell.PostedAsync(TopUp(10));
        Assert.Null(await ReadAsync(shell, id, Bob));
        Assert.Null(await ReadAsync(shell, "txn_unknown"));
    }

    private static Task<WalletTransactionDetails?> ReadAsync(TestShell shell, string id, string user = Ada) =>
        shell.InScopeAsync<ReadTransactionDetails, WalletTransactionDetails?>(x => x.ExecuteAsync(user, id, default));

    private static async Task<string> RefundAsync(TestShell shell, string id, decimal amount)
    {
        var reversal = new Reversal(NewKey(), id, Amount(amount), TransactionType.Refund, "A refund", new Dictionary<string, string>());
        var result = await shell.Database.InTransactionAsync(db => shell.Get<ILedger>().ReverseAsync(db, reversal, default), default);
        return Assert.IsType<ReverseResult.Reversed>(result).TransactionId;
    }
}
