using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Credits.Verification.Seals;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>A ledger in which a bit of everything happened, all but its last entry sealed, with names for what tests damage.</summary>
internal sealed class SmallLedger : IAsyncDisposable
{
    private static readonly string[] Tables =
    [
        "ledger_accounts", "ledger_transactions", "ledger_entries", "ledger_system_entries", "ledger_holds", "ledger_lots",
        "ledger_lot_movements", "ledger_hold_lots", "ledger_seals",
    ];

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    private SmallLedger(TestShell shell) => Shell = shell;

    public TestShell Shell { get; }

    public static async Task<SmallLedger> CreateAsync(DatabaseKind kind, Action<TestShellSetup>? setup = null)
    {
        var shell = await TestShell.CreateAsync(kind, setup ?? (_ => { }), new Startup());
        var ledger = new SmallLedger(shell);
        var names = ledger._names;
        names["top-up"] = await shell.PostedAsync(TopUp(100));
        names["bonus"] = await shell.PostedAsync(
            new Posting(
                NewKey(), TransactionType.Bonus, Ada, Amount(10), SystemAccount.Promotions, "A bonus", new Dictionary<string, string>())
            {
                Grant = new Grant(LotKind.Promotional, shell.Time.GetUtcNow().AddDays(30)),
            });
        names["purchase"] = await shell.PostedAsync(Purchase(30));
        names["captured-hold"] = await shell.PlacedAsync(Hold(20));
        names["capture"] =
            Assert.IsType<CaptureHoldResult.Captured>(await shell.CaptureAsync(Capture(names["captured-hold"], 15))).TransactionId;
        names["open-hold"] = await shell.PlacedAsync(Hold(5));
        names["voided-hold"] = await shell.PlacedAsync(Hold(6));
        await shell.VoidAsync(names["voided-hold"]);
        names["transfer"] = await ledger.TransferAsync(10);
        names["refund"] = await ledger.ReverseAsync(names["purchase"], 12);
        await shell.PostedAsync(TopUp(7, "usr_tft") with { Asset = "tft" });
        names["ada"] = await ledger.AskAsync("select id from ledger_accounts where owner = 'usr_ada'");
        names["bob"] = await ledger.AskAsync("select id from ledger_accounts where owner = 'usr_bob'");
        names["bobs-lot"] = await ledger.AskAsync("select id from ledger_lots where account_id = '{bob}'");
        await shell.Get<SealEntries>().ExecuteAsync(default);
        await shell.PostedAsync(TopUp(1));
        return ledger;
    }

    public async Task<VerifyLedgerResult> VerifyAsync() => await Shell.Get<VerifyLedger>().ExecuteAsync("usr_admin", told: null, default);

    /// <returns>The findings of a run that must have some.</returns>
    public async Task<IReadOnlyDictionary<string, LedgerFinding>> FindAsync()
    {
        var differs = Assert.IsType<VerifyLedgerResult.Differs>(await VerifyAsync());
        var rules = await Shell.Get<ReadLedgerChecks>().ListRulesAsync(differs.CheckId, default);
        var found = rules.Where(x => x.Finding is not null).ToDictionary(x => x.Rule, x => x.Finding!, StringComparer.Ordinal);
        Assert.Equal(differs.Findings, found.Count);
        return found;
    }

    /// <summary>Puts the names of this ledger's rows in place of <c>{name}</c>.</summary>
    public string Fill(string text) =>
        _names.Aggregate(text, (result, x) => result.Replace("{" + x.Key + "}", x.Value, StringComparison.Ordinal));

    public async Task<string> AskAsync(string sql)
    {
        await using var db = await Shell.Database.OpenAsync(default);
        return (await db.ScalarAsync<string>(Fill(sql)))!;
    }

    /// <summary>
    /// Does what the ledger never does, past its triggers and checks, as somebody with the database in their hands could.
    /// </summary>
    public async Task DamageAsync(string sql)
    {
        await using var db = await Shell.Database.BeginAsync(default);
        if (Shell.Database.Dialect == Dialect.Sqlite)
        {
            foreach (var trigger in await db.QueryAsync<string>("select name from sqlite_master where type = 'trigger'"))
                await db.ExecuteAsync($"drop trigger {trigger}");
            await db.ExecuteAsync("pragma ignore_check_constraints = on");
        }
        else
        {
            foreach (var table in Tables)
                await db.ExecuteAsync($"alter table {table} disable trigger all");
            await db.ExecuteAsync("alter table ledger_entries drop constraint if exists ledger_entries_check");
        }

        await db.ExecuteAsync(Fill(sql));
        if (Shell.Database.Dialect == Dialect.Sqlite)
            await db.ExecuteAsync("pragma ignore_check_constraints = off");
        await db.CommitAsync();
    }

    public async Task<string> TransferAsync(decimal amount)
    {
        var order = new TransferOrder(NewKey(), Ada, Bob, Amount(amount), "A gift", new Dictionary<string, string>());
        return Assert.IsType<TransferResult.Transferred>(
            await Shell.Database.InTransactionAsync(db => Shell.Get<ILedger>().TransferAsync(db, order, default), default)).TransactionId;
    }

    public async Task<string> ReverseAsync(string transactionId, decimal amount)
    {
        var reversal = new Reversal(
            NewKey(), transactionId, Amount(amount), TransactionType.Refund, "A refund", new Dictionary<string, string>());
        return Assert.IsType<ReverseResult.Reversed>(
            await Shell.Database.InTransactionAsync(db => Shell.Get<ILedger>().ReverseAsync(db, reversal, default), default)).TransactionId;
    }

    public ValueTask DisposeAsync() => Shell.DisposeAsync();
}
