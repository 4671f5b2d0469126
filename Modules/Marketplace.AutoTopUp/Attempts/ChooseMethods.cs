using Marketplace.AutoTopUp.Settings;
using Marketplace.Data;
using Marketplace.Payments.PaymentMethods;

namespace Marketplace.AutoTopUp.Attempts;

/// <summary>
/// The methods of a customer in the order in which an attempt tries them: the chosen one, then the others in the customer's order (S0-31).
/// What a bank refused for good is left out until it has changed.
/// </summary>
internal sealed class ChooseMethods(IPaymentMethods methods, IDatabase database, TimeProvider time)
{
    public async Task<IReadOnlyList<AttemptMethod>> ExecuteAsync(string userId, string? chosen, CancellationToken cancellationToken)
    {
        var own = await methods.ListAsync(userId, cancellationToken);
        if (own.Count == 0)
            return [];
        await using var db = await database.OpenAsync(cancellationToken);
        var refused = (await db.QueryAsync<RefusedMethod>(
            "select payment_method_id, face from auto_topup_refused_methods where user_id = @userId", new { userId },
            cancellationToken)).ToHashSet();
        return
        [
            .. own.OrderByDescending(x => x.Id == chosen)
                .Select(x => new AttemptMethod(x.Id, x.PlainName, MethodName.FaceOf(x)))
                .Where(x => !refused.Contains(new RefusedMethod { PaymentMethodId = x.Id, Face = x.Face })),
        ];
    }

    /// <summary>The bank said never to charge it again.</summary>
    public Task RefuseAsync(UnitOfWork db, string userId, AttemptMethod method, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into auto_topup_refused_methods (user_id, payment_method_id, face, refused_at) values (@userId, @Id, @Face, @now)
            on conflict (user_id, payment_method_id) do update set face = excluded.face, refused_at = excluded.refused_at
            """,
            new { userId, method.Id, method.Face, now = time.GetUtcNow() },
            cancellationToken);

    private sealed record RefusedMethod
    {
        public required string PaymentMethodId { get; init; }

        public required string Face { get; init; }
    }
}
