using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.TfpMigration.Approvals;
using Marketplace.TfpMigration.Runs;

namespace Marketplace.TfpMigration.Tests.Approvals;

/// <summary>A file with one's own address and ten million points is no way to credits.</summary>
public sealed class BeginRunTests
{
    private const string Olga = "usr_olga";
    private const string Otto = "usr_otto";
    private const string Ann = "ann@example.com";
    private const string Ben = "ben@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_one_person_may_give_away_alone_begins_at_once_and_counts(DatabaseKind kind)
    {
        await using var old = await StartAsync(kind);
        // 100 TFP are 10 credits; alone one person gives away what is worth 100 USD in a day.
        var small = await CheckedAsync(old, "ann", Ann, 100);

        Assert.IsType<BeginRunResult.Begun>(await BeginAsync(old, small.Id, Olga));

        Assert.Equal(RunState.Applied, (await old.FinishAsync(small.Id))!.State);
        await old.AssertBalanceAsync(Ann, 10);
        var rest = await CheckedAsync(old, "ben", Ben, 950);
        Assert.IsType<BeginRunResult.Waiting>(await BeginAsync(old, rest.Id, Olga));
        await old.AssertBalanceAsync(Ben, 0);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_more_begins_when_a_second_person_approves_it(DatabaseKind kind)
    {
        await using var old = await StartAsync(kind);
        var run = await CheckedAsync(old, "ann", Ann, 10_000_000);

        var waiting = Assert.IsType<BeginRunResult.Waiting>(await BeginAsync(old, run.Id, Olga));

        Assert.Equal(waiting, await BeginAsync(old, run.Id, Olga));
        Assert.Equal(RunState.Checked, (await FindAsync(old, run.Id))!.State);
        Assert.IsType<ApprovalAnswer.OwnRequest>(await ApproveAsync(old, waiting.Id, Olga));
        Assert.Contains(
            "Your own wallet is among these",
            Assert.IsType<ApprovalAnswer.Impossible>(await ApproveAsync(old, waiting.Id, old.People.IdOf(Ann))).Words,
            StringComparison.Ordinal);
        Assert.IsType<ApprovalAnswer.Approved>(await ApproveAsync(old, waiting.Id, Otto));
        Assert.Equal(RunState.Applying, (await FindAsync(old, run.Id))!.State);
        await old.FinishAsync(run.Id);
        await old.AssertBalanceAsync(Ann, 1_000_000);
        Assert.IsType<BeginRunResult.MovedOn>(await BeginAsync(old, run.Id, Olga));
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Nobody_brings_their_own_wallet_over(DatabaseKind kind)
    {
        await using var old = await StartAsync(kind);
        var run = await CheckedAsync(old, "ann", Ann, 1);

        Assert.IsType<BeginRunResult.OwnWallet>(await BeginAsync(old, run.Id, old.People.IdOf(Ann)));
        var second = old.People.Add("Ann+shop@example.com").Id;
        Assert.IsType<BeginRunResult.OwnWallet>(await BeginAsync(old, run.Id, second));

        Assert.Equal(RunState.Checked, (await FindAsync(old, run.Id))!.State);
        Assert.Equal(0, await old.Shell.CountAsync("approvals"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_two_runs_approved_at_the_same_moment_one_begins_and_the_other_is_told_why_not(DatabaseKind kind)
    {
        await using var old = await StartAsync(kind);
        var first = await CheckedAsync(old, "ann", Ann, 10_000_000);
        var second = await CheckedAsync(old, "ben", Ben, 10_000_000);
        var (one, two) = (await WaitingAsync(old, first), await WaitingAsync(old, second));

        var answers = await Race.RunAsync<ApprovalAnswer>([() => ApproveAsync(old, one, Otto), () => ApproveAsync(old, two, Otto)]);

        Assert.Single(answers.OfType<ApprovalAnswer.Approved>());
        Assert.Contains(
            "another one is at work", Assert.Single(answers.OfType<ApprovalAnswer.Impossible>()).Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_is_discarded_waits_for_nobody()
    {
        await using var old = await StartAsync(DatabaseKind.Sqlite);
        var run = await CheckedAsync(old, "ann", Ann, 10_000_000);
        var waiting = Assert.IsType<BeginRunResult.Waiting>(await BeginAsync(old, run.Id, Olga));

        Assert.True(await old.InScopeAsync<DiscardRun, bool>(x => x.ExecuteAsync(run.Id, Olga, default)));

        Assert.IsType<ApprovalAnswer.AlreadyDecided>(await ApproveAsync(old, waiting.Id, Otto));
    }

    private static Task<OldSystem> StartAsync(DatabaseKind kind) => OldSystem.StartAsync(kind, new Audit.Startup());

    /// <summary>A checked run over one file alone.</summary>
    private static async Task<TfpRun> CheckedAsync(OldSystem old, string name, string email, decimal points)
    {
        foreach (var file in Directory.GetFiles(old.Folder))
            File.Delete(file);
        old.People.Add(email);
        old.Write(name, OldFile.User(email, points));
        return await old.CheckAsync();
    }

    private static Task<BeginRunResult> BeginAsync(OldSystem old, string runId, string who) =>
        old.InScopeAsync<BeginRun, BeginRunResult>(x => x.ExecuteAsync(runId, who, default));

    private static async Task<string> WaitingAsync(OldSystem old, TfpRun run) =>
        Assert.IsType<BeginRunResult.Waiting>(await BeginAsync(old, run.Id, Olga)).Id;

    private static Task<TfpRun?> FindAsync(OldSystem old, string runId) =>
        old.InScopeAsync<RunRequests, TfpRun?>(x => x.FindAsync(runId, default));

    private static Task<ApprovalAnswer> ApproveAsync(OldSystem old, string id, string who) =>
        old.InScopeAsync<IApproval, ApprovalAnswer>(x => x.ApproveAsync(id, who, default));
}
