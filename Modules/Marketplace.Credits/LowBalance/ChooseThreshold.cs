using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Stores a customer's choice. It sends nothing: whoever chooses sees the balance.</summary>
internal sealed class ChooseThreshold(IDatabase database, TimeProvider time)
{
    /// <param name="threshold">Positive, or null for no notice.</param>
    public Task ExecuteAsync(string userId, CreditAmount? threshold, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            var now = time.GetUtcNow();
            var account = await AccountRows.ReadAsync(db, userId, now, cancellationToken);
            await db.ExecuteAsync(
                """
                insert into low_balance (user_id, is_chosen, threshold, is_low, changed_at) values (@userId, @yes, @threshold, @isLow, @now)
                on conflict (user_id) do update set
                  is_chosen = excluded.is_chosen, threshold = excluded.threshold, is_low = excluded.is_low, changed_at = excluded.changed_at
                """,
                new { userId, yes = true, threshold, isLow = account is null || account.Spendable < (threshold ?? CreditAmount.Zero), now },
                cancellationToken);
        },
        cancellationToken);
}
