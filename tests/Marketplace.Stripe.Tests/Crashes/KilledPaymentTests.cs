using Marketplace.Testing;

namespace Marketplace.Stripe.Tests.Crashes;

/// <summary>
/// A process dies at every point between attempt, charge, answer, webhook, credit and acknowledgement: afterwards there is one charge and
/// one credit.
/// </summary>
public sealed class KilledPaymentTests
{
    private static readonly string[] StartPoints =
        ["before IPaymentGateway.CreateIntentAsync", "after IPaymentGateway.CreateIntentAsync", "after ITopUps.StartAsync"];

    private static readonly string[] ChargePoints =
    [
        "before IPaymentGateway.ChargeOffSessionAsync", "after IPaymentGateway.ChargeOffSessionAsync", "before ILedger.PostAsync",
        "after ILedger.PostAsync", "after ITopUps.ChargeAsync",
    ];

    private static readonly string[] WebhookPoints =
        ["before ITopUps.ApplyAsync", "before ILedger.PostAsync", "after ILedger.PostAsync", "after ITopUps.ApplyAsync",
            "before the answer"];

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-03")]
    public async Task An_attempt_that_dies_is_carried_on_by_the_same_key(DatabaseKind kind)
    {
        await using var desk = await CrashDesk.OpenAsync(kind);
        foreach (var point in StartPoints)
        {
            var (user, key) = (CrashDesk.NewUser(), CrashDesk.NewKey());
            await PaymentsWorker.RunAsync(desk, point, "start", key, user);
            await desk.StartAndPayAsync(key, user);
            await desk.Host.Shell.DrainOutboxAsync();
            Assert.Single(
                await desk.Host.QueryAsync<string>(
                    $"select id from stripe_sandbox_objects where type = 'payment_intent' and json like '%\"user_id\":\"{user}\"%'"));
            await desk.MendAsync(Mending.Webhook);
            await desk.AssertOnceAsync(user);
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-07")]
    public async Task A_webhook_that_dies_credits_once(DatabaseKind kind)
    {
        await using var desk = await CrashDesk.OpenAsync(kind);
        foreach (var (point, mending) in Mended(WebhookPoints, kind))
        {
            var user = CrashDesk.NewUser();
            await desk.StartAndPayAsync(CrashDesk.NewKey(), user);
            var message = await desk.LoseWebhookAsync();
            await using (var worker = await PaymentsWorker.ServeAsync(desk, point))
            {
                Assert.Null(await CrashDesk.PostAsync(worker, message));
                await worker.AssertDeadAsync();
            }

            await desk.MendAsync(mending);
            await desk.AssertOnceAsync(user);
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-60")]
    public async Task A_charge_without_its_owner_that_dies_charges_and_credits_once(DatabaseKind kind)
    {
        await using var desk = await CrashDesk.OpenAsync(kind);
        foreach (var (point, mending) in Mended(ChargePoints, kind))
        {
            var (user, key) = (CrashDesk.NewUser(), CrashDesk.NewKey());
            var method = await desk.Host.SaveCardAsync(user);
            await PaymentsWorker.RunAsync(desk, point, "charge", key, user, method);
            await desk.MendAsync(mending);
            await desk.AssertOnceAsync(user);
            Assert.Equal("charged Credited", await PaymentsWorker.RunAsync(desk, "none", "charge", key, user, method));
            await desk.AssertOnceAsync(user);
        }
    }

    /// <summary>
    /// Every point on both databases, and mended in both ways, in turns: each death is a process of its own, which takes its time.
    /// </summary>
    private static IEnumerable<(string Point, Mending Mending)> Mended(string[] points, DatabaseKind kind) =>
        points.Select((point, index) => (point, (index + (int)kind) % 2 == 0 ? Mending.Webhook : Mending.Reconciler));
}
