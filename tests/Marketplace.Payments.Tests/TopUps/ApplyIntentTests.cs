using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.TopUps;

public sealed class ApplyIntentTests
{
    [Theory, Trait("Acceptance", "S1-13"), Trait("Acceptance", "S1-26")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_paid_intent_credits_the_wallet_and_tells_the_others(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.StartedAsync(25m);
        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(desk.Gateway.Pay(topUp.PaymentIntentId!)));

        await desk.AssertBalanceAsync(25m);
        Assert.Equal(["payments.top-up-succeeded"], await desk.EventsAsync());
        Assert.Equal(TopUpStatus.Succeeded, (await desk.FindAsync(topUp.PaymentIntentId!)).Status);
        var (type, description, metadata) = Assert.Single(
            await desk.QueryAsync<(string, string, string)>("select type, description, metadata from ledger_transactions"));
        Assert.Equal("TopUp", type);
        Assert.Equal($"Credit purchase via Stripe ({topUp.PaymentIntentId})", description);
        Assert.Contains(topUp.PaymentIntentId!, metadata, StringComparison.Ordinal);
        Assert.Contains("\"stripe_amount_cents\"", metadata, StringComparison.Ordinal);
        Assert.Contains("2500", metadata, StringComparison.Ordinal);
    }

    [Theory, Trait("Acceptance", "S0-60")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_entry_names_what_paid_and_how_much_as_the_gateway_told(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var card = await desk.Gateway.SaveCardAsync(desk.Shell.Database, Desk.Ada, BankAnswer.Pays);
        await desk.ApplyAsync(desk.Gateway.Pay((await desk.StartedAsync(25m)).PaymentIntentId!, card));
        Assert.Contains("Visa ****4242", await MetadataAsync(desk), StringComparison.Ordinal);
        Assert.Contains("\"amount_usd\":\"25.00\"", await MetadataAsync(desk), StringComparison.Ordinal);

        // Where it names nothing but an id, that stands there.
        await desk.ApplyAsync(desk.Gateway.Pay((await desk.StartedAsync(30m)).PaymentIntentId!, "pm_elsewhere"));
        Assert.Contains("\"payment_method\":\"pm_elsewhere\"", await MetadataAsync(desk), StringComparison.Ordinal);
    }

    [Theory, Trait("Acceptance", "S1-10")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Told_twenty_times_at_once_it_credits_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.StartedAsync(25m);
        var paid = desk.Gateway.Pay(topUp.PaymentIntentId!);
        var results = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => desk.ApplyAsync(paid))));

        Assert.Single(results, ApplyIntentResult.Credited);
        Assert.Equal(19, results.Count(x => x == ApplyIntentResult.AlreadyCredited));
        await desk.AssertBalanceAsync(25m);
        Assert.Single(await desk.EventsAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_crash_after_posting_leaves_nothing_and_the_next_try_credits_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.StartedAsync(25m);
        var paid = desk.Gateway.Pay(topUp.PaymentIntentId!);
        desk.Ledger.FailuresLeft = 1;
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.ApplyAsync(paid));
        await desk.AssertBalanceAsync(0m);
        Assert.Equal(TopUpStatus.Pending, (await desk.FindAsync(topUp.PaymentIntentId!)).Status);
        Assert.Empty(await desk.EventsAsync());

        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(paid));
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_intent_whose_id_was_never_stored_is_found_by_its_metadata(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => desk.StartAsync(alongside: (_, _) => throw new InvalidOperationException("The process died here.")));
        var paid = desk.Gateway.Pay(Assert.Single(desk.Gateway.Intents).Id);
        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(paid));
        Assert.Equal(ApplyIntentResult.AlreadyCredited, await desk.ApplyAsync(paid));
        await desk.AssertBalanceAsync(25m);
    }

    public static TheoryData<DatabaseKind, string> Forgeries()
    {
        var data = new TheoryData<DatabaseKind, string>();
        foreach (var kind in Enum.GetValues<DatabaseKind>())
        {
            foreach (var forgery in (string[])[
                "amount", "received", "currency", "user", "credits", "tenant", "purpose", "topup", "intent", "nothing"])
                data.Add(kind, forgery);
        }

        return data;
    }

    [Theory, MemberData(nameof(Forgeries)), Trait("Acceptance", "S1-10")]
    public async Task An_intent_that_does_not_fit_its_top_up_credits_nobody(DatabaseKind kind, string forgery)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.StartedAsync(25m);
        var paid = desk.Gateway.Pay(topUp.PaymentIntentId!);
        PaymentIntent With(string key, string value) =>
            paid with { Metadata = new Dictionary<string, string>(paid.Metadata, StringComparer.Ordinal) { [key] = value } };
        var forged = forgery switch
        {
            "amount" => paid with { AmountCents = 50, AmountReceivedCents = 50 },
            "received" => paid with { AmountReceivedCents = 2499 },
            "currency" => paid with { Currency = "jpy" },
            "user" => With("user_id", Desk.Bob),
            "credits" => With("tfc_amount", "2500.00"),
            "tenant" => With("tenant", "elsewhere"),
            "purpose" => With("purpose", "donation"),
            "topup" => With("topup_id", "top_other"),
            "intent" => paid with { Id = "pi_other" },
            _ => paid with { Id = "pi_other", Metadata = new Dictionary<string, string>() },
        };
        Assert.Equal(ApplyIntentResult.Ignored, await desk.ApplyAsync(forged));
        await desk.AssertBalanceAsync(0m);
        await desk.AssertBalanceAsync(0m, Desk.Bob);
        Assert.Empty(await desk.EventsAsync());
        Assert.Equal(TopUpStatus.Pending, (await desk.FindAsync(topUp.PaymentIntentId!)).Status);
    }

    [Theory, Trait("Acceptance", "S1-08")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_declined_card_credits_nothing_and_another_card_still_can(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var id = (await desk.StartedAsync(25m)).PaymentIntentId!;
        Assert.Equal(ApplyIntentResult.RecordedFailure, await desk.ApplyAsync(desk.Gateway.Decline(id)));
        await desk.AssertBalanceAsync(0m);
        var declined = await desk.FindAsync(id);
        Assert.Equal((TopUpStatus.Pending, "Your card was declined."), (declined.Status, declined.FailureMessage));

        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(desk.Gateway.Pay(id)));
        Assert.Null((await desk.FindAsync(id)).FailureMessage);
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Late_news_of_failures_changes_nothing_after_success(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var id = (await desk.StartedAsync(25m)).PaymentIntentId!;
        var declined = desk.Gateway.Decline(id);
        await desk.ApplyAsync(desk.Gateway.Pay(id));
        Assert.Equal(ApplyIntentResult.Ignored, await desk.ApplyAsync(declined));
        Assert.Equal(ApplyIntentResult.Ignored, await desk.ApplyAsync(desk.Gateway.Cancel(id)));
        Assert.Equal(TopUpStatus.Succeeded, (await desk.FindAsync(id)).Status);
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_canceled_intent_ends_the_top_up_once(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var id = (await desk.StartedAsync(25m)).PaymentIntentId!;
        var canceled = desk.Gateway.Cancel(id);
        Assert.Equal(ApplyIntentResult.RecordedFailure, await desk.ApplyAsync(canceled));
        Assert.Equal(ApplyIntentResult.Ignored, await desk.ApplyAsync(canceled));
        Assert.Equal(["payments.top-up-failed"], await desk.EventsAsync());
        Assert.Equal(TopUpStatus.Failed, (await desk.FindAsync(id)).Status);
        await desk.AssertBalanceAsync(0m);
    }

    [Fact]
    public async Task An_intent_still_being_worked_on_changes_nothing()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var id = (await desk.StartedAsync(25m)).PaymentIntentId!;
        var intent = Assert.Single(desk.Gateway.Intents);
        foreach (var status in (PaymentIntentStatus[])[
            PaymentIntentStatus.Processing, PaymentIntentStatus.RequiresAction, PaymentIntentStatus.RequiresCapture])
            Assert.Equal(ApplyIntentResult.Ignored, await desk.ApplyAsync(intent with { Status = status }));
        Assert.Equal(TopUpStatus.Pending, (await desk.FindAsync(id)).Status);
    }

    private static async Task<string> MetadataAsync(Desk desk) =>
        (await desk.QueryAsync<string>("select metadata from ledger_transactions order by id desc limit 1"))[0];
}
