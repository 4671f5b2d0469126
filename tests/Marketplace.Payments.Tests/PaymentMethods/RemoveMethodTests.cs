using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.PaymentMethods;

public sealed class RemoveMethodTests
{
    [Theory, Trait("Acceptance", "S0-31")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_removed_method_is_charged_no_more_and_the_gateway_lets_it_go(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var first = await desk.AddCardAsync();
        var second = await desk.AddCardAsync();
        var changes = await desk.ChangesAsync();
        Assert.False(await desk.RemoveAsync(first, Desk.Bob));
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => desk.RemoveAsync(first))));

        Assert.Single(answers, x => x);
        Assert.Equal([second], await desk.IdsAsync());
        Assert.True((await desk.MethodsAsync())[0].IsDefault);
        Assert.Equal(changes + 1, await desk.ChangesAsync());
        var charged = await desk.ChargeAsync(new ChargeSavedMethod("auto-1", Desk.Ada, Desk.Amount(25m), first));
        Assert.Equal(DeclineKind.ReplaceMethod, Assert.IsType<ChargeResult.Declined>(charged).Decline);
        Assert.Empty(desk.Gateway.ChargeRequests);
        await desk.Shell.SettleAsync();
        Assert.Null(await desk.OwnerAsync(first));
        await desk.AssertBalanceAsync(0m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_gateway_that_is_away_hears_of_it_later(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var id = await desk.AddCardAsync();
        await desk.RemoveAsync(id);
        desk.Gateway.Failures.Enqueue(FakeGateway.LostAnswer);
        await desk.Shell.SettleAsync();
        Assert.Empty(await desk.MethodsAsync());
        Assert.NotNull(await desk.OwnerAsync(id));
        desk.Shell.Time.Advance(TimeSpan.FromHours(1));
        await desk.Shell.SettleAsync();
        Assert.Null(await desk.OwnerAsync(id));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Late_news_does_not_bring_it_back(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var setup = await desk.StartedSetupAsync();
        var method = desk.Gateway.FinishSetup(setup.Id);
        await desk.SaveAsync(setup.Id);
        await desk.RemoveAsync(method.Id);
        Assert.IsType<RefreshMethodResult.Removed>(await desk.RefreshAsync(method.Id));
        Assert.IsType<SaveMethodResult.NotFound>(await desk.SaveAsync(setup.Id));
        await desk.Shell.SettleAsync();
        Assert.IsType<RefreshMethodResult.Removed>(await desk.RefreshAsync(method.Id));
        Assert.Empty(await desk.MethodsAsync());
    }
}
