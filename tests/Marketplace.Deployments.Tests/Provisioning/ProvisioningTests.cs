using Marketplace.Credits.History;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;
using Marketplace.Deployments.Deployments;
using Marketplace.Deployments.Provisioning;
using Marketplace.Deployments.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Deployments.Tests.Provisioning;

public sealed class ProvisioningTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-28"), Trait("Acceptance", "S1-29"), Trait("Acceptance", "S1-30")]
    public async Task A_purchase_queues_a_deployment_with_its_figures(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);

        var deployment = await site.FindAsync(await site.BuyAsync());

        Assert.Equal(
            (Site.Ada, "vm-instance", "VM Instance", DeploymentStatus.Queued),
            (deployment.UserId, deployment.ServiceId, deployment.Name, deployment.Status));
        Assert.Equal(
            ("5.00", "0.50", "4.50"),
            (deployment.Price.ToString(), deployment.CommissionAmount.ToString(), deployment.GridPaymentAmount.ToString()));
        Assert.Equal(site.Shell.Time.GetUtcNow(), deployment.CreatedAt);
        Assert.Null(deployment.NextRenewalAt);
        await site.AssertBalanceAsync(25, held: 5);
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-41"), Trait("Acceptance", "S1-14")]
    [Trait("Acceptance", "S0-60")]
    public async Task It_runs_after_a_moment_and_is_paid_then(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);
        var id = await site.BuyAsync();

        await site.WaitAsync(1);
        Assert.Equal(DeploymentStatus.Provisioning, (await site.FindAsync(id)).Status);
        await site.AssertBalanceAsync(25, held: 5);
        await site.WaitAsync(3);

        var deployment = await site.FindAsync(id);
        Assert.Equal(DeploymentStatus.Running, deployment.Status);
        Assert.StartsWith("203.0.113.", deployment.ReadConnection()!.Ipv4, StringComparison.Ordinal);
        Assert.Equal("ssh root@" + deployment.ReadConnection()!.Ipv4, deployment.ReadConnection()!.SshCommand);
        Assert.Equal(deployment.BillingAnchorAt!.Value.AddMonths(1), deployment.NextRenewalAt);
        Assert.NotNull(deployment.GridDeploymentId);
        await site.AssertBalanceAsync(20);
        var paid = (await site.HistoryAsync())[0];
        Assert.Equal(
            (TransactionType.Deployment, "-5.00", "25.00", "20.00"),
            (paid.Type, paid.Amount.ToString(), paid.BalanceBefore.ToString(), paid.BalanceAfter.ToString()));
        Assert.Equal($"Deployment: VM Instance ({id})", paid.Description);
        Assert.Equal((id, "VM Instance"), (paid.Metadata["deployment_id"], paid.Metadata["service_name"]));
        Assert.Equal(
            ("vm-instance", "5.00", deployment.OrderId),
            (paid.Metadata["product_id"], paid.Metadata["amount_usd"], paid.Metadata["order_id"]));
        Assert.Empty(site.Shell.Jobs.Waiting);
        await using (var db = await site.Shell.Database.OpenAsync(default))
        {
            Assert.Equal(
                [("sys_commission", 500_000L), ("sys_revenue", 4_500_000L)],
                await db.QueryAsync<(string, long)>(
                    "select account_id, amount from ledger_system_entries where transaction_id = @Id order by account_id",
                    new { paid.Id }));
        }

        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-31")]
    public async Task A_failed_start_releases_the_reserved_credits(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind, """{"simulatedGrid":{"failingServices":["vm-instance"]}}""");
        var id = await site.BuyAsync();

        await site.WaitAsync(4);

        var deployment = await site.FindAsync(id);
        Assert.Equal(
            (DeploymentStatus.Failed, "The grid found no node with enough free capacity."), (deployment.Status, deployment.ErrorMessage));
        Assert.Null(deployment.NextRenewalAt);
        Assert.Equal(1, site.Grid.Canceled);
        await site.AssertBalanceAsync(25);
        Assert.Single(await site.HistoryAsync());
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-31")]
    public async Task What_the_grid_refuses_costs_nothing(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);
        site.Grid.Refusal = "The grid has no such machine.";
        var id = await site.BuyAsync();

        await site.WaitAsync(1);

        Assert.Equal(
            (DeploymentStatus.Failed, "The grid has no such machine."),
            ((await site.FindAsync(id)).Status, (await site.FindAsync(id)).ErrorMessage));
        await site.AssertBalanceAsync(25);
        await site.CloseAsync();
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, true), InlineData(DatabaseKind.Sqlite, false), InlineData(DatabaseKind.Postgres, true),
        InlineData(DatabaseKind.Postgres, false)]
    public async Task A_crash_while_submitting_asks_again_for_the_same_workload(DatabaseKind kind, bool before)
    {
        var site = await Site.OpenAsync(kind);
        if (before)
            site.Grid.FailBefore = new IOException("The connection was lost.");
        else
            site.Grid.FailAfter = new IOException("The connection was lost.");
        var id = await site.BuyAsync();

        await Assert.ThrowsAsync<IOException>(() => site.WaitAsync(1));
        await site.WaitAsync(15);

        Assert.Equal(DeploymentStatus.Running, (await site.FindAsync(id)).Status);
        Assert.Equal(2, site.Grid.Submitted);
        Assert.Equal(1, await CountAsync(site, "simulated_grid"));
        await site.AssertBalanceAsync(20);
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Steps_that_run_again_or_at_once_are_paid_once(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);
        var id = await site.BuyAsync();
        await site.WaitAsync(1);
        site.Shell.Time.Advance(TimeSpan.FromSeconds(5));

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => StepAsync(site, id))));
        await StepAsync(site, id);
        await site.WaitAsync(3);

        Assert.Equal(DeploymentStatus.Running, (await site.FindAsync(id)).Status);
        Assert.Equal(2, (await site.HistoryAsync()).Count);
        await site.AssertBalanceAsync(20);
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_deployment_whose_job_was_lost_is_resumed(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);
        var id = await site.BuyAsync();
        // The event is handled, but the process dies before its job runs.
        await site.Shell.DrainOutboxAsync();
        site.Shell.Jobs.Clear();

        await site.WaitAsync(5);
        Assert.Equal(DeploymentStatus.Queued, (await site.FindAsync(id)).Status);
        await ResumeAsync(site);
        await site.WaitAsync(1);
        Assert.Equal(DeploymentStatus.Queued, (await site.FindAsync(id)).Status);
        site.Shell.Time.Advance(ResumeProvisioning.Patience);
        await ResumeAsync(site);
        await site.WaitAsync(12);

        Assert.Equal(DeploymentStatus.Running, (await site.FindAsync(id)).Status);
        await site.AssertBalanceAsync(20);
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task One_that_never_starts_is_given_up_and_costs_nothing(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind, """{"simulatedGrid":{"startSeconds":100000}}""");
        var id = await site.BuyAsync();
        await site.WaitAsync(2);
        site.Shell.Jobs.Clear();
        site.Shell.Time.Advance(ResumeProvisioning.Limit);

        await ResumeAsync(site);

        Assert.Equal(DeploymentStatus.Failed, (await site.FindAsync(id)).Status);
        await site.Shell.SettleAsync();
        Assert.Equal(1, site.Grid.Canceled);
        await site.AssertBalanceAsync(25);
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_ran_while_it_was_given_up_is_paid_and_stays(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);
        var id = await site.BuyAsync();
        await site.WaitAsync(1);
        var seen = await site.FindAsync(id);
        await site.WaitAsync(3);

        await FailAsync(site, seen);

        Assert.Equal((DeploymentStatus.Running, 0), ((await site.FindAsync(id)).Status, site.Grid.Canceled));
        await site.AssertBalanceAsync(20);
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_the_grid_takes_after_it_was_given_up_is_taken_off_again(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);
        var id = await site.BuyAsync();
        site.Grid.Submitting = async () => await FailAsync(site, await site.FindAsync(id));

        await site.WaitAsync(1);

        Assert.Equal((DeploymentStatus.Failed, 1), ((await site.FindAsync(id)).Status, site.Grid.Canceled));
        await site.AssertBalanceAsync(25);
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Without_reserved_credits_nothing_is_delivered(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);
        var id = await site.BuyAsync();
        await site.WaitAsync(1);
        await VoidHoldsAsync(site);

        await site.WaitAsync(4);

        Assert.Equal(DeploymentStatus.Failed, (await site.FindAsync(id)).Status);
        Assert.Equal(1, site.Grid.Canceled);
        await site.AssertBalanceAsync(25);
        await site.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Nobody_finds_the_deployment_of_somebody_else(DatabaseKind kind)
    {
        var site = await Site.OpenAsync(kind);
        var id = await site.BuyAsync();
        var store = site.Shell.Get<DeploymentStore>();

        Assert.NotNull(await store.FindOwnAsync(id, Site.Ada, default));
        Assert.Null(await store.FindOwnAsync(id, "usr_bob", default));
        Assert.Empty((await store.ListAsync(new DeploymentFilter(["usr_bob"], null, 1, 10), default)).Deployments);
        Assert.Single((await store.ListAsync(new DeploymentFilter(null, DeploymentStatus.Queued, 1, 10), default)).Deployments);
        await site.CloseAsync();
    }

    private static Task<bool> StepAsync(Site site, string id) =>
        site.Shell.InScopeAsync<ProvisionDeployment, bool>(async x =>
        {
            await x.ExecuteAsync(new ProvisioningStep(id, 50), default);
            return true;
        });

    private static async Task FailAsync(Site site, Deployment deployment)
    {
        await site.Shell.InScopeAsync<MoveDeployment, bool>(async x =>
        {
            await x.FailedAsync(deployment, "It did not start.", default);
            return true;
        });
    }

    private static Task<bool> ResumeAsync(Site site) =>
        site.Shell.InScopeAsync<ResumeProvisioning, bool>(async x =>
        {
            await x.RunAsync(default);
            return true;
        });

    private static async Task VoidHoldsAsync(Site site)
    {
        IReadOnlyList<string> holds;
        await using (var session = await site.Shell.Database.OpenAsync(default))
            holds = await session.QueryAsync<string>("select id from ledger_holds");
        await using var transaction = await site.Shell.Database.BeginAsync(default);
        foreach (var hold in holds)
            await site.Shell.Get<ILedger>().VoidHoldAsync(transaction, hold, default);
        await transaction.CommitAsync();
    }

    private static async Task<long> CountAsync(Site site, string table)
    {
        await using var session = await site.Shell.Database.OpenAsync(default);
        return await session.ScalarAsync<long>($"select count(*) from {table}");
    }
}
