using Marketplace.Data;

namespace Marketplace.Payments.Clawback;

/// <summary>Whoever changes what is claimed of a top-up locks its row first, and the ledger after it: as crediting does.</summary>
internal static class ClaimedTopUps
{
    private const string Select = "select id, user_id, amount, bonus, amount_cents, status, payment_intent_id from top_ups";

    public static Task<ClaimedTopUp?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<ClaimedTopUp>($"{Select} where id = @id", new { id }, cancellationToken);

    public static Task<ClaimedTopUp?> LockAsync(UnitOfWork db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<ClaimedTopUp>($"{Select} where id = @id {db.Dialect.ForUpdate}", new { id }, cancellationToken);

    public static Task<ClaimedTopUp?> LockByIntentAsync(UnitOfWork db, string paymentIntentId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<ClaimedTopUp>(
            $"{Select} where payment_intent_id = @paymentIntentId {db.Dialect.ForUpdate}", new { paymentIntentId }, cancellationToken);
}
