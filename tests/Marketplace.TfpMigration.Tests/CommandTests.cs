using Marketplace.Testing;
using Marketplace.TfpMigration.Runs;
using static Marketplace.Testing.Money;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

public sealed class CommandTests
{
    private const string Ann = "ann@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-64")]
    public async Task A_dry_run_a_migration_and_a_rollback_end_with_zero(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.People.Add(Ann);
        old.Write("ann", User(Ann, 150.5m));

        var (code, output) = await RunAsync(old, "--folder", old.Folder, "--dry-run");
        Assert.Equal(0, code);
        Assert.Contains("ann.json,ann@example.com,Ready,150.5,0.00,15.05,15.05,1,", output, StringComparison.Ordinal);
        Assert.Contains("Checked; 1 files, 1 users with 150.5 TFP = $15.05", output, StringComparison.Ordinal);
        await old.AssertBalanceAsync(Ann, 0);

        (code, output) = await RunAsync(old, "--folder", old.Folder);
        Assert.Equal(0, code);
        await old.AssertBalanceAsync(Ann, 15.05m);

        var run = (await old.InScopeAsync<RunRequests, IReadOnlyList<TfpRun>>(x => x.ListAsync(1, default)))[0].Id;
        Assert.Equal(0, (await RunAsync(old, "--rollback", run)).Code);
        Assert.Equal(0, (await RunAsync(old, "--rollback", run)).Code);
        await old.AssertBalanceAsync(Ann, 0);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Fact]
    public async Task A_checked_run_goes_on_with_resume()
    {
        await using var old = await OldSystem.StartAsync(DatabaseKind.Sqlite);
        old.People.Add(Ann);
        old.Write("ann", User(Ann, 15.5m));
        var run = await old.CheckAsync();

        Assert.Equal(0, (await RunAsync(old, "--resume", run.Id)).Code);

        await old.AssertBalanceAsync(Ann, 1.55m);
    }

    [Fact]
    public async Task Whatever_is_refused_ends_with_one_and_says_why()
    {
        await using var old = await OldSystem.StartAsync(DatabaseKind.Sqlite);
        old.People.Add(Ann);
        old.Write("ann", "{"u8.ToArray());

        var (code, output) = await RunAsync(old, "--folder", old.Folder);
        Assert.Equal(1, code);
        Assert.Contains("ann.json,,Refused,", output, StringComparison.Ordinal);
        Assert.Contains("This is not whole JSON", output, StringComparison.Ordinal);

        old.Write("ann", User(Ann, 15.5m));
        Assert.Equal(0, (await RunAsync(old, "--folder", old.Folder)).Code);
        await old.Shell.PostedAsync(Purchase(1, old.People.IdOf(Ann)));
        var run = (await old.InScopeAsync<RunRequests, IReadOnlyList<TfpRun>>(x => x.ListAsync(1, default)))[0].Id;
        (code, output) = await RunAsync(old, "--rollback", run);
        Assert.Equal(1, code);
        Assert.Contains("1.00 credits of what was brought over are spent", output, StringComparison.Ordinal);

        await old.StartRunAsync(goesOn: false);
        (code, output) = await RunAsync(old, "--folder", old.Folder);
        Assert.Equal(1, code);
        Assert.Contains("is not finished", output, StringComparison.Ordinal);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory]
    [InlineData]
    [InlineData("--dry-run")]
    [InlineData("--folder", "/nowhere/at/all")]
    [InlineData("--folder", "/tmp", "--rollback", "tfp_1")]
    [InlineData("--rollback", "tfp_1")]
    [InlineData("--resume", "tfp_1")]
    [InlineData("--rollback", "tfp_1", "--dry-run")]
    [InlineData("--folder", "/tmp", "--fast")]
    public async Task Called_wrongly_it_does_nothing(params string[] arguments)
    {
        await using var old = await OldSystem.StartAsync(DatabaseKind.Sqlite);
        await Assert.ThrowsAsync<CommandUsageException>(() => RunAsync(old, arguments));
        Assert.Equal(0, await old.Shell.CountAsync("tfp_runs"));
    }

    private static async Task<(int Code, string Output)> RunAsync(OldSystem old, params string[] arguments)
    {
        await using var output = new StringWriter();
        var code = await old.InScopeAsync<MigrateTfpCommand,
            int>(x => x.RunAsync(new CommandContext(new CommandArguments(arguments), output), default));
        return (code, output.ToString());
    }
}
