using Marketplace.Data;

namespace Marketplace.Payments;

/// <summary>The first in a customer's order is their default.</summary>
internal sealed class PaymentMethods(IDatabase database) : IPaymentMethods
{
    private const string Select = "select id, user_id, customer_id, kind, brand, last4, exp_month, exp_year, email, position from payment_methods";

    public async Task<IReadOnlyList<PaymentMethod>> ListAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<PaymentMethodRow>(
            $"{Select} where user_id = @userId and removed_at is null order by position, id", new { userId }, cancellationToken);
        return [.. rows.Select((row, place) => row.ToPaymentMethod(isDefault: place == 0))];
    }

    public async Task<PaymentMethod?> FindAsync(string userId, string paymentMethodId, CancellationToken cancellationToken) =>
        (await ListAsync(userId, cancellationToken)).FirstOrDefault(x => x.Id == paymentMethodId);

    private sealed record PaymentMethodRow
    {
        public required string Id { get; init; }

        public required string UserId { get; init; }

        public required string CustomerId { get; init; }

        public required PaymentMethodKind Kind { get; init; }

        public required string Brand { get; init; }

        public required string Last4 { get; init; }

        public int? ExpMonth { get; init; }

        public int? ExpYear { get; init; }

        public string? Email { get; init; }

        public PaymentMethod ToPaymentMethod(bool isDefault) => new(Id, UserId, CustomerId, Kind, Brand, Last4, ExpMonth, ExpYear, Email, isDefault);
    }
}
