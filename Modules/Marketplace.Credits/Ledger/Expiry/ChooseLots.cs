using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Data;

namespace Marketplace.Credits.Ledger.Expiry;

/// <summary>
/// Chooses what a debit or a hold comes from. What has ended burns first, so it shows itself there and is taken away before.
/// </summary>
internal sealed class ChooseLots(TakeExpired takeExpired)
{
    /// <param name="account">Locked.</param>
    /// <param name="drawFirst">As <see cref="Postings.Posting.DrawFirst"/>.</param>
    /// <param name="wasUsed">Whether the request's key was used before: then nothing is taken for it. Asked only where something may
    /// be.</param>
    public async Task<LotChoice> ExecuteAsync(
        UnitOfWork db, AccountRow account, CreditAmount amount, string? drawFirst, DateTimeOffset now, Func<Task<bool>> wasUsed,
        CancellationToken cancellationToken)
    {
        // Out of turn, what has ended would not show itself.
        var parts = drawFirst is null ? await ChooseAsync(db, account, amount, drawFirst, now, cancellationToken) : null;
        if (parts is not null || await wasUsed())
            return new LotChoice(account, parts);
        account = await takeExpired.ExecuteAsync(db, account, now, cancellationToken);
        return new LotChoice(account, await ChooseAsync(db, account, amount, drawFirst, now, cancellationToken));
    }

    private static async Task<IReadOnlyList<LotPart>?> ChooseAsync(
        UnitOfWork db, AccountRow account, CreditAmount amount, string? drawFirst, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        account.Available < amount ? null
        : drawFirst is null ? await LotRows.ChooseUnendedAsync(db, account.Id, amount, now, cancellationToken)
        : await LotRows.ChooseOfKeysAsync(db, account.Id, amount, drawFirst, cancellationToken);
}

/// <param name="Account">As it is now.</param>
/// <param name="Parts">Null where fewer credits are available.</param>
internal sealed record LotChoice(AccountRow Account, IReadOnlyList<LotPart>? Parts);
