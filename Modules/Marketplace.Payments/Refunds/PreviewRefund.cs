using Marketplace.Credits.Ledger;
using Marketplace.Data;
using Marketplace.Payments.Clawback;

namespace Marketplace.Payments.Refunds;

/// <summary>What a refund would do to its customer's wallet, before it is made.</summary>
internal sealed class PreviewRefund(IDatabase database, ILedger ledger)
{
    /// <exception cref="InvalidOperationException">There is no such top-up.</exception>
    public async Task<RefundPreview> ExecuteAsync(string topUpId, long cents, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var payment = await ClaimedTopUps.FindAsync(db, topUpId, cancellationToken)
            ?? throw new InvalidOperationException($"There is no top-up {topUpId}.");
        var balance = await ledger.GetBalanceAsync(payment.UserId, cancellationToken);
        var due = await DueOfRefund.ReadAsync(db, payment, cents, cancellationToken);
        return new RefundPreview(
            cents, due.Bought, due.Bonus, balance.Posted - due.Sum, RefundCover.Of(due.Sum, balance.Available).Lacking.IsPositive);
    }
}

/// <param name="Bought">Leaves the wallet.</param>
/// <param name="Bonus">Leaves it besides.</param>
/// <param name="BalanceAfter">Negative is a debt.</param>
/// <param name="IsUncovered">What can be spent now does not cover it, so that a second person must approve it.</param>
internal sealed record RefundPreview(
    long Cents, CreditAmount Bought, CreditAmount Bonus, CreditAmount BalanceAfter, bool IsUncovered);
