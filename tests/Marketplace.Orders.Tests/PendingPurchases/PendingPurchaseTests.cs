using Marketplace.Data;
using Marketplace.Orders.PendingPurchases;
using Marketplace.Orders.Tests.Support;
using Marketplace.Orders.Units;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;
using static Marketplace.Orders.Tests.Support.Shop;

namespace Marketplace.Orders.Tests.PendingPurchases;

public sealed class PendingPurchaseTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-26"), Trait("Acceptance", "S0-38")]
    public async Task When_the_money_arrives_the_purchase_completes_without_the_customer(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(25);
        Assert.Equal(PendingPurchaseStatus.Waiting, (await shop.PendingAsync(intent)).Status);
        Assert.Equal(0, await shop.CountAsync("catalog_orders"));

        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();

        var purchase = await shop.PendingAsync(intent);
        Assert.Equal(PendingPurchaseStatus.Completed, purchase.Status);
        Assert.Equal(Assert.Single(shop.Fulfiller.Deliveries).UnitId, purchase.UnitId);
        await shop.AssertBalanceAsync(25, held: 5);
        await shop.CloseAsync();
    }

    /// <summary>Features come back one after the other: the shop first, what delivers for it a minute later.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1, true)]
    [InlineData(DatabaseKind.Postgres, 1, true)]
    [InlineData(DatabaseKind.Sqlite, 8, false)]
    public async Task What_nothing_delivers_now_waits_for_a_week(DatabaseKind kind, int days, bool comesBack)
    {
        var shop = await OpenAsync(kind);
        var kinds = shop.Fulfiller.Kinds;
        shop.Fulfiller.Kinds = new HashSet<string>(StringComparer.Ordinal);
        var intent = await shop.StartCardAsync(25);
        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        // The shop itself was away for long: the week begins when it finds nothing that delivers.
        shop.Shell.Time.Advance(TimeSpan.FromDays(30));
        await shop.Shell.SettleAsync();
        var waiting = await shop.PendingAsync(intent);
        Assert.Equal((PendingPurchaseStatus.Waiting, shop.Shell.Time.GetUtcNow()), (waiting.Status, waiting.WaitingSince));
        await shop.AssertBalanceAsync(25);

        shop.Shell.Time.Advance(TimeSpan.FromDays(days));
        if (comesBack)
            shop.Fulfiller.Kinds = kinds;
        await shop.Shell.SettleAsync();

        Assert.Equal(
            comesBack ? PendingPurchaseStatus.Completed : PendingPurchaseStatus.NotBought, (await shop.PendingAsync(intent)).Status);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_event_that_is_delivered_again_buys_nothing_more(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(25);
        await shop.ApplyAsync(shop.Gateway.Pay(intent));

        await Race.RunAsync(4, _ => HandleAsync(shop, intent, 25));
        await shop.Shell.SettleAsync();
        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();

        Assert.Equal(1, await shop.CountAsync("catalog_orders"));
        Assert.Equal(PendingPurchaseStatus.Completed, (await shop.PendingAsync(intent)).Status);
        await shop.AssertBalanceAsync(25, held: 5);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-68")]
    public async Task Where_the_price_rose_meanwhile_the_customer_keeps_the_credits(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(25);
        await shop.SaveAsync(Machine(price: 6));

        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();

        await AssertNotBoughtAsync(shop, intent, 25, "$6.00");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_price_that_fell_meanwhile_is_taken(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(5);
        await shop.SaveAsync(Machine(price: 4));

        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();

        Assert.Equal(PendingPurchaseStatus.Completed, (await shop.PendingAsync(intent)).Status);
        await shop.AssertBalanceAsync(5, held: 4);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-68")]
    public async Task Where_credits_are_still_short_the_reason_is_kept(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(1);

        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();

        await AssertNotBoughtAsync(shop, intent, 1, "$5.00");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S0-68")]
    public async Task What_is_withdrawn_meanwhile_is_not_bought(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(5);
        await shop.SaveAsync(Machine() with { Active = false });

        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();

        await AssertNotBoughtAsync(shop, intent, 5, "no longer");
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_was_locked_while_the_bank_asked_them_keeps_the_credits_and_buys_nothing(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(5);
        shop.LockAda();

        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();

        await AssertNotBoughtAsync(shop, intent, 5, "locked");
    }

    /// <summary>A process that died after the order: the event comes again, and the order is the customer's.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_ordered_before_the_lock_is_ordered(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(25);
        await shop.ApplyAsync(shop.Gateway.Pay(intent));
        await shop.Shell.SettleAsync();
        await shop.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update catalog_pending_purchases set status = 'Waiting', deployment_id = null"), default);
        shop.LockAda();

        await HandleAsync(shop, intent, 25);

        Assert.Equal(PendingPurchaseStatus.Completed, (await shop.PendingAsync(intent)).Status);
        Assert.Equal(1, await shop.CountAsync("catalog_orders"));
        await shop.AssertBalanceAsync(25, held: 5);
        await shop.CloseAsync();
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S1-08")]
    public async Task A_payment_that_fails_completes_nothing(DatabaseKind kind)
    {
        var shop = await OpenAsync(kind);
        var intent = await shop.StartCardAsync(5);

        shop.Gateway.Decline(intent);
        await shop.ApplyAsync(shop.Gateway.Cancel(intent));
        await shop.Shell.SettleAsync();

        var purchase = await shop.PendingAsync(intent);
        Assert.Equal((PendingPurchaseStatus.PaymentFailed, "Your card was declined."), (purchase.Status, purchase.Reason));
        Assert.Equal(0, await shop.CountAsync("catalog_orders"));
        await shop.AssertBalanceAsync(0);
        await shop.CloseAsync();
    }

    [Fact]
    public async Task A_replayed_request_starts_one_payment()
    {
        var shop = await OpenAsync(DatabaseKind.Sqlite);

        Assert.Equal(await shop.StartCardAsync(5, "same"), await shop.StartCardAsync(5, "same"));

        Assert.Equal(1, await shop.CountAsync("catalog_pending_purchases"));
        await shop.CloseAsync();
    }

    [Fact]
    public async Task Money_of_another_customer_completes_nothing()
    {
        var shop = await OpenAsync(DatabaseKind.Sqlite);
        await shop.GiveAsync(25);
        var intent = await shop.StartCardAsync(5);

        await shop.Shell.InScopeAsync<CompletePendingPurchase, bool>(async x =>
        {
            await x.HandleAsync(new TopUpSucceeded("top_1", "usr_bob", Amount(5), intent), "evt_1", default);
            return true;
        });

        Assert.Equal(PendingPurchaseStatus.Waiting, (await shop.PendingAsync(intent)).Status);
        await shop.AssertBalanceAsync(25);
        await shop.CloseAsync();
    }

    private static Task<bool> HandleAsync(Shop shop, string intent, decimal amount) =>
        shop.Shell.InScopeAsync<CompletePendingPurchase, bool>(async x =>
        {
            await x.HandleAsync(new TopUpSucceeded("top_1", Ada, Amount(amount), intent), "evt_1", default);
            return true;
        });

    private static async Task AssertNotBoughtAsync(Shop shop, string intent, decimal balance, string reason)
    {
        var purchase = await shop.PendingAsync(intent);
        Assert.Equal(PendingPurchaseStatus.NotBought, purchase.Status);
        Assert.Contains(reason, purchase.Reason, StringComparison.Ordinal);
        Assert.EndsWith("It was not bought. Your credits are in your wallet.", purchase.Reason, StringComparison.Ordinal);
        var told = shop.Shell.Notifier.Told.ToLookup(x => x.Notification.Kind, x => x);
        Assert.Contains(
            reason, Assert.Single(told[FailureNotifications.NotBought], x => x.Notification.UserId == Ada).Body, StringComparison.Ordinal);
        Assert.Equal([Staff.Ann, Staff.Otto], told[FailureNotifications.NotBoughtToLookAt].Select(x => x.Notification.UserId));
        Assert.All(
            told[FailureNotifications.NotBoughtToLookAt], x => Assert.DoesNotContain("Your credits", x.Body, StringComparison.Ordinal));
        Assert.Equal(0, await shop.CountAsync("catalog_orders"));
        await shop.AssertBalanceAsync(balance);
        await shop.CloseAsync();
    }
}
