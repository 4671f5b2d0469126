using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.LowBalance;

/// <summary>Stores a customer's choice. It sends nothing: whoever chooses sees the balance.</summary>
internal sealed class ChooseThreshold(IDatabase database, TimeProvider time)
{
    /// <param name="threshold">Positive, or null for no notice.</param>
    /// <param name="version">Of the choice that the form showed.</param>
    /// <returns>False where the customer chose something else meanwhile, in another tab perhaps; nothing is stored then.</returns>
    public Task<bool> ExecuteAsync(string userId, CreditAmount? threshold, string? version, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                var before = await LowBalanceRow.FindAsync(db, userId, cancellationToken);
                if (LowBalanceRow.VersionOf(before) != version)
                    return false;
                var account = await AccountRows.ReadAsync(db, userId, now, cancellationToken);
                return await db.ExecuteAsync(
                    """
                    insert into low_balance (user_id, is_chosen, threshold, is_low, changed_at) values (@userId, @yes, @threshold, @isLow,
                    @now)
                    on conflict (user_id) do update set
                      is_chosen = excluded.is_chosen, threshold = excluded.threshold, is_low = excluded.is_low,
                      changed_at = excluded.changed_at
                    where low_balance.is_chosen = @wasChosen and coalesce(low_balance.threshold, 0) = @thresholdBefore
                    """,
                    new
                    {
                        userId, yes = true, threshold, isLow = account is null || account.Spendable < (threshold ?? CreditAmount.Zero), now,
                        wasChosen = before?.IsChosen ?? false, thresholdBefore = before?.Threshold ?? CreditAmount.Zero,
                    },
                    cancellationToken) == 1;
            },
            cancellationToken);
}
