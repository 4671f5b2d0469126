using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.TfpMigration.Files;
using Marketplace.TfpMigration.Plan;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

public sealed class PlanMigrationTests
{
    private const string Ann = "ann@example.com";

    [Fact]
    [Trait("Acceptance", "S0-63")]
    public void Where_balance_and_history_agree_only_the_history_is_written()
    {
        var (plan, remarks) = Plan(User(Ann, 150.5m, TopUp(250), Purchase(99.5m)));

        Assert.Empty(remarks);
        Assert.Equal("15.05", plan.Balance.ToString());
        Assert.Equal(["TopUp 25.00 Top-up (card)", "Purchase -9.95 Purchase of vm-instance"], plan.Entries.Select(Words));
    }

    [Fact]
    [Trait("Acceptance", "S0-63")]
    public void What_the_history_does_not_explain_is_brought_forward_first()
    {
        var (plan, remarks) = Plan(User(Ann, 100, TopUp(15.5m)));

        Assert.Equal(new Finding("wallet_balance", FindingKind.BalanceDiffers, "84.5"), Assert.Single(remarks));
        Assert.Equal(["Migration 8.45 Balance brought forward", "TopUp 1.55 Top-up (card)"], plan.Entries.Select(Words));
    }

    [Fact]
    public void What_the_history_has_too_much_is_taken_back_last()
    {
        var (plan, remarks) = Plan(User(Ann, 10, TopUp(34.5m)));

        Assert.Equal("-24.5", remarks.Single(x => x.Kind == FindingKind.BalanceDiffers).Detail);
        Assert.Equal(["TopUp 3.45 Top-up (card)", "Migration -2.45 Correction to the balance brought over"], plan.Entries.Select(Words));
    }

    [Fact]
    public void A_history_that_dips_below_zero_is_lifted_meanwhile()
    {
        var (plan, remarks) = Plan(User(Ann, 20, Purchase(80), TopUp(100)));

        Assert.Equal(new Finding("transactions", FindingKind.BelowZero, "80.0"), Assert.Single(remarks));
        Assert.Equal(["8.00", "-8.00", "10.00", "-8.00"], plan.Entries.Select(x => x.Amount.ToString()));
    }

    [Fact]
    public void An_empty_wallet_without_history_becomes_nothing()
    {
        Assert.Empty(Plan(User(Ann, 0)).Plan.Entries);
        Assert.Empty(Plan(User(Ann, 0, TopUp(5), Purchase(5))).Plan.WithoutHistory().Entries);
        Assert.Equal(
            "Migration 3.45 Balance brought forward",
            Words(Assert.Single(Plan(User(Ann, 34.5m, TopUp(5), Purchase(5))).Plan.WithoutHistory().Entries)));
    }

    [Fact]
    [Trait("Acceptance", "S0-60")]
    [Trait("Acceptance", "S0-61")]
    public void Each_type_keeps_its_facts_and_customers_read_no_old_words()
    {
        var (plan, _) = Plan(User(
            Ann,
            100,
            Transaction("AutoTopUp", 100, ("payment_method", "card"), ("threshold_amount", 34.5m), ("triggered_by_purchase", "tx-9")),
            Transaction("Transfer", 50, ("to_user", "bob@example.com")),
            Transaction("Transfer", 20, ("to_user", Ann), ("from_user", "bob@example.com")),
            Transaction("Transfer", 5, ("to_user", Ann)),
            Transaction("Earning", 25, ("source", "TFP rewards"))));

        Assert.Equal(
            ["Auto top-up (card)", "Transfer to bob@example.com", "Transfer from bob@example.com", "Transfer received",
                "Earning from points rewards"],
            plan.Entries.Select(x => x.Description.Split(", 1 Jan 2024")[0]));
        Assert.All(plan.Entries, x => Assert.EndsWith("Jan 2024", x.Description, StringComparison.Ordinal));
        var autoTopUp = plan.Entries[0].Metadata;
        Assert.Equal("tx-9", autoTopUp["triggered_by_purchase"]);
        Assert.Equal("3.45", autoTopUp["threshold_amount"]);
        Assert.Equal("100.0", autoTopUp["original_tfp_amount"]);
        Assert.StartsWith("tx-", autoTopUp["original_id"], StringComparison.Ordinal);
        Assert.StartsWith("2024-01-01T", autoTopUp["original_date"], StringComparison.Ordinal);
        Assert.Equal("bob@example.com", plan.Entries[1].Metadata["to_user"]);
        Assert.Equal("points rewards", plan.Entries[4].Metadata["source"]);
    }

    /// <summary>
    /// Whatever a file says: it ends at its balance, nobody overdraws on the way, no entry is zero, and the history stands in its order.
    /// </summary>
    [Fact]
    [Trait("Acceptance", "S0-102")]
    public void Every_plan_adds_up()
    {
        var steps = ArbMap.Default.GeneratorFor<int>().Select(x => x % 100_000).Where(x => x != 0).ArrayOf();
        var cases = steps.Zip(ArbMap.Default.GeneratorFor<NonNegativeInt>().Select(x => x.Get % 300_000)).ToArbitrary();
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(cases, AddsUp));
    }

    private static bool AddsUp((int[] Steps, int Balance) x)
    {
        var transactions = x.Steps.Select(step => step > 0 ? TopUp(step / 100_000m) : Purchase(-step / 100_000m)).ToArray();
        var plan = Plan(User(Ann, x.Balance / 100_000m, transactions)).Plan;
        var running = 0L;
        foreach (var entry in plan.Entries)
        {
            running += entry.Amount.Micros;
            if (running < 0 || entry.Amount.Micros == 0)
                return false;
        }

        var history = plan.Entries.Where(e => e.Type != TransactionType.Migration).Select(e => e.Amount.Micros);
        return running == x.Balance && plan.Balance.Micros == x.Balance && history.SequenceEqual(x.Steps.Select(step => (long)step));
    }

    private static (MigrationPlan Plan, IReadOnlyList<Finding> Remarks) Plan(JsonObject file)
    {
        var (user, findings) = ReadOldUser.Read(file.Bytes());
        Assert.DoesNotContain(findings, x => x.IsError);
        return PlanMigration.Of(user!);
    }

    /// <summary>Without the date, which the helper that makes transactions counts up.</summary>
    private static string Words(PlannedEntry entry) => $"{entry.Type} {entry.Amount} {entry.Description.Split(", 1 Jan 2024")[0]}";
}
