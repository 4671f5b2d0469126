using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.PaymentMethods;

public sealed class OrderMethodsTests
{
    [Theory, Trait("Acceptance", "S0-31")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Methods_change_places_and_the_first_is_the_default(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var (a, b, c) = (await desk.AddCardAsync(), await desk.AddCardAsync(), await desk.AddCardAsync());
        Assert.True(await desk.OrderAsync(x => x.MoveAsync(Desk.Ada, c, 0, default)));
        Assert.Equal([c, a, b], await desk.IdsAsync());
        Assert.True(await desk.OrderAsync(x => x.ShiftAsync(Desk.Ada, b, -1, default)));
        Assert.Equal([c, b, a], await desk.IdsAsync());
        Assert.True(await desk.OrderAsync(x => x.ShiftAsync(Desk.Ada, c, 1, default)));
        Assert.Equal([b, c, a], await desk.IdsAsync());
        Assert.True(await desk.OrderAsync(x => x.ArrangeAsync(Desk.Ada, [a, b, c], default)));
        Assert.Equal([a, b, c], await desk.IdsAsync());
        Assert.Equal([true, false, false], (await desk.MethodsAsync()).Select(x => x.IsDefault));
        Assert.Equal(3 + 4, await desk.ChangesAsync());
        await desk.AddCardAsync();
        Assert.Equal([a, b, c], (await desk.IdsAsync())[..3]);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_does_not_fit_changes_nothing(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var (a, b) = (await desk.AddCardAsync(), await desk.AddCardAsync());
        var bobs = await desk.AddCardAsync(Desk.Bob);
        var before = await desk.ChangesAsync();
        Assert.False(await desk.OrderAsync(x => x.MoveAsync(Desk.Ada, bobs, 0, default)));
        Assert.False(await desk.OrderAsync(x => x.ShiftAsync(Desk.Bob, a, 1, default)));
        foreach (var order in (string[][])[[a], [a, a], [a, bobs], [a, b, bobs], []])
            Assert.False(await desk.OrderAsync(x => x.ArrangeAsync(Desk.Ada, order, default)));
        Assert.True(await desk.OrderAsync(x => x.ShiftAsync(Desk.Ada, a, -1, default)));
        Assert.Equal([a, b], await desk.IdsAsync());
        Assert.Equal(before, await desk.ChangesAsync());
    }
}
