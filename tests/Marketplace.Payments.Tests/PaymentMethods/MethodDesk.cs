using Marketplace.Payments.Gateways;
using Marketplace.Payments.PaymentMethods;
using Marketplace.Payments.Tests.Support;

namespace Marketplace.Payments.Tests.PaymentMethods;

/// <summary>What customers do with their saved methods.</summary>
internal static class MethodDesk
{
    public static Task<IReadOnlyList<PaymentMethod>> MethodsAsync(this Desk desk, string user = Desk.Ada) =>
        desk.Shell.InScopeAsync<IPaymentMethods, IReadOnlyList<PaymentMethod>>(x => x.ListAsync(user, default));

    public static async Task<string[]> IdsAsync(this Desk desk, string user = Desk.Ada) =>
        [.. (await desk.MethodsAsync(user)).Select(x => x.Id)];

    public static Task<RefreshMethodResult> RefreshAsync(this Desk desk, string id) =>
        desk.Shell.InScopeAsync<IPaymentMethods, RefreshMethodResult>(x => x.RefreshAsync(id, default));

    public static Task<StartMethodSetupResult> SetUpAsync(
        this Desk desk, string user = Desk.Ada, string? key = null, PaymentMethodKind kind = PaymentMethodKind.Card) =>
        desk.Shell.InScopeAsync<StartMethodSetup, StartMethodSetupResult>(x => x.ExecuteAsync(user, kind, key ?? Desk.NewKey(), default));

    public static async Task<SetupIntent> StartedSetupAsync(this Desk desk, string user = Desk.Ada) =>
        Assert.IsType<StartMethodSetupResult.Started>(await desk.SetUpAsync(user)).Setup;

    public static Task<SaveMethodResult> SaveAsync(this Desk desk, string setupIntentId, string user = Desk.Ada) =>
        desk.Shell.InScopeAsync<SaveMethod, SaveMethodResult>(x => x.ExecuteAsync(user, setupIntentId, default));

    public static Task<bool> RemoveAsync(this Desk desk, string id, string user = Desk.Ada) =>
        desk.Shell.InScopeAsync<RemoveMethod, bool>(x => x.ExecuteAsync(user, id, default));

    public static Task<bool> OrderAsync(this Desk desk, Func<OrderMethods, Task<bool>> change) => desk.Shell.InScopeAsync(change);

    /// <summary>Saves a card as a browser does: setup, confirmation, our server told.</summary>
    public static async Task<string> AddCardAsync(this Desk desk, string user = Desk.Ada, string last4 = "4242", string? fingerprint = null)
    {
        var setup = await desk.StartedSetupAsync(user);
        desk.Gateway.FinishSetup(setup.Id, last4, fingerprint);
        return Assert.IsType<SaveMethodResult.Saved>(await desk.SaveAsync(setup.Id, user)).Method.Id;
    }

    public static async Task<int> ChangesAsync(this Desk desk) => (await desk.EventsAsync()).Count(x => x == "payments.methods-changed");

    /// <summary>Whose it is at the gateway.</summary>
    public static async Task<string?> OwnerAsync(this Desk desk, string id) =>
        (await desk.Gateway.GetPaymentMethodAsync(id, default)).Value!.CustomerId;
}
