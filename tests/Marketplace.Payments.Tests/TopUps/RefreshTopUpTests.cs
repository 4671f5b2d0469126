using Marketplace.Payments.Charging;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.TopUps;

public sealed class RefreshTopUpTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_lost_webhook_does_not_strand_the_customer_who_watches(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var id = (await desk.StartedAsync(25m)).PaymentIntentId!;
        desk.Gateway.Pay(id);
        desk.Shell.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Equal(TopUpStatus.Succeeded, (await RefreshAsync(desk, id))!.Status);
        await desk.AssertBalanceAsync(25m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_gateway_is_asked_once_in_a_few_seconds_however_many_watch(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var id = (await desk.StartedAsync(25m)).PaymentIntentId!;
        await RefreshAsync(desk, id);
        Assert.Equal(0, desk.Gateway.Reads);

        desk.Shell.Time.Advance(TimeSpan.FromSeconds(3));
        await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => RefreshAsync(desk, id))));
        Assert.Equal(1, desk.Gateway.Reads);
        desk.Shell.Time.Advance(TimeSpan.FromSeconds(3));
        await RefreshAsync(desk, id);
        Assert.Equal(2, desk.Gateway.Reads);
    }

    [Fact]
    public async Task Nobody_sees_the_top_up_of_another()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var id = (await desk.StartedAsync(25m)).PaymentIntentId!;
        Assert.Null(await RefreshAsync(desk, id, Desk.Bob));
        Assert.Null(await RefreshAsync(desk, "pi_unknown"));
    }

    private static Task<TopUpRow?> RefreshAsync(Desk desk, string paymentIntentId, string user = Desk.Ada) =>
        desk.Shell.InScopeAsync<RefreshTopUpCommand, TopUpRow?>(x => x.ExecuteAsync(paymentIntentId, user, default));
}
