using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>
/// Stores what the gateway says of one method. The customer's row is locked, so that of two savings at once each sees the other. The same
/// card saved again takes the older one's place; a method that was removed here stays removed, whatever late news says.
/// </summary>
internal sealed class StoreMethod(IDatabase database, IOutbox outbox, ITenant tenant, TimeProvider time)
{
    public Task<RefreshMethodResult> ExecuteAsync(SavedPaymentMethod method, string gateway, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var known = await MethodRow.FindAsync(db, method.Id, cancellationToken);
                if (method.CustomerId is null)
                    return known is null ? new RefreshMethodResult.NotOurs() : await RemoveAsync(db, known, cancellationToken);
                if (await LockAsync(db, method.CustomerId, cancellationToken) is not { } userId)
                    return new RefreshMethodResult.NotOurs();
                known = await MethodRow.FindAsync(db, method.Id, cancellationToken);
                if (known is null)
                    return await AddAsync(db, method, userId, gateway, cancellationToken);
                return known.RemovedAt is null ? await RenewAsync(db, method, known, cancellationToken) : new RefreshMethodResult.Removed();
            },
            cancellationToken);

    private static Task<string?> LockAsync(UnitOfWork db, string customerId, CancellationToken cancellationToken) =>
        db.ScalarAsync<string>(
            "update payment_customers set customer_id = customer_id where customer_id = @customerId returning user_id", new { customerId },
            cancellationToken);

    private async Task<RefreshMethodResult> AddAsync(
        UnitOfWork db, SavedPaymentMethod method, string userId, string gateway, CancellationToken cancellationToken)
    {
        var all = await MethodRow.ListAsync(db, userId, cancellationToken);
        var fingerprint = FingerprintOf(method);
        var older = fingerprint is null ? null : all.FirstOrDefault(x => x.Fingerprint == fingerprint);
        if (older is null && all.Count >= tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section).MaximumMethods)
        {
            await outbox.WriteAsync(db, new MethodLetGo(method.Id), cancellationToken);
            return new RefreshMethodResult.TooMany();
        }

        if (older is not null)
        {
            await MarkRemovedAsync(db, older.Id, cancellationToken);
            await outbox.WriteAsync(db, new MethodLetGo(older.Id), cancellationToken);
        }

        var position = older?.Position ?? (all.Count == 0 ? 0 : all[^1].Position + 1);
        await db.ExecuteAsync(
            """
            insert into payment_methods (id, user_id, gateway, customer_id, kind, brand, last4, exp_month, exp_year, fingerprint, email,
            position, created_at)
            values (@Id, @userId, @gateway, @CustomerId, @kind, @Brand, @Last4, @ExpMonth, @ExpYear, @fingerprint, @Email, @position, @now)
            """,
            new
            {
                method.Id, userId, gateway, method.CustomerId, kind = method.Kind.ToString(), method.Brand, method.Last4, method.ExpMonth,
                    method.ExpYear, fingerprint, method.Email,
                position, now = time.GetUtcNow(),
            },
            cancellationToken);
        return await ToldAsync(db, method.Id, userId, cancellationToken);
    }

    private async Task<RefreshMethodResult> RenewAsync(
        UnitOfWork db, SavedPaymentMethod method, MethodRow known, CancellationToken cancellationToken)
    {
        var changed = await db.ExecuteAsync(
            """
            update payment_methods set brand = @Brand, last4 = @Last4, exp_month = @ExpMonth, exp_year = @ExpYear,
            fingerprint = @fingerprint, email = @Email
            where id = @Id and (brand <> @Brand or last4 <> @Last4 or coalesce(exp_month, 0) <> coalesce(@ExpMonth, 0) or coalesce(exp_year,
            0) <> coalesce(@ExpYear, 0)
              or coalesce(email, '') <> coalesce(@Email, ''))
            """,
            new { method.Id, method.Brand, method.Last4, method.ExpMonth, method.ExpYear, fingerprint = FingerprintOf(method),
                method.Email },
            cancellationToken);
        return changed == 1
            ? await ToldAsync(db, known.Id, known.UserId, cancellationToken)
            : new RefreshMethodResult.Stored(await ReadAsync(db, known.Id, known.UserId, cancellationToken));
    }

    private async Task<RefreshMethodResult> RemoveAsync(UnitOfWork db, MethodRow known, CancellationToken cancellationToken)
    {
        if (await MarkRemovedAsync(db, known.Id, cancellationToken))
            await outbox.WriteAsync(db, new PaymentMethodsChanged(known.UserId), cancellationToken);
        return new RefreshMethodResult.Removed();
    }

    private async Task<bool> MarkRemovedAsync(UnitOfWork db, string id, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            "update payment_methods set removed_at = @now where id = @id and removed_at is null", new { id, now = time.GetUtcNow() },
            cancellationToken) == 1;

    private async Task<RefreshMethodResult> ToldAsync(UnitOfWork db, string id, string userId, CancellationToken cancellationToken)
    {
        await outbox.WriteAsync(db, new PaymentMethodsChanged(userId), cancellationToken);
        return new RefreshMethodResult.Stored(await ReadAsync(db, id, userId, cancellationToken));
    }

    private static async Task<PaymentMethod> ReadAsync(UnitOfWork db, string id, string userId, CancellationToken cancellationToken)
    {
        var all = await MethodRow.ListAsync(db, userId, cancellationToken);
        return all.Single(x => x.Id == id).ToPaymentMethod(isDefault: all[0].Id == id);
    }

    private static string? FingerprintOf(SavedPaymentMethod method) =>
        method.Fingerprint ?? (method is { Kind: PaymentMethodKind.PayPal, Email: { } email } ? "paypal:" + Spelling(email) : null);

    private static string Spelling(string email) =>
        Mailbox.TryParse(email, allowName: false, out var mailbox) ? mailbox.Key : email.ToLowerInvariant();
}
