using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Points;
using Marketplace.Data;
using Marketplace.TfpMigration.Files;
using Marketplace.TfpMigration.Plan;

namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// Brings one user over: flag, history, balance, news. What the account holds already is set aside meanwhile, so that old purchases use up
/// what came in with them and not somebody's credits of today. An account in debt gets the balance alone, which repays the debt first: its
/// history could not pass without overdrawing.
/// </summary>
internal sealed class BringOver(ILedger ledger, BringOverSettings settings, IOutbox outbox, TimeProvider time)
{
    /// <returns>False when this user was brought over before.</returns>
    public async Task<bool> ExecuteAsync(UnitOfWork db, TfpUserRow row, string userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (!await UserRows.TryClaimAsync(db, row, userId, now, cancellationToken))
        {
            await UserRows.MarkAsync(db, row.Id, UserState.Before, userId, before: null, appliedAt: null, cancellationToken);
            return false;
        }

        var user = ReadOldUser.Read(await UserRows.ReadOriginalAsync(db, row.Id, cancellationToken)).User
            ?? throw new InvalidOperationException($"The stored file {row.FileName} of run {row.RunId} cannot be read any more.");
        var (plan, _) = PlanMigration.Of(user);
        var available = (await ledger.LockBalanceAsync(db, userId, cancellationToken)).Available;
        await PostAsync(db, row, userId, available.IsNegative ? plan.WithoutHistory() : plan, available, cancellationToken);
        await UserRows.MarkAsync(db, row.Id, UserState.Applied, userId, available, now, cancellationToken);
        await settings.ExecuteAsync(db, row.Id, userId, user, cancellationToken);
        await outbox.WriteAsync(
            db,
            new CustomerMigrated(userId, row.Id, plan.Balance, user.AutoTopUp?.ToWish()),
            cancellationToken);
        return true;
    }

    private async Task PostAsync(
        UnitOfWork db, TfpUserRow row, string userId, MigrationPlan plan, CreditAmount available, CancellationToken cancellationToken)
    {
        var aside = available.IsPositive && plan.Entries.Any(x => x.Amount.IsNegative)
            ? await SetAsideAsync(db, row, userId, available, cancellationToken)
            : null;
        var number = 0;
        foreach (var entry in plan.Entries)
        {
            var posting = new Posting(
                $"tfp:{row.Id}:{++number}", entry.Type, userId, entry.Amount, SystemAccount.Migration, entry.Description, entry.Metadata);
            if (await ledger.PostAsync(db, posting, cancellationToken) is not PostResult.Posted { Replayed: false } posted)
                throw new InvalidOperationException(
                    $"Entry {number} of {row.FileName} was refused by the ledger, although its plan adds up.");
        }

        if (aside is not null && await ledger.VoidHoldAsync(db, aside, cancellationToken) is not VoidHoldResult.Voided)
            throw new InvalidOperationException($"What was set aside for {row.FileName} could not be given back.");
    }

    private async Task<string> SetAsideAsync(
        UnitOfWork db, TfpUserRow row, string userId, CreditAmount available, CancellationToken cancellationToken)
    {
        var request = new HoldRequest(
            $"tfp:{row.Id}:aside", userId, available, ExpiresAt: null, "Set aside while an older balance is brought over", row.Id);
        return await ledger.PlaceHoldAsync(db, request, cancellationToken) is PlaceHoldResult.Placed placed
            ? placed.HoldId
            : throw new InvalidOperationException($"What the account of {row.FileName} holds could not be set aside.");
    }
}
