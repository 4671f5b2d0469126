using Marketplace.Payments.Packages;
using Marketplace.Payments.Purchases;
using Marketplace.Payments.Receipts;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.Purchases;

/// <summary>What clients say of payments is checked with the gateway, and gives credits once.</summary>
public sealed class VerifyPurchaseTests
{
    private static readonly CreditPackage Creator = new()
    { Id = "creator", Name = "Creator", Credits = Desk.Amount(500), Bonus = Desk.Amount(50), PriceUsd = new Usd(2_000) };
    private static readonly CreditPackage Pro = new()
    { Id = "pro", Name = "Pro", Credits = Desk.Amount(2000), Bonus = Desk.Amount(300), PriceUsd = new Usd(6_000) };

    [Theory, Trait("Acceptance", "S3-24"), Trait("Acceptance", "S3-25"), Trait("Acceptance", "S3-26")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_paid_package_gives_its_credits_and_bonus_once(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var topUp = await StartAsync(desk, Creator);
        desk.Gateway.Pay(topUp.PaymentIntentId!);

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => VerifyAsync(desk, topUp.PaymentIntentId!))));

        var purchase = Assert.Single(answers.Select(x => Assert.IsType<VerifyPurchaseResult.Credited>(x).Purchase).Distinct());
        Assert.Equal(
            ("creator", 2000L, Desk.Amount(500), Desk.Amount(50)),
            (purchase.PackageId, purchase.AmountCents, purchase.Credits, purchase.Bonus));
        await desk.AssertBalanceAsync(550);
    }

    [Theory, Trait("Acceptance", "S3-26")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_the_webhook_credited_is_answered_and_not_credited_again(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var topUp = await StartAsync(desk, Creator);
        await desk.ApplyAsync(desk.Gateway.Pay(topUp.PaymentIntentId!));

        Assert.Equal(
            Desk.Amount(50), Assert.IsType<VerifyPurchaseResult.Credited>(await VerifyAsync(desk, topUp.PaymentIntentId!)).Purchase.Bonus);
        Assert.Equal(ApplyIntentResult.AlreadyCredited, await desk.ApplyAsync(desk.Gateway.Intents.Single()));

        await desk.AssertBalanceAsync(550);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Made_up_foreign_unpaid_and_other_payments_give_nothing(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var unpaid = await StartAsync(desk, Creator);
        var bobs = await StartAsync(desk, Creator, Desk.Bob);
        desk.Gateway.Pay(bobs.PaymentIntentId!);
        var cheap = await StartAsync(desk, Creator);
        desk.Gateway.Pay(cheap.PaymentIntentId!);
        var noPackage = await desk.StartedAsync(20m);
        desk.Gateway.Pay(noPackage.PaymentIntentId!);

        Assert.IsType<VerifyPurchaseResult.UnknownPayment>(await VerifyAsync(desk, "pi_1234567890"));
        Assert.IsType<VerifyPurchaseResult.UnknownPayment>(await VerifyAsync(desk, bobs.PaymentIntentId!));
        Assert.IsType<VerifyPurchaseResult.NotPaid>(await VerifyAsync(desk, unpaid.PaymentIntentId!));
        Assert.IsType<VerifyPurchaseResult.OtherPackage>(await VerifyAsync(desk, cheap.PaymentIntentId!, "pro"));
        Assert.IsType<VerifyPurchaseResult.OtherPackage>(await VerifyAsync(desk, noPackage.PaymentIntentId!));
        desk.Gateway.Decline(unpaid.PaymentIntentId!, "Your card was declined.");
        Assert.Equal(
            "Your card was declined.",
            Assert.IsType<VerifyPurchaseResult.NotPaid>(await VerifyAsync(desk, unpaid.PaymentIntentId!)).Message);

        await desk.AssertBalanceAsync(0);
        await desk.AssertBalanceAsync(0, Desk.Bob);
    }

    private static Task<Desk> OpenAsync(DatabaseKind kind) =>
        Desk.OpenAsync(kind, x => x.Tenant.Set(PackagesSettings.Section, new PackagesSettings { Packages = [Creator, Pro] }));

    private static async Task<TopUp> StartAsync(Desk desk, CreditPackage package, string user = Desk.Ada) =>
        Assert.IsType<StartTopUpResult.Started>(await desk.Shell.InScopeAsync<ITopUps, StartTopUpResult>(x => x.StartAsync(
            new StartTopUp(Desk.NewKey(), user, package.Credits, "") { Package = package }, alongside: null, default))).TopUp;

    private static Task<VerifyPurchaseResult> VerifyAsync(Desk desk, string paymentId, string package = "creator") =>
        desk.Shell.InScopeAsync<VerifyPurchase,
        VerifyPurchaseResult>(x => x.ExecuteAsync(Desk.Ada, new PurchaseRequest(package, "stripe", paymentId), default));
}
