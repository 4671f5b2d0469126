using Marketplace.Data;

namespace Marketplace.Payments.Clawback;

internal static class ClaimRows
{
    /// <summary>All of a top-up, in the order in which they were first heard of.</summary>
    public static Task<IReadOnlyList<ClaimRow>> ListAsync(DbSession db, string topUpId, CancellationToken cancellationToken) =>
        db.QueryAsync<ClaimRow>(
            """
            select c.id, c.is_dispute, c.cents, c.status, t.bought, t.bought_restored, t.bought_transaction_id, t.bonus, t.bonus_restored,
            t.bonus_transaction_id
            from (
              select id, 0 = 1 as is_dispute, amount_cents as cents, status, created_at from refunds where top_up_id = @topUpId
              union all
              select id, 1 = 1, amount_cents, status, created_at from disputes where top_up_id = @topUpId) c
            left join top_up_takings t on t.claim_id = c.id
            order by c.created_at, c.id
            """,
            new { topUpId },
            cancellationToken);

    public static Task StoreTakingAsync(
        UnitOfWork db, string claimId, string topUpId, Taking bought, Taking bonus, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into top_up_takings (claim_id, top_up_id, bought, bought_restored, bought_transaction_id, bonus, bonus_restored,
            bonus_transaction_id, created_at)
            values (@claimId, @topUpId, @Bought, 0, @BoughtId, @Bonus, 0, @BonusId, @now)
            """,
            new { claimId, topUpId, Bought = bought.Amount, BoughtId = bought.TransactionId, Bonus = bonus.Amount,
                BonusId = bonus.TransactionId, now },
            cancellationToken);

    public static Task AddRestoredAsync(
        UnitOfWork db, string claimId, CreditAmount bought, CreditAmount bonus, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update top_up_takings set bought_restored = bought_restored + @bought, bonus_restored = bonus_restored + @bonus where "
            + "claim_id = @claimId",
            new { claimId, bought, bonus },
            cancellationToken);
}

/// <param name="TransactionId">Null where nothing was taken.</param>
internal sealed record Taking(CreditAmount Amount, string? TransactionId);
