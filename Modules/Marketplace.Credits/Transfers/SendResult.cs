namespace Marketplace.Credits.Transfers;

/// <param name="Key">The sender's idempotency key.</param>
/// <param name="To">An e-mail address, in lower case, or a user id.</param>
/// <param name="Amount">Positive.</param>
internal sealed record SendRequest(string Key, string SenderId, string To, CreditAmount Amount, string Note)
{
    /// <summary>The sender knows the recipient's address. Who names a user id does not learn it.</summary>
    public bool ByAddress { get; init; } = To.Contains('@', StringComparison.Ordinal);
}

internal abstract record SendResult
{
    private SendResult()
    {
    }

    /// <param name="BalanceAfter">The sender's, at that time.</param>
    public sealed record Sent(string TransactionId, CreditAmount BalanceAfter, bool Replayed) : SendResult;

    public sealed record Refused(TransferRefusal Refusal) : SendResult;

    public sealed record KeyReused : SendResult;
}

/// <summary>Why a transfer does not happen. Nothing moved.</summary>
internal abstract record TransferRefusal
{
    private TransferRefusal()
    {
    }

    /// <summary>The tenant does not offer transfers.</summary>
    public sealed record Off : TransferRefusal;

    public sealed record AboveMaximum(CreditAmount Maximum) : TransferRefusal;

    /// <param name="Left">What may still be sent today; zero or more.</param>
    public sealed record AboveDaily(CreditAmount DailyMaximum, CreditAmount Left) : TransferRefusal;

    /// <param name="Available">Negative in debt.</param>
    public sealed record TooLow(CreditAmount Required, CreditAmount Available) : TransferRefusal;

    public sealed record ToOneself : TransferRefusal;

    public sealed record UnknownRecipient : TransferRefusal;

    /// <summary>So many recipients were unknown today that no more are looked up.</summary>
    public sealed record TooManyUnknown : TransferRefusal;

    /// <summary>So rich that the range of amounts ends.</summary>
    public sealed record CannotReceive : TransferRefusal;

    public sealed record SenderLocked : TransferRefusal;
}
