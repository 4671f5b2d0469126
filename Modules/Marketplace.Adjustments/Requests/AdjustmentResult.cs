namespace Marketplace.Adjustments.Requests;

internal abstract record AdjustmentResult
{
    private AdjustmentResult()
    {
    }

    /// <summary>The money has moved.</summary>
    internal sealed record Posted(string Id, string TransactionId) : AdjustmentResult;

    /// <summary>Nothing has moved: a second person must approve.</summary>
    internal sealed record Waiting(string Id) : AdjustmentResult;

    /// <summary>Everything else: nothing was changed.</summary>
    internal abstract record Refused : AdjustmentResult
    {
        private protected Refused()
        {
        }
    }

    internal sealed record UnknownCustomer : Refused;

    /// <summary>The form was sent before with something else in it.</summary>
    internal sealed record AlreadySent(string Id) : Refused;

    internal sealed record AlreadyDecided(AdjustmentState State) : Refused;

    /// <summary>Nobody asks for a change of their own wallet.</summary>
    internal sealed record OwnWallet : Refused;

    internal sealed record InsufficientBalance(CreditAmount Available) : Refused;

    /// <summary>There is no such transaction of this customer, or it is no spending.</summary>
    internal sealed record NotRefundable : Refused;

    /// <param name="Remaining">What earlier refunds left.</param>
    internal sealed record ExceedsRemaining(CreditAmount Remaining) : Refused;

    /// <summary>The balance would be larger than an account can hold.</summary>
    internal sealed record BalanceTooLarge : Refused;

    /// <summary>The credits would be expired before they are given.</summary>
    internal sealed record ExpiryPassed : Refused;
}
