using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Accounts;

/// <summary>Also debts: they are worth something to the site.</summary>
internal sealed class CreditsHeld(IDatabase database) : ICreditsHeld
{
    public async Task<bool> AnyAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.ScalarAsync<string>(
            "select id from ledger_accounts where kind = 'customer' and asset = @asset and (posted <> 0 or held <> 0) limit 1",
            new { asset = Assets.Credit }, cancellationToken) is not null;
    }
}
