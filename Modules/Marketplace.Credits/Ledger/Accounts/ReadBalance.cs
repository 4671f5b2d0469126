using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Accounts;

internal sealed class ReadBalance(IDatabase database, TimeProvider time)
{
    private static readonly WalletBalance Nothing = new(CreditAmount.Zero, CreditAmount.Zero);

    public async Task<WalletBalance> ExecuteAsync(string userId, string asset, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var account = await AccountRows.ReadAsync(db, userId, time.GetUtcNow(), cancellationToken, asset);
        return BalanceOf(account);
    }

    public async Task<WalletBalance> LockAsync(UnitOfWork db, string userId, string asset, CancellationToken cancellationToken) =>
        await AccountRows.LockAsync(db, userId, asset, cancellationToken) is null
            ? Nothing
            : BalanceOf(await AccountRows.ReadAsync(db, userId, time.GetUtcNow(), cancellationToken, asset));

    private static WalletBalance BalanceOf(AccountRow? account) =>
        account is null ? Nothing : new WalletBalance(account.Posted, account.Held) { Ended = account.Ended };
}
