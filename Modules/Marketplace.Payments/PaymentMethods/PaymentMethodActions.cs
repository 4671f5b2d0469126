using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>The first in a customer's order is their default.</summary>
internal sealed class PaymentMethodActions(IDatabase database, IPaymentGateway gateway, StoreMethod store) : IPaymentMethods
{
    public async Task<IReadOnlyList<PaymentMethod>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await MethodRow.ListAsync(db, userId, cancellationToken);
        return [.. rows.Select((row, place) => row.ToPaymentMethod(isDefault: place == 0))];
    }

    public async Task<PaymentMethod?> FindAsync(string userId, string paymentMethodId, CancellationToken cancellationToken) =>
        (await ListAsync(userId, cancellationToken)).FirstOrDefault(x => x.Id == paymentMethodId);

    public async Task<RefreshMethodResult> RefreshAsync(string paymentMethodId, CancellationToken cancellationToken)
    {
        var asked = await gateway.GetPaymentMethodAsync(paymentMethodId, cancellationToken);
        return asked.Value is { } method
            ? await store.ExecuteAsync(method, gateway.Name, cancellationToken)
            : new RefreshMethodResult.GatewayFailed(asked.Error!);
    }
}
