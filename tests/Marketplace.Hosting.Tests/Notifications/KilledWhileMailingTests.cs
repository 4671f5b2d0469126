using System.Globalization;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests.Notifications;

/// <summary>
/// The program is killed between the outbox and the mail server's answer; the next one brings the notification to its end.
/// </summary>
public sealed class KilledWhileMailingTests : IAsyncLifetime
{
    private const string EventId = "killed_1";

    private readonly string _parent = Directory.CreateTempSubdirectory("marketplace-").FullName;
    private readonly HoldingMailServer _server = new();

    private string Folder => Path.Combine(_parent, "data");

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Postgres, true)]
    public async Task Whoever_is_told_reads_it_once(DatabaseKind kind, bool theServerHasTheMail)
    {
        var database = kind == DatabaseKind.Postgres ? await PostgresCluster.CreateDatabaseAsync() + ";Pooling=true" : null;
        _server.Mood = MailServerMood.Refuses;
        await using (var app = await StartAsync(database))
        {
            Assert.True(await TellAsync(app));
            await EventuallyAsync(app, "Waiting", 1);
        }

        _server.Mood = theServerHasTheMail ? MailServerMood.HoldsWithTheMail : MailServerMood.HoldsAtTheGreeting;
        await using (var program = await MarketplaceProcess.StartAsync(Folder, Environment(database)))
        {
            using var visitor = program.NewVisitor();
            using var page = await visitor.GetAsync("/");
            await _server.Held.WaitAsync(TimeSpan.FromSeconds(90));
            await program.KillAsync();
        }

        _server.Mood = MailServerMood.Takes;
        await using (var app = await StartAsync(database))
        {
            Assert.False(await TellAsync(app));
            // As if the minutes had passed after which a dead process's claims lapse.
            await app.InTenantAsync("mycelium", services => services.GetRequiredService<IDatabase>().InTransactionAsync(
                async db =>
                {
                    await db.ExecuteAsync(
                        "update notice_deliveries set claimed_until = null where event_id = @EventId", new { EventId }, default);
                    await db.ExecuteAsync(
                        "update outbox_deliveries set claimed_until = null, next_attempt_at = created_at where handler = "
                        + "'Marketplace.Notifications.SendNoticeMail'", null, default);
                },
                default));
            await app.InTenantAsync("mycelium", services => services.GetRequiredService<OutboxRelay>().DrainAsync(default));
            await EventuallyAsync(app, "Sent", 3);
            Assert.False(await TellAsync(app));
            await app.InTenantAsync("mycelium", services => services.GetRequiredService<OutboxRelay>().DrainAsync(default));
            Assert.Equal(
                1, await app.InTenantAsync("mycelium", ReadAsync("select count(*) from notices where event_id = @EventId and in_app")));
        }

        Assert.Equal(theServerHasTheMail ? 2 : 1, _server.Mails.Count);
        Assert.Single(
            _server.Mails.Select(x => x.Split('\n').Single(line => line.StartsWith("Message-ID: ", StringComparison.Ordinal)))
                .Distinct(StringComparer.Ordinal));
    }

    private static Task<bool> TellAsync(MarketplaceApp app) => app.InTenantAsync("mycelium", async services =>
    {
        var user = (await services.GetRequiredService<IUserDirectory>().FindByEmailAsync("customer@example.com", default))!;
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["balance"] = "$6.99", ["threshold"] = "$10.00" };
        return await services.GetRequiredService<IDatabase>().InTransactionAsync(
            db => services.GetRequiredService<INotifier>()
                .NotifyAsync(db, new Notification("credits.ran-low", user.Id, EventId, values, "~/dashboard/wallet"), default), default);
    });

    private static Task EventuallyAsync(MarketplaceApp app, string state, int attempts)
    {
        const string Reached =
            "select count(*) from notice_deliveries where event_id = @EventId and channel = 'Mail' and state = @state and attempts >= "
            + "@attempts and claimed_until is null";
        return Eventually.IsTrueAsync(
            async () => await app.InTenantAsync("mycelium", ReadAsync(Reached, state, attempts)) > 0, $"the mail is {state}");
    }

    private static Func<IServiceProvider, Task<int>> ReadAsync(string sql, string state = "", int attempts = 0) => async services =>
    {
        await using var db = await services.GetRequiredService<IDatabase>().OpenAsync(default);
        return await db.ScalarAsync<int>(sql, new { EventId, state, attempts }, default);
    };

    private Task<MarketplaceApp> StartAsync(string? database) => MarketplaceApp.StartAsync(new MarketplaceAppOptions
    {
        AppData = Folder,
        Database = database,
        Settings = Smtp(":"),
    });

    private Dictionary<string, string> Environment(string? database)
    {
        var settings = Smtp("__");
        if (database is not null)
            settings["Marketplace__Database"] = database;
        return settings;
    }

    private Dictionary<string, string> Smtp(string separator) => new[]
    {
        ("Host", "127.0.0.1"), ("Port", _server.Port.ToString(CultureInfo.InvariantCulture)), ("From", "shop@shop.example"),
            ("UseTls", "false"),
    }.ToDictionary(x => string.Join(separator, "Marketplace", "Smtp", x.Item1), x => x.Item2, StringComparer.Ordinal);

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        TestFolder.Delete(_parent);
    }
}
