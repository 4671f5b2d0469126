using Marketplace.Adjustments.Requests;
using Marketplace.Adjustments.Tests.Campaigns;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Adjustments.Tests.Requests;

/// <summary>Who asks, who approves and who gains are three people, and a day of one of them has a sum.</summary>
public sealed class TwoPersonTests
{
    private const string Olga = "usr_olga";
    private const string Otto = "usr_otto";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_five_grants_of_a_hundred_in_a_row_one_is_made_alone(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var results = new List<AdjustmentResult>();
        for (var i = 0; i < 5; i++)
            results.Add(await shell.RequestAsync(Olga, Grant(shell, 100, "usr_customer" + i)));

        Assert.Equal((1, 4), (results.OfType<AdjustmentResult.Posted>().Count(), results.OfType<AdjustmentResult.Waiting>().Count()));
        Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Otto, Grant(shell, 100)));
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, Correction(shell, -0.01m)));
        shell.Time.Advance(TimeSpan.FromDays(1));
        Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, Grant(shell, 100)));
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(Olga, Grant(shell, 0.000001m)));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Five_grants_at_once_are_counted_one_after_the_other(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var requests = Enumerable.Range(0, 5).Select(i => Grant(shell, 40, "usr_customer" + i)).ToList();

        var results = await Race.RunAsync(requests.Select(x => (Func<Task<AdjustmentResult>>)(() => shell.RequestAsync(Olga, x))));

        Assert.Equal((2, 3), (results.OfType<AdjustmentResult.Posted>().Count(), results.OfType<AdjustmentResult.Waiting>().Count()));
        Assert.Equal(2, await shell.CountAsync("ledger_transactions"));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_refused_by_the_ledger_is_not_counted(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        for (var i = 0; i < 3; i++)
            Assert.IsType<AdjustmentResult.InsufficientBalance>(await shell.RequestAsync(Olga, Correction(shell, -60)));
        Assert.IsType<AdjustmentResult.Posted>(await shell.RequestAsync(Olga, Correction(shell, 100)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Nobody_changes_their_own_wallet_by_any_of_their_accounts(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(
            kind,
            x => x.Services.AddScoped<IUserDirectory>(
                _ => new FewUsers().Add(1, "olga@example.com").Add(2, "olga+two@example.com").Add(3, "ada@example.com")));
        var (olga, second, ada) = (FewUsers.Id(1), FewUsers.Id(2), FewUsers.Id(3));
        await shell.PostedAsync(TopUp(50, olga));
        var purchase = await shell.PostedAsync(Purchase(20, olga));

        Assert.IsType<AdjustmentResult.OwnWallet>(await shell.RequestAsync(olga, Grant(shell, 1, olga)));
        Assert.IsType<AdjustmentResult.OwnWallet>(await shell.RequestAsync(olga, Grant(shell, 1, second)));
        Assert.IsType<AdjustmentResult.OwnWallet>(await shell.RequestAsync(olga, Correction(shell, 500) with { UserId = olga }));
        Assert.IsType<AdjustmentResult.OwnWallet>(await shell.RequestAsync(
            olga,
            new AdjustmentRequest(
                AdjustmentRequest.NewId(shell.Time), AdjustmentKind.Refund, olga, Amount(20), "It broke", TransactionId: purchase)));
        Assert.Equal((0L, 0L), (await shell.CountAsync("adjustments"), await shell.CountAsync("approvals")));

        var large = Grant(shell, 500, olga);
        Assert.IsType<AdjustmentResult.Waiting>(await shell.RequestAsync(ada, large));
        Assert.IsType<ApprovalAnswer.OwnInterest>(await shell.ApproveAsync(olga, large.Id));
        Assert.IsType<ApprovalAnswer.OwnInterest>(await shell.ApproveAsync(second, large.Id));
        Assert.IsType<ApprovalAnswer.OwnRequest>(await shell.ApproveAsync(ada, large.Id));
        await shell.AssertBalanceAsync(30, user: olga);
        Assert.IsType<ApprovalAnswer.Approved>(await shell.ApproveAsync(Otto, large.Id));
        await shell.AssertBalanceAsync(530, user: olga);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_step_is_written_down_with_who_and_why(DatabaseKind kind)
    {
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        var (small, large) = (Correction(shell, 25), Correction(shell, 250));
        await shell.RequestAsync(Olga, small);
        await shell.RequestAsync(Olga, large);
        await shell.ApproveAsync(Otto, large.Id);

        var alone = Assert.Single(await shell.AuditAsync(small.Id));
        Assert.Equal(
            ("adjustments.posted", Olga, Ada, "Adjustment of $25.00", "Lost parcel"),
            (alone.Act, alone.Who, alone.Concerns, alone.AfterWords, alone.Reason));
        Assert.Equal(
            [("approvals.asked", Olga), ("approvals.approved", Otto), ("adjustments.posted", Otto)],
            (await shell.AuditAsync(large.Id)).Select(x => (x.Act, x.Who)));
    }

    private static AdjustmentRequest Grant(TestShell shell, decimal amount, string user = Ada) =>
        new(AdjustmentRequest.NewId(shell.Time), AdjustmentKind.Grant, user, Amount(amount), "Sorry", LotKind.Promotional);

    private static AdjustmentRequest Correction(TestShell shell, decimal amount) =>
        new(AdjustmentRequest.NewId(shell.Time), AdjustmentKind.Correction, Ada, Amount(amount), "Lost parcel");
}
