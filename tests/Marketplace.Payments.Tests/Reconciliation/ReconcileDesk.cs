using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation.Differences;
using Marketplace.Payments.Reconciliation.Events;
using Marketplace.Payments.Reconciliation.OpenTopUps;
using Marketplace.Payments.Reconciliation.Reconciling;
using Marketplace.Payments.Reconciliation.Runs;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Tests.Reconciliation;

internal static class ReconcileDesk
{
    public static Task<int> SettleAsync(this Desk desk) => desk.Shell.InScopeAsync<SettleOpenTopUps, int>(x => x.ExecuteAsync(default));

    public static Task<int?> SweepAsync(this Desk desk) => desk.Shell.InScopeAsync<SweepEvents, int?>(x => x.ExecuteAsync(null, default));

    public static async Task<RunStatus> ReconcileAsync(this Desk desk)
    {
        var id = (await desk.Shell.InScopeAsync<Reconcile, string?>(x => x.OpenAsync("usr_olga", default)))!;
        return (await desk.Shell.InScopeAsync<Reconcile, RunStatus?>(x => x.ContinueAsync(id, default)))!.Value;
    }

    public static Task<IReadOnlyList<Difference>> OpenDifferencesAsync(this Desk desk) =>
        desk.Shell.Get<DifferenceRows>().ListOpenAsync(100, default);

    public static Task<ApplyDifferenceResult> ApplyAsync(this Desk desk, Difference difference) =>
        desk.Shell.InScopeAsync<ApplyDifference, ApplyDifferenceResult>(x => x.ExecuteAsync(difference.Id, default));

    /// <summary>The gateway's books and events of a payment, refund or dispute, now.</summary>
    public static void Book(this Desk desk, string type, long cents, string? sourceId, string? intentId) =>
        desk.Gateway.Balance.Add(
            new BalanceTransaction(
                "txn_" + Guid.NewGuid().ToString("N"), type, cents, 0, cents, "usd", sourceId, intentId, desk.Shell.Time.GetUtcNow()));

    public static void Happened(
        this Desk desk, GatewaySubject subject, string objectId, IReadOnlyDictionary<string, string>? metadata = null) =>
        desk.Gateway.Events.Add(
            new GatewayEvent("evt_" + Guid.NewGuid().ToString("N"), subject.ToString(), desk.Shell.Time.GetUtcNow(), objectId)
            { Subject = subject, Metadata = metadata });

    /// <summary>
    /// A payment whose money the gateway has, with its row in the gateway's books; credited where <paramref name="credited"/>.
    /// </summary>
    public static async Task<TopUp> CollectedAsync(this Desk desk, decimal amount, bool credited = true)
    {
        var topUp = await desk.StartedAsync(amount);
        var paid = desk.Gateway.Pay(topUp.PaymentIntentId!);
        desk.Book("charge", paid.AmountCents, paid.ChargeId, paid.Id);
        desk.Happened(GatewaySubject.PaymentIntent, paid.Id, paid.Metadata);
        if (credited)
            Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(paid));
        return topUp;
    }

    public static ChargeSavedMethod Automatic(string card, string key = "atu_1:0") =>
        new(key, Desk.Ada, Desk.Amount(25m), card) { Type = TransactionType.AutoTopUp, Reference = "atu_1" };
}
