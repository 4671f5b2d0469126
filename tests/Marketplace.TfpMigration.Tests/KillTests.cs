using System.Globalization;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.TfpMigration.Runs;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

/// <summary>The program is killed in the middle of a migration, as a process, and started again.</summary>
public sealed class KillTests : IAsyncLifetime
{
    /// <summary>Each has a tenth of a credit: one operator may give all of that away alone.</summary>
    private const int People = 600;

    private readonly string _folder = Path.Combine(Path.GetTempPath(), "marketplace-tfp-kill-" + Guid.NewGuid().ToString("N"));
    private readonly Dictionary<string, string> _environment = new(StringComparer.Ordinal);
    private PostgresServer? _server;

    private string AppData => Path.Combine(_folder, "data");

    private string OldUsers => Path.Combine(_folder, "old");

    [Theory]
    [InlineData(DatabaseKind.Sqlite, RunState.Checking)]
    [InlineData(DatabaseKind.Sqlite, RunState.Applying)]
    [InlineData(DatabaseKind.Postgres, RunState.Applying)]
    [Trait("Acceptance", "S0-64")]
    [Trait("Acceptance", "S0-105")]
    public async Task A_killed_command_has_left_nothing_and_goes_on_when_it_is_given_again(DatabaseKind kind, string state)
    {
        await PrepareAsync(kind);
        string[] command = ["migrate-tfp", "--tenant", "mycelium", "--folder", OldUsers];

        await using (var first = MarketplaceProcess.Begin(AppData, command, _environment))
        {
            await UntilAsync(state);
            await first.KillAsync();
        }

        await using (var db = await Database().OpenAsync(default))
        {
            Assert.Equal(state, await db.ScalarAsync<string>("select state from tfp_runs"));
            foreach (var table in new[] { "ledger_transactions", "ledger_accounts", "tfp_migrated" })
                Assert.Equal(0, await db.ScalarAsync<long>($"select count(*) from {table}"));
        }

        var second = await MarketplaceProcess.RunAsync(AppData, command, _environment);

        Assert.True(second.ExitCode == 0, second.Output + second.Error);
        Assert.Contains("goes on with run", second.Output, StringComparison.Ordinal);
        await using (var db = await Database().OpenAsync(default))
        {
            Assert.Equal(People, await db.ScalarAsync<long>("select count(*) from tfp_migrated"));
            Assert.Equal(People * 100_000L, await db.ScalarAsync<long>("select cast(sum(posted) as bigint) from ledger_accounts"));
        }

        await LedgerInvariants.AssertAsync(Database());
    }

    /// <summary>Nobody types a command here: the queue begins the job again with the program.</summary>
    [Fact]
    [Trait("Acceptance", "S0-64")]
    public async Task A_killed_site_goes_on_by_itself()
    {
        await PrepareAsync(DatabaseKind.Sqlite);
        Directory.CreateDirectory(Path.Combine(AppData, "tenants", "mycelium", "tfp-users"));
        Directory.Move(OldUsers, Path.Combine(AppData, "tenants", "mycelium", "tfp-users", "all"));
        await using (var site = await MarketplaceProcess.StartAsync(AppData, _environment))
        {
            using var admin = site.NewVisitor();
            await admin.SignInAsync("admin@example.com");
            var answer = await admin.SubmitAsync(
                "/admin/credits/tfp-migration", new Dictionary<string, string>(StringComparer.Ordinal) { ["folder"] = "all" });
            await UntilAsync(RunState.Checked);
            await admin.SubmitAsync(
                answer.Headers.Location!.ToString(), new Dictionary<string, string>(StringComparer.Ordinal), "handler=Start");
            await UntilAsync(RunState.Applying);
            await site.KillAsync();
        }

        await using (var db = await Database().OpenAsync(default))
            Assert.Equal(0, await db.ScalarAsync<long>("select count(*) from tfp_migrated"));
        await using (await MarketplaceProcess.StartAsync(AppData, _environment))
            await UntilAsync(RunState.Applied);

        await using (var db = await Database().OpenAsync(default))
            Assert.Equal(People, await db.ScalarAsync<long>("select count(*) from tfp_migrated"));
        await LedgerInvariants.AssertAsync(Database());
    }

    private IDatabase Database() => _server is null
        ? new SqliteDatabase(Path.Combine(AppData, "tenants", "mycelium", "tenant.db"))
        : _server.Schema("tenant_mycelium");

    /// <summary>A site that has run once, with accounts for everybody.</summary>
    private async Task PrepareAsync(DatabaseKind kind)
    {
        Directory.CreateDirectory(_folder);
        if (kind == DatabaseKind.Postgres)
        {
            var connection = await PostgresCluster.CreateDatabaseAsync() + ";Pooling=true";
            _environment["Marketplace__Database"] = connection;
            _server = new PostgresServer(connection);
        }

        await using (var site = await MarketplaceProcess.StartAsync(AppData, _environment))
        {
            using var visitor = site.NewVisitor();
            await visitor.GetPageAsync("/");
        }

        Directory.CreateDirectory(OldUsers);
        await Database().InTransactionAsync(
            async db =>
            {
                for (var i = 0; i < People; i++)
                {
                    var name = string.Create(CultureInfo.InvariantCulture, $"user{i:0000}");
                    await db.ExecuteAsync(
                        """
                        insert into users (
                          id, email, normalized_email, name, email_confirmed, password_hash, security_stamp, concurrency_stamp,
                          lockout_enabled, lockout_end,
                          access_failed_count, two_factor_enabled, authenticator_key, recovery_codes, created_at, last_sign_in_at)
                        select @id, @email, @key, name, email_confirmed, password_hash, security_stamp, concurrency_stamp, lockout_enabled,
                        lockout_end, access_failed_count,
                               two_factor_enabled, authenticator_key, recovery_codes, created_at, last_sign_in_at
                        from users where email = 'customer@example.com'
                        """,
                        new { id = "usr_" + name, email = name + "@example.net", key = Mailbox.KeyOf(name + "@example.net") });
                    await File.WriteAllBytesAsync(
                        Path.Combine(OldUsers, name + ".json"),
                        User(name + "@example.net", 1, TopUp(2.5m), Purchase(2), TopUp(0.5m)).Bytes());
                }
            },
            default);
    }

    private Task UntilAsync(string state) => Eventually.BecomesAsync(
        async () =>
        {
            await using var db = await Database().OpenAsync(default);
            return await db.ScalarAsync<string>("select state from tfp_runs order by id desc limit 1");
        },
        x => x == state,
        x => $"the run is {x}, not {state}");

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        else if (Database() is SqliteDatabase database)
            database.Dispose();
        if (Directory.Exists(_folder))
            TestFolder.Delete(_folder);
    }
}
