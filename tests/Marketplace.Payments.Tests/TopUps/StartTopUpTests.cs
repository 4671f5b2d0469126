using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.TopUps;

public sealed class StartTopUpTests
{
    private static readonly GatewayError Timeout = new("connection_error", "Try again. You were not charged.", OutcomeUnknown: true);

    [Theory, Trait("Acceptance", "S1-04")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task An_intent_carries_cents_and_who_pays_for_what(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var topUp = await desk.StartedAsync(25m);

        var request = Assert.Single(desk.Gateway.Created);
        Assert.Equal(2500, request.AmountCents);
        Assert.Equal(topUp.Id, request.IdempotencyKey);
        Assert.Equal(Desk.Ada, request.Metadata["user_id"]);
        Assert.Equal("25.00", request.Metadata["tfc_amount"]);
        Assert.Equal("tfc_purchase", request.Metadata["purpose"]);
        Assert.Equal(desk.Shell.Tenant.Name, request.Metadata["tenant"]);
        Assert.Equal(TopUpStatus.Pending, topUp.Status);
        Assert.StartsWith("top_", topUp.Id, StringComparison.Ordinal);
        await desk.AssertBalanceAsync(0m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_repeated_request_answers_the_first_attempt(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var first = await desk.StartedAsync(25m, "same");
        var second = await desk.StartedAsync(25m, "same");
        Assert.Equal(first, second);
        Assert.Single(desk.Gateway.Created);
        Assert.IsType<StartTopUpResult.KeyReused>(await desk.StartAsync(26m, "same"));
        Assert.NotEqual(first.Id, (await desk.StartedAsync(25m, "same", Desk.Bob)).Id);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Requests_at_the_same_moment_make_one_attempt(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var alongside = 0;
        var results = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => desk.StartAsync(25m, "same", alongside: (_, _) =>
            {
                Interlocked.Increment(ref alongside);
                return Task.CompletedTask;
            }))));
        Assert.Single(results.Select(x => Assert.IsType<StartTopUpResult.Started>(x).TopUp.PaymentIntentId).Distinct());
        Assert.Single(desk.Gateway.Intents);
        Assert.Equal(1, alongside);
    }

    [Theory]
    [InlineData("0.49")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("10.001")]
    [InlineData("1000000")]
    public async Task What_no_gateway_can_charge_is_refused_before_anything_is_stored(string amount)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var refused = Assert.IsType<StartTopUpResult.InvalidAmount>(
            await desk.StartAsync(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Contains("$0.50", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await desk.QueryAsync<string>("select id from top_ups"));
    }

    [Fact, Trait("Acceptance", "S1-25")]
    public async Task A_cheap_product_can_be_paid_by_card_below_the_limit_for_custom_amounts()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        Assert.Equal(Desk.Amount(0.5m), (await desk.StartedAsync(0.5m)).Amount);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task After_a_failure_the_same_key_carries_on_with_the_same_attempt(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        desk.Gateway.Failures.Enqueue(Timeout);
        Assert.Equal(Timeout, Assert.IsType<StartTopUpResult.GatewayFailed>(await desk.StartAsync(25m, "same")).Error);

        var topUp = await desk.StartedAsync(25m, "same");
        Assert.Single(desk.Gateway.Created.Select(x => x.IdempotencyKey).Distinct());
        Assert.Null(topUp.FailureMessage);
        Assert.Single(await desk.QueryAsync<string>("select id from top_ups"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_crash_between_intent_and_its_id_makes_no_second_intent(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var purchases = 0;
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => desk.StartAsync(25m, "same", alongside: (_, _) => throw new InvalidOperationException("The process died here.")));
        Assert.Equal("Created", Assert.Single(await desk.QueryAsync<string>("select status from top_ups")));

        var started = Assert.IsType<StartTopUpResult.Started>(await desk.StartAsync(25m, "same", alongside: (_, topUp) =>
        {
            purchases++;
            Assert.NotNull(topUp.PaymentIntentId);
            return Task.CompletedTask;
        }));
        Assert.Equal(Assert.Single(desk.Gateway.Intents).Id, started.TopUp.PaymentIntentId);
        Assert.Equal(1, purchases);
    }

    [Fact]
    public async Task The_client_secret_is_not_readable_in_the_database()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var topUp = await desk.StartedAsync();
        var stored = Assert.Single(await desk.QueryAsync<string>("select client_secret from top_ups"));
        Assert.DoesNotContain(topUp.ClientSecret!, stored, StringComparison.Ordinal);
        Assert.Equal(topUp.ClientSecret, (await desk.FindAsync(topUp.PaymentIntentId!)).ClientSecret);
    }

    [Fact, Trait("Acceptance", "S0-14")]
    public async Task Where_a_credit_is_not_a_dollar_the_charge_is_converted_without_the_customer()
    {
        await using var desk = await Desk.OpenAsync(
            DatabaseKind.Sqlite,
            x => x.Tenant.Set("credits", new CreditUnit { UsdValue = 0.05m, Symbol = "", Code = "mana", Decimals = 0 }));
        await desk.StartedAsync(100m);
        var request = Assert.Single(desk.Gateway.Created);
        Assert.Equal(500, request.AmountCents);
        Assert.Equal("5.00", request.Metadata["tfc_amount"]);
    }

    [Fact]
    public async Task Without_a_gateway_a_top_up_says_that_nothing_was_charged()
    {
        await using var shell = await TestShell.CreateAsync(DatabaseKind.Sqlite, new Credits.Startup(), new Startup());
        var result = await shell.InScopeAsync<ITopUps,
            StartTopUpResult>(x => x.StartAsync(new StartTopUp("k", Desk.Ada, Desk.Amount(25m), ""), null, default));
        var failed = Assert.IsType<StartTopUpResult.GatewayFailed>(result);
        Assert.Equal(GatewayError.Unavailable, failed.Error.Code);
        Assert.Contains("You were not charged", failed.Error.CustomerMessage, StringComparison.Ordinal);
    }
}
