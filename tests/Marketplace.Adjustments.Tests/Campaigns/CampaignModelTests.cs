using Marketplace.Adjustments.Campaigns;
using Marketplace.Testing;
using static Marketplace.Adjustments.Tests.Campaigns.CampaignShell;

namespace Marketplace.Adjustments.Tests.Campaigns;

/// <summary>Campaigns that are paused, continued, killed, cancelled and given by jobs of any run, in any order.</summary>
public sealed class CampaignModelTests
{
    private const int Customers = 130;

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1)]
    [InlineData(DatabaseKind.Sqlite, 2)]
    [InlineData(DatabaseKind.Sqlite, 3)]
    [InlineData(DatabaseKind.Postgres, 4)]
    [InlineData(DatabaseKind.Postgres, 5)]
    public async Task Each_customer_gets_it_at_most_once_and_all_do_unless_it_is_cancelled(DatabaseKind kind, int seed)
    {
        var random = new Random(seed);
        await using var shell = await WithCustomersAsync(kind, Customers);
        var plan = await shell.StartedAsync(0.5m, Customers);
        var ledger = shell.Get<PostingFaults>();
        var (state, run) = (CampaignState.Running, 1);
        for (var step = 0; step < 25; step++)
        {
            var given = (await shell.CampaignAsync(plan.Id)).Given;
            switch (random.Next(7))
            {
                case 0:
                    var paused = await shell.PauseAsync(plan.Id);
                    Assert.Equal(state == CampaignState.Running, paused is CampaignResult.Changed);
                    state = state == CampaignState.Running ? CampaignState.Paused : state;
                    break;
                case 1:
                    var continued = await shell.ContinueAsync(plan.Id);
                    Assert.Equal(state == CampaignState.Paused, continued is CampaignResult.Changed);
                    (state, run) = state == CampaignState.Paused ? (CampaignState.Running, run + 1) : (state, run);
                    break;
                case 2:
                    ledger.DieAfter(random.Next(GiveCampaignCredits.BatchSize));
                    if (state == CampaignState.Running && given + GiveCampaignCredits.BatchSize <= Customers)
                        await Assert.ThrowsAsync<IOException>(() => shell.GiveBatchAsync(plan.Id, run));
                    ledger.DieAfter(int.MaxValue);
                    Assert.Equal(given, (await shell.CampaignAsync(plan.Id)).Given);
                    break;
                case 3:
                    // A job of an earlier run, or of none, comes late.
                    Assert.False(await shell.GiveBatchAsync(plan.Id, run - 1));
                    Assert.Equal(given, (await shell.CampaignAsync(plan.Id)).Given);
                    break;
                default:
                    var more = await shell.GiveBatchAsync(plan.Id, run);
                    Assert.Equal(state == CampaignState.Running && given < Customers, more);
                    if (state == CampaignState.Running && given == Customers)
                        state = CampaignState.Done;
                    break;
            }

            var campaign = await shell.CampaignAsync(plan.Id);
            Assert.Equal((state, run), (campaign.State, campaign.Run));
            Assert.Equal(campaign.Given, await shell.CountAsync("ledger_transactions"));
        }

        if (state == CampaignState.Paused)
            await shell.ContinueAsync(plan.Id);
        shell.Time.Advance(TimeSpan.FromMinutes(5));
        await shell.SettleAsync();
        Assert.Equal(CampaignState.Done, (await shell.CampaignAsync(plan.Id)).State);
        Assert.Equal(Customers, await shell.CountAsync("ledger_transactions"));
        await shell.AssertEachHasAsync(Customers, 0.5m);
        await LedgerInvariants.AssertAsync(shell.Database);
    }
}
