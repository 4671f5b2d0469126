using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>
/// A user's customer at the gateway, made on first use. The stored row's id is the gateway's idempotency key, so two tabs or processes make
/// one.
/// </summary>
internal sealed class PaymentCustomers(
    IDatabase database, IPaymentGateway gateway, IOutbox outbox, ITenant tenant, TimeProvider time, IUserDirectory? users = null)
{
    private const string Select = "select id, user_id, email, customer_id from payment_customers";

    /// <returns>The customer's id at the gateway, or why there is none yet.</returns>
    public async Task<GatewayResult<string>> EnsureAsync(string userId, CancellationToken cancellationToken)
    {
        var row = await FindRowAsync(userId, cancellationToken) ?? await StoreAsync(userId, cancellationToken);
        if (row.CustomerId is { } known)
            return new GatewayResult<string>(known, null);
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal) { ["user_id"] = userId, ["tenant"] = tenant.Name };
        var created = await gateway.CreateCustomerAsync(
            new CreateGatewayCustomer(row.Id, row.Email, Name: null, metadata), cancellationToken);
        if (created.Value is not { } customer)
            return new GatewayResult<string>(null, created.Error);
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update payment_customers set customer_id = @customer where id = @Id and customer_id is null",
                new { row.Id, customer = customer.Id }, cancellationToken),
            cancellationToken);
        return new GatewayResult<string>(await FindAsync(userId, cancellationToken) ?? customer.Id, null);
    }

    public async Task<string?> FindAsync(string userId, CancellationToken cancellationToken) =>
        (await FindRowAsync(userId, cancellationToken))?.CustomerId;

    /// <summary>
    /// The gateway does not have this customer, because the account was changed: what was saved there is gone, and the next use makes
    /// another.
    /// </summary>
    public Task ForgetAsync(string? customerId, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            var userId = await db.ScalarAsync<string>(
                "delete from payment_customers where customer_id = @customerId returning user_id", new { customerId }, cancellationToken);
            var removed = await db.ExecuteAsync(
                "update payment_methods set removed_at = @now where customer_id = @customerId and removed_at is null",
                new { customerId, now = time.GetUtcNow() }, cancellationToken);
            if (userId is not null && removed > 0)
                await outbox.WriteAsync(db, new PaymentMethodsChanged(userId), cancellationToken);
        },
        cancellationToken);

    /// <summary>Until the transaction ends nobody else changes this user's methods.</summary>
    public static Task LockAsync(UnitOfWork db, string userId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update payment_customers set customer_id = customer_id where user_id = @userId", new { userId }, cancellationToken);

    private async Task<CustomerRow?> FindRowAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<CustomerRow>(
            $"{Select} where user_id = @userId and gateway = @gateway", new { userId, gateway = gateway.Name }, cancellationToken);
    }

    /// <summary>With the address as it is now: a repeated request must not differ.</summary>
    private async Task<CustomerRow> StoreAsync(string userId, CancellationToken cancellationToken)
    {
        var email = users is null ? null : (await users.FindAsync(userId, cancellationToken))?.Email;
        var now = time.GetUtcNow();
        return await database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync(
                    "insert into payment_customers (id, user_id, gateway, email, created_at) values (@id, @userId, @gateway, @email, "
                    + "@now) on conflict (user_id, gateway) do nothing",
                    new { id = PrefixedId.New("pcu", now), userId, gateway = gateway.Name, email, now },
                    cancellationToken);
                return await db.QuerySingleAsync<CustomerRow>(
                    $"{Select} where user_id = @userId and gateway = @gateway", new { userId, gateway = gateway.Name }, cancellationToken);
            },
            cancellationToken);
    }

    private sealed record CustomerRow
    {
        public required string Id { get; init; }

        public required string UserId { get; init; }

        public string? Email { get; init; }

        public string? CustomerId { get; init; }
    }
}
