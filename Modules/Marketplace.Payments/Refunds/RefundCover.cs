namespace Marketplace.Payments.Refunds;

/// <summary>What a wallet has of the credits that a refund takes.</summary>
/// <param name="Covered">Reserved for it until the gateway has answered.</param>
/// <param name="Lacking">Whoever gave these away would have both, so this takes two people.</param>
internal sealed record RefundCover(CreditAmount Covered, CreditAmount Lacking)
{
    public static RefundCover Of(CreditAmount due, CreditAmount available)
    {
        var covered = available.IsNegative ? CreditAmount.Zero : due > available ? available : due;
        return new RefundCover(covered, due - covered);
    }
}
