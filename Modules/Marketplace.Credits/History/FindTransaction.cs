using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.History;

internal sealed class FindTransaction(IDatabase database)
{
    public async Task<WalletTransaction?> ExecuteAsync(string userId, string transactionId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var row = await db.QuerySingleOrDefaultAsync<EntryRow>(
            $"{EntryRow.Select} where t.id = @transactionId and a.kind = 'customer' and a.owner = @userId and a.asset = @asset",
            new { transactionId, userId, asset = Assets.Credit },
            cancellationToken);
        return row?.ToTransaction();
    }
}
