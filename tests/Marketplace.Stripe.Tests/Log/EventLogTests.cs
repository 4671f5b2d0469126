using System.Net;
using Marketplace.Data;
using Marketplace.Payments.TopUps;
using Marketplace.Stripe.Log;
using Marketplace.Stripe.Tests.Support;
using Marketplace.Stripe.Webhooks;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Log;

public sealed class EventLogTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task It_is_searched_filtered_and_paged(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        for (var i = 0; i < 3; i++)
        {
            await host.PayAsync(10m);
            await host.Shell.DrainOutboxAsync();
        }

        var other = Events.Make("something.new", await host.StartTopUpAsync(), host, "succeeded", received: true).Bytes();
        await host.PostWebhookAsync(other, host.Sign(other));

        var log = host.Shell.Get<EventLog>();
        List<string> seen = [];
        for (string? before = null; ;)
        {
            var page = await log.ListAsync(new EventFilter(null, null, before), 2, default);
            seen.AddRange(page.Events.Select(x => x.EventId));
            if ((before = page.Next) is null)
                break;
        }

        Assert.Equal(4, seen.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(4, seen.Count);
        Assert.Equal(3, (await log.ListAsync(new EventFilter("payment_intent", null, null), 50, default)).Events.Count);
        Assert.Single((await log.ListAsync(new EventFilter(null, ReceivedEventStatus.Ignored, null), 50, default)).Events);
        Assert.Empty((await log.ListAsync(new EventFilter("payment%", null, null), 50, default)).Events);
        var first = (await log.ListAsync(new EventFilter(seen[^1], null, "nonsense"), 50, default)).Events;
        Assert.Equal(seen[^1], Assert.Single(first).EventId);
        Assert.Single((await log.ListAsync(new EventFilter(first[0].ObjectId, null, null), 50, default)).Events);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_failed_is_run_again_one_or_all_and_every_try_is_kept(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var (one, two) = (Events.Succeeded(await host.PayAsync(25m), host), Events.Succeeded(await host.PayAsync(10m), host));
        foreach (var stripeEvent in new[] { one, two })
        {
            host.Ledger.FailuresLeft = 1;
            Assert.Equal(
                HttpStatusCode.InternalServerError,
                (await host.PostWebhookAsync(stripeEvent.Bytes(), host.Sign(stripeEvent.Bytes()))).StatusCode);
        }

        await host.AssertBalanceAsync(0m);
        var id = (string)one["id"]!;
        Assert.IsType<HandleWebhookResult.Handled>(await RunAsync(host, id));
        await host.AssertBalanceAsync(25m);
        Assert.IsType<HandleWebhookResult.Handled>(await RunAsync(host, id));
        await host.AssertBalanceAsync(25m);
        Assert.Null(await RunAsync(host, "evt_unknown"));
        Assert.Equal(
            [(ReceivedEventStatus.Applied, "usr_operator"), (ReceivedEventStatus.Applied, "usr_operator"),
                (ReceivedEventStatus.Failed, null)],
            (await host.Shell.Get<EventLog>().ListRunsAsync(id, default)).Select(x => (x.Status, x.UserId)));

        Assert.Equal(0, await host.Shell.InScopeAsync<RunEventAgain, int>(x => x.CountAsync(default)));
        host.Shell.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(1, await host.Shell.InScopeAsync<RunEventAgain, int>(x => x.CountAsync(default)));
        Assert.Equal(
            new RunAllResult(1, 0, 0), await host.Shell.InScopeAsync<RunEventAgain,
            RunAllResult>(x => x.ExecuteAllAsync("usr_operator", default)));
        await host.AssertBalanceAsync(35m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_is_counted_as_not_applied_is_what_its_filter_shows(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        foreach (var status in new[] { "Failed", "Received", "Applied" })
        {
            var stripeEvent = Events.Succeeded(await host.PayAsync(10m), host);
            await host.PostWebhookAsync(stripeEvent.Bytes(), host.Sign(stripeEvent.Bytes()));
            await host.Shell.Database.InTransactionAsync(
                db => db.ExecuteAsync(
                    "update stripe_events set status = @status where event_id = @id", new { status, id = (string)stripeEvent["id"]! }),
                    default);
        }

        host.Shell.Time.Advance(TimeSpan.FromMinutes(2));
        var counted = await host.Shell.InScopeAsync<RunEventAgain,
            (int Count, DateTimeOffset Before)>(async x => (await x.CountAsync(default), x.Before));
        var shown = await host.Shell.Get<EventLog>()
            .ListAsync(new EventFilter(null, null, null) { UnappliedBefore = counted.Before }, 50, default);
        Assert.Equal(2, counted.Count);
        Assert.Equal([ReceivedEventStatus.Received, ReceivedEventStatus.Failed], shown.Events.Select(x => x.Status).Order());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Running_all_again_stops_before_its_visitor_gives_up(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind, x => x.Services.Watch<ITopUps>(
            method =>
            {
                if (method.Name == nameof(ITopUps.ApplyAsync))
                    x.Time.Advance(TimeSpan.FromSeconds(12));
            },
            _ => { }));
        for (var i = 0; i < 3; i++)
        {
            var stripeEvent = Events.Succeeded(await host.PayAsync(10m), host);
            host.Ledger.FailuresLeft = 1;
            await host.PostWebhookAsync(stripeEvent.Bytes(), host.Sign(stripeEvent.Bytes()));
        }

        host.Shell.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(
            new RunAllResult(2, 0, 1) { RanOutOfTime = true }, await host.Shell.InScopeAsync<RunEventAgain,
            RunAllResult>(x => x.ExecuteAllAsync("usr_operator", default)));
        Assert.Equal(
            new RunAllResult(1, 0, 0), await host.Shell.InScopeAsync<RunEventAgain,
            RunAllResult>(x => x.ExecuteAllAsync("usr_operator", default)));
        await host.AssertBalanceAsync(30m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_was_handled_long_ago_is_forgotten_and_what_was_not_is_kept(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var (handled, failed) = (Events.Succeeded(await host.PayAsync(25m), host), Events.Succeeded(await host.PayAsync(10m), host));
        await host.PostWebhookAsync(handled.Bytes(), host.Sign(handled.Bytes()));
        host.Ledger.FailuresLeft = 1;
        await host.PostWebhookAsync(failed.Bytes(), host.Sign(failed.Bytes()));
        Task<bool> ForgetAsync() => host.Shell.InScopeAsync<ForgetOldEvents, bool>(async x =>
        {
            await x.RunAsync(default);
            return true;
        });

        host.Shell.Time.Advance(TimeSpan.FromDays(400));
        await ForgetAsync();
        Assert.Equal(2, (await host.QueryAsync<string>("select event_id from stripe_events")).Count);
        host.Shell.Time.Advance(TimeSpan.FromMinutes(1));
        await ForgetAsync();
        Assert.Equal([(string)failed["id"]!], await host.QueryAsync<string>("select event_id from stripe_events"));
        Assert.Empty(await host.QueryAsync<string>("select id from stripe_event_runs"));
        Assert.IsType<HandleWebhookResult.Handled>(await RunAsync(host, (string)failed["id"]!));
        await host.AssertBalanceAsync(35m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Two_events_of_one_occurrence_are_applied_once(DatabaseKind kind)
    {
        await using var host = await StripeHost.StartAsync(kind);
        var first = Events.Succeeded(await host.PayAsync(25m), host);
        await host.PostWebhookAsync(first.Bytes(), host.Sign(first.Bytes()));
        var id = (string)first["id"]!;
        first["id"] = "evt_twin";
        await host.PostWebhookAsync(first.Bytes(), host.Sign(first.Bytes()));
        var twin = await host.Shell.Get<EventLog>().FindAsync("evt_twin", default);
        Assert.Equal((ReceivedEventStatus.Ignored, $"{id} told the same and was applied"), (twin!.Status, twin.Detail));
        await host.AssertBalanceAsync(25m);
    }

    private static Task<HandleWebhookResult?> RunAsync(StripeHost host, string id) =>
        host.Shell.InScopeAsync<RunEventAgain, HandleWebhookResult?>(x => x.ExecuteAsync(id, "usr_operator", default));
}
