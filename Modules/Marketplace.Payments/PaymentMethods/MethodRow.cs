using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>A row of <c>payment_methods</c> that can be charged.</summary>
internal sealed record MethodRow
{
    private const string Select =
        "select id, user_id, customer_id, kind, brand, last4, exp_month, exp_year, fingerprint, email, position, removed_at from "
        + "payment_methods";

    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string CustomerId { get; init; }

    public required PaymentMethodKind Kind { get; init; }

    public required string Brand { get; init; }

    public required string Last4 { get; init; }

    public int? ExpMonth { get; init; }

    public int? ExpYear { get; init; }

    /// <summary>The same for the same card or the same payer at PayPal.</summary>
    public string? Fingerprint { get; init; }

    public string? Email { get; init; }

    /// <summary>The lower is tried first.</summary>
    public required int Position { get; init; }

    public DateTimeOffset? RemovedAt { get; init; }

    public static Task<IReadOnlyList<MethodRow>> ListAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        db.QueryAsync<MethodRow>(
            $"{Select} where user_id = @userId and removed_at is null order by position, id", new { userId }, cancellationToken);

    /// <summary>Also one that was removed.</summary>
    public static Task<MethodRow?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<MethodRow>($"{Select} where id = @id", new { id }, cancellationToken);

    public PaymentMethod ToPaymentMethod(bool isDefault) =>
        new(Id, UserId, CustomerId, Kind, Brand, Last4, ExpMonth, ExpYear, Email, isDefault);
}
