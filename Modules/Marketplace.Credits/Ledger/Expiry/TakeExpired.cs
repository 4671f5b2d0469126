using System.Globalization;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.Ledger.Writing;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Ledger.Expiry;

/// <summary>
/// Takes what is left of an account's lots whose time is over, one transaction each. Whoever takes from an account does this first: what
/// has ended must not be spent, also where the hourly task has not come by yet.
/// </summary>
internal sealed class TakeExpired(WriteTransaction write, IStringLocalizer<ExpireLots> text)
{
    /// <param name="account">Locked.</param>
    /// <param name="except">A transaction whose lots stay, because they are about to be taken back; or null.</param>
    /// <returns>The account afterwards.</returns>
    public async Task<AccountRow> ExecuteAsync(
        UnitOfWork db, AccountRow account, DateTimeOffset now, CancellationToken cancellationToken, string? except = null)
    {
        foreach (var lot in await LotRows.EndedAsync(db, account.Id, now, except, cancellationToken))
            account = await TakeAsync(db, account, lot, now, cancellationToken);
        return account;
    }

    /// <param name="account">Locked.</param>
    /// <param name="lot">All of it.</param>
    /// <returns>The account afterwards.</returns>
    public async Task<AccountRow> TakeAsync(
        UnitOfWork db, AccountRow account, LotPart lot, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (account.Free < lot.Amount)
            throw new InvalidOperationException($"The lots of account {account.Id} do not hold what the ledger says; nothing was changed.");
        // The account's next version makes the key new where a release filled the lot again.
        var key = string.Create(CultureInfo.InvariantCulture, $"expiry:{lot.LotId}:{account.Version + 1}");
        var row = new TransactionRow(
            PrefixedId.New("txn", now), key, "", TransactionType.Expiry, text["Credits expired"],
            new Dictionary<string, string>(StringComparer.Ordinal) { ["lot_id"] = lot.LotId }, now);
        var leg = new Leg(account, -lot.Amount, Released: CreditAmount.Zero, new DrawParts([lot]));
        var accounts = await write.ExecuteAsync(
            db, row, [leg], [new SystemEntry(SystemAccount.Breakage.Id(account.Asset), lot.Amount)], cancellationToken);
        return accounts?.Single()
            ?? throw new InvalidOperationException($"The lot {lot.LotId} was taken before under the same key; nothing was changed.");
    }
}
