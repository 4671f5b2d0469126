using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.PaymentMethods;

public sealed class RefreshMethodTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task News_of_a_method_is_stored_once_and_told(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var method = desk.Gateway.Attach(await desk.CustomerAsync(), expMonth: 1, expYear: 2030);
        Assert.IsType<RefreshMethodResult.Stored>(await desk.RefreshAsync(method.Id));
        Assert.IsType<RefreshMethodResult.Stored>(await desk.RefreshAsync(method.Id));
        Assert.Equal(1, await desk.ChangesAsync());

        desk.Gateway.Put(method with { ExpMonth = 6, ExpYear = 2033, Last4 = "0005" });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.RefreshAsync(method.Id))));
        Assert.Equal(
            ("0005", 6, 2033), Assert.Single(await desk.MethodsAsync()) is var x
                ? (x.Last4, x.ExpMonth!.Value, x.ExpYear!.Value)
                : default);
        Assert.Equal(2, await desk.ChangesAsync());

        desk.Gateway.Put(method with { CustomerId = null });
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.RefreshAsync(method.Id))));
        Assert.Empty(await desk.MethodsAsync());
        Assert.Equal(3, await desk.ChangesAsync());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_method_of_somebody_elses_shop_is_none_of_ours(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.CustomerAsync();
        Assert.IsType<RefreshMethodResult.NotOurs>(await desk.RefreshAsync(desk.Gateway.Attach("cus_of_another_tenant").Id));
        Assert.IsType<RefreshMethodResult.NotOurs>(await desk.RefreshAsync(desk.Gateway.Attach(null).Id));
        Assert.Equal(
            GatewayError.NoSuchObject, Assert.IsType<RefreshMethodResult.GatewayFailed>(await desk.RefreshAsync("pm_made_up")).Error.Code);
        Assert.Empty(await desk.QueryAsync<string>("select id from payment_methods"));
    }

    [Fact, Trait("Acceptance", "S3-03")]
    public async Task The_same_payer_at_PayPal_is_kept_once()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var customer = await desk.CustomerAsync();
        await desk.RefreshAsync(desk.Gateway.Attach(customer, PaymentMethodKind.PayPal).Id);
        var again = desk.Gateway.Attach(customer, PaymentMethodKind.PayPal);
        await desk.RefreshAsync(again.Id);
        var method = Assert.Single(await desk.MethodsAsync());
        Assert.Equal((again.Id, "PayPal payer@example.com"), (method.Id, method.Label));
    }
}
