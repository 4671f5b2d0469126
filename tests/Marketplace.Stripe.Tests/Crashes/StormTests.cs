using System.Net;
using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Crashes;

/// <summary>Two processes on one database are asked for the same at once.</summary>
public sealed class StormTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_storm_of_one_message_at_two_processes_credits_once(DatabaseKind kind)
    {
        await using var desk = await CrashDesk.OpenAsync(kind);
        await using var first = await PaymentsWorker.ServeAsync(desk, "none");
        await using var second = await PaymentsWorker.ServeAsync(desk, "none");
        var user = CrashDesk.NewUser();
        await desk.StartAndPayAsync(CrashDesk.NewKey(), user);
        var message = await desk.LoseWebhookAsync();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 40).Select(i => Task.Run(() => CrashDesk.PostAsync(i % 2 == 0 ? first : second, message))));
        Assert.All(answers, x => Assert.Equal(HttpStatusCode.OK, x));
        await desk.MendAsync(Mending.Webhook);
        await desk.AssertOnceAsync(user);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-60")]
    public async Task A_storm_of_debits_over_one_crossing_from_two_processes_charges_once(DatabaseKind kind)
    {
        await using var desk = await CrashDesk.OpenAsync(kind);
        var user = CrashDesk.NewUser();
        await desk.SwitchOnAsync(user, await desk.Host.SaveCardAsync(user));
        await desk.GiveAsync(user, 20m);
        await using var first = await PaymentsWorker.SpendAsync(desk, "first-", user, 20);
        await using var second = await PaymentsWorker.SpendAsync(desk, "second-", user, 20);
        await Task.WhenAll(first.GoAsync(), second.GoAsync());
        await desk.MendAsync(Mending.Webhook);
        // 20 were there and 20 are spent.
        await desk.AssertOnceAsync(user);
    }
}
