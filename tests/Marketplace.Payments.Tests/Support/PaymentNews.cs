using Marketplace.Payments.Disputes;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Packages;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.TopUps;

namespace Marketplace.Payments.Tests.Support;

/// <summary>What a gateway says of refunds and disputes.</summary>
internal static class PaymentNews
{
    private static readonly Dictionary<string, string> None = [];

    public static GatewayRefund Refund(string intent, long cents, RefundStatus status = RefundStatus.Succeeded, string id = "re_1") =>
        new(id, cents, "usd", status, intent, "ch_1", None, status is RefundStatus.Failed ? "expired_or_canceled_card" : null,
            DateTimeOffset.UnixEpoch);

    public static GatewayDispute Dispute(string intent, long cents, DisputeStatus status = DisputeStatus.NeedsResponse,
        string id = "dp_1") =>
        new(id, cents, "usd", status, "fraudulent", intent, "ch_1", DateTimeOffset.UnixEpoch.AddDays(9), DateTimeOffset.UnixEpoch);

    public static Task<bool> HearAsync(this Desk desk, GatewayRefund refund) =>
        desk.Shell.InScopeAsync<IRefunds, bool>(x => x.ApplyAsync(refund, default));

    public static Task<bool> HearAsync(this Desk desk, GatewayDispute dispute) =>
        desk.Shell.InScopeAsync<IDisputes, bool>(x => x.ApplyAsync(dispute, default));

    /// <summary>A top-up that was paid and credited.</summary>
    public static async Task<string> PaidAsync(this Desk desk, decimal credits = 25m, string user = Desk.Ada)
    {
        var intent = (await desk.StartedAsync(credits, user: user)).PaymentIntentId!;
        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(desk.Gateway.Pay(intent)));
        return intent;
    }

    public static async Task<string> StartedPackageAsync(
        this Desk desk, decimal credits, decimal bonus, decimal usd, string user = Desk.Ada)
    {
        var package = new CreditPackage
        { Id = "creator", Name = "Creator", Credits = Desk.Amount(credits), Bonus = Desk.Amount(bonus), PriceUsd = Usd.FromDecimal(usd) };
        var start = new StartTopUp(Desk.NewKey(), user, package.Credits, "/dashboard/wallet") { Package = package };
        var started = await desk.Shell.InScopeAsync<ITopUps, StartTopUpResult>(x => x.StartAsync(start, alongside: null, default));
        return Assert.IsType<StartTopUpResult.Started>(started).TopUp.PaymentIntentId!;
    }

    public static async Task<string> PaidPackageAsync(this Desk desk, decimal credits = 500m, decimal bonus = 50m, decimal usd = 20m)
    {
        var intent = await desk.StartedPackageAsync(credits, bonus, usd);
        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(desk.Gateway.Pay(intent)));
        return intent;
    }

    public static IEnumerable<string> Told(this Desk desk) => desk.Shell.Notifier.Told.Select(x => x.Notification.Kind);
}
