using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.PaymentMethods;

public sealed class SaveMethodTests
{
    [Theory, Trait("Acceptance", "S0-31"), Trait("Acceptance", "S2-10")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_confirmed_setup_saves_its_card_once_however_often_it_is_told(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var setup = await desk.StartedSetupAsync();
        var saved = desk.Gateway.FinishSetup(setup.Id);
        var results = await Task.WhenAll(
            Enumerable.Range(0, 8)
                .Select(i =>
                    Task.Run<object>(async () => i % 2 == 0 ? await desk.SaveAsync(setup.Id) : await desk.RefreshAsync(saved.Id))));

        Assert.All(results, x => Assert.True(x is SaveMethodResult.Saved or RefreshMethodResult.Stored));
        var method = Assert.Single(await desk.MethodsAsync());
        Assert.Equal((saved.Id, "Visa •••• 4242", true), (method.Id, method.Label, method.IsDefault));
        Assert.Equal(1, await desk.ChangesAsync());
        Assert.Empty(await desk.MethodsAsync(Desk.Bob));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Two_tabs_make_one_customer_even_when_an_answer_is_lost(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        desk.Gateway.AnswersToLose = 1;
        Assert.IsType<StartMethodSetupResult.GatewayFailed>(await desk.SetUpAsync());
        Assert.Empty(await desk.QueryAsync<string>("select customer_id from payment_customers where customer_id is not null"));
        var setups = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => desk.StartedSetupAsync())));

        var customer = Assert.Single(desk.Gateway.Customers);
        Assert.Equal((Desk.Ada, desk.Shell.Tenant.Name), (customer.Metadata["user_id"], customer.Metadata["tenant"]));
        Assert.All(setups, x => Assert.Equal(customer.Id, x.CustomerId));
        Assert.Equal([customer.Id], await desk.QueryAsync<string>("select customer_id from payment_customers"));
        Assert.NotEqual(customer.Id, (await desk.StartedSetupAsync(Desk.Bob)).CustomerId);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Nobody_saves_what_another_set_up(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var setup = await desk.StartedSetupAsync();
        desk.Gateway.FinishSetup(setup.Id);
        Assert.IsType<SaveMethodResult.NotFound>(await desk.SaveAsync(setup.Id, Desk.Bob));
        await desk.StartedSetupAsync(Desk.Bob);
        Assert.IsType<SaveMethodResult.NotFound>(await desk.SaveAsync(setup.Id, Desk.Bob));
        Assert.IsType<SaveMethodResult.NotFound>(await desk.SaveAsync("seti_made_up"));
        Assert.Equal(0, await desk.ChangesAsync());
    }

    [Theory]
    [InlineData("tenant")]
    [InlineData("user_id")]
    public async Task A_setup_of_another_tenant_with_the_same_account_saves_nothing(string changed)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var customer = await desk.CustomerAsync();
        var metadata = new Dictionary<string,
            string>(StringComparer.Ordinal) { ["user_id"] = Desk.Ada, ["tenant"] = desk.Shell.Tenant.Name, [changed] = "another" };
        var setup = (await desk.Gateway.CreateSetupIntentAsync(new CreateSetupIntent("elsewhere", customer, metadata), default)).Value!;
        desk.Gateway.FinishSetup(setup.Id);
        Assert.IsType<SaveMethodResult.NotFound>(await desk.SaveAsync(setup.Id));
        Assert.Empty(await desk.MethodsAsync());
    }

    [Fact]
    public async Task An_abandoned_challenge_saves_nothing()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var setup = await desk.StartedSetupAsync();
        Assert.IsType<SaveMethodResult.NotFinished>(await desk.SaveAsync(setup.Id));
        Assert.Empty(await desk.MethodsAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_same_card_saved_again_takes_the_older_ones_place(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var older = await desk.AddCardAsync(fingerprint: "same");
        var other = await desk.AddCardAsync(last4: "4444");
        var newer = await desk.AddCardAsync(fingerprint: "same");

        Assert.Equal([newer, other], await desk.IdsAsync());
        await desk.Shell.SettleAsync();
        Assert.Null(await desk.OwnerAsync(older));
        Assert.NotNull(await desk.OwnerAsync(newer));
        var bobs = await desk.AddCardAsync(Desk.Bob, fingerprint: "same");
        Assert.Equal([bobs], await desk.IdsAsync(Desk.Bob));
        Assert.Equal([newer, other], await desk.IdsAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task More_than_the_limit_is_not_kept_and_the_gateway_lets_it_go(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(
            kind, x => x.Tenant.Set(PaymentsSettings.Section, new PaymentsSettings { MaximumMethods = 3 }));
        var setups = new List<SetupIntent>();
        for (var i = 0; i < 6; i++)
            setups.Add(await desk.StartedSetupAsync());
        var methods = setups.Select(x => desk.Gateway.FinishSetup(x.Id)).ToList();
        var results = await Task.WhenAll(setups.Select(x => Task.Run(() => desk.SaveAsync(x.Id))));

        Assert.Equal(3, results.OfType<SaveMethodResult.Saved>().Count());
        Assert.Equal(3, results.OfType<SaveMethodResult.TooMany>().Count());
        var kept = await desk.IdsAsync();
        Assert.Equal(3, kept.Length);
        await desk.Shell.SettleAsync();
        foreach (var method in methods)
            Assert.Equal(kept.Contains(method.Id), await desk.OwnerAsync(method.Id) is not null);
        Assert.IsType<StartMethodSetupResult.TooMany>(await desk.SetUpAsync());
    }

    [Fact]
    public async Task What_the_account_does_not_take_cannot_be_saved()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        Assert.IsType<StartMethodSetupResult.NotOffered>(await desk.SetUpAsync(kind: PaymentMethodKind.PayPal));
    }
}
