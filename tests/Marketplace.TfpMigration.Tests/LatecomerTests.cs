using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.TfpMigration.Runs;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

/// <summary>People whose old wallet is here before they are.</summary>
public sealed class LatecomerTests
{
    private const string Ann = "ann@example.com";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-67")]
    public async Task Who_registers_later_gets_the_wallet_with_the_confirmation_of_the_address_and_not_before(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.Write("ann", User(Ann, 34.5m, TopUp(34.5m)));
        var run = await old.MigrateAsync();
        Assert.Equal(UserState.Waiting, Assert.Single(await old.UsersAsync(run.Id)).State);

        var account = old.People.Add("Ann@Example.com", confirmed: false);
        await TellAsync(old, new UserCreated(account.Id, account.Email));
        await old.AssertBalanceAsync(Ann, 0);

        old.People.Add("Ann@Example.com");
        await TellAsync(old, new UserEmailConfirmed(account.Id, account.Email));
        await TellAsync(old, new UserEmailConfirmed(account.Id, account.Email));

        await old.AssertBalanceAsync(Ann, 3.45m);
        Assert.Equal(UserState.Applied, Assert.Single(await old.UsersAsync(run.Id)).State);
        Assert.Single(old.Shell.Notifier.Told);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_wallet_finds_its_owner_in_whatever_spelling_of_the_address(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.Write("x", User("x@müller.example", 34.5m, TopUp(34.5m)));
        old.Write("y", User("Y@Müller.example", 1));
        old.People.Add("y@xn--mller-kva.example");
        var run = await old.MigrateAsync();
        await old.AssertBalanceAsync("y@müller.example", 0.1m);

        var account = old.People.Add("X@XN--MLLER-KVA.example");
        await TellAsync(old, new UserEmailConfirmed(account.Id, account.Email));

        await old.AssertBalanceAsync("x@müller.example", 3.45m);
        Assert.All(await old.UsersAsync(run.Id), x => Assert.Equal(UserState.Applied, x.State));
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    /// <summary>Somebody else's registration with an address that is not theirs yields nothing.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_account_whose_address_nobody_confirmed_gets_nothing_in_the_run(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.People.Add(Ann, confirmed: false);
        old.Write("ann", User(Ann, 34.5m));

        Assert.Equal(UserState.Unconfirmed, Assert.Single(await old.UsersAsync((await old.CheckAsync()).Id)).State);
        var run = await old.MigrateAsync();

        Assert.Equal(UserState.Waiting, Assert.Single(await old.UsersAsync(run.Id)).State);
        await old.AssertBalanceAsync(Ann, 0);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whose_news_was_missed_is_found_by_the_nightly_task(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.Write("ann", User(Ann, 34.5m));
        old.Write("ben", User("ben@example.com", 1));
        await old.MigrateAsync();
        old.People.Add(Ann);

        await old.InScopeAsync<SweepLatecomers, bool>(async x =>
        {
            await x.RunAsync(default);
            return true;
        });

        await old.AssertBalanceAsync(Ann, 3.45m);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task After_a_rollback_nobody_waits_any_more(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.Write("ann", User(Ann, 34.5m));
        var run = await old.MigrateAsync();
        Assert.Equal(RunState.RolledBack, (await old.RollBackAsync(run.Id)).State);

        var account = old.People.Add(Ann);
        await TellAsync(old, new UserCreated(account.Id, Ann));

        await old.AssertBalanceAsync(Ann, 0);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Of_two_runs_that_wait_for_one_person_one_brings_them_over(DatabaseKind kind)
    {
        await using var old = await OldSystem.StartAsync(kind);
        old.Write("ann", User(Ann, 34.5m));
        await old.MigrateAsync();
        await old.MigrateAsync();
        var account = old.People.Add(Ann);

        await Race.RunAsync(Enumerable.Range(0, 6).Select(_ => (Func<Task<bool>>)(async () =>
        {
            await old.InScopeAsync<BringOverLatecomers, bool>(async x =>
            {
                await x.HandleAsync(new UserCreated(account.Id, Ann), "evt", default);
                return true;
            });
            return true;
        })));

        await old.AssertBalanceAsync(Ann, 3.45m);
        await LedgerInvariants.AssertAsync(old.Shell.Database);
    }

    private static async Task TellAsync<TEvent>(OldSystem old, TEvent @event)
        where TEvent : class
    {
        await old.Shell.Database.InTransactionAsync(db => old.Shell.Get<IOutbox>().WriteAsync(db, @event, default), default);
        await old.Shell.DrainOutboxAsync();
    }
}
