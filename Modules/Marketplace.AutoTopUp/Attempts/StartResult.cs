namespace Marketplace.AutoTopUp.Attempts;

/// <param name="Source">The event or request behind it: it starts one attempt, however often it comes.</param>
/// <param name="Required">What a purchase costs.</param>
/// <param name="Purchase">The purchase, stored with the entry.</param>
/// <param name="Cents">What the customer confirmed: nothing is bought where it would be another amount by now.</param>
internal sealed record StartAttempt(
    string UserId, AttemptCause Cause, string Source, CreditAmount? Required = null, string? Purchase = null, long? Cents = null);

internal abstract record StartResult
{
    private StartResult()
    {
    }

    /// <summary>The limits are reserved; it has to be sent.</summary>
    public sealed record Started(Attempt Attempt) : StartResult;

    /// <summary>The same source started it before.</summary>
    public sealed record Replayed(Attempt Attempt) : StartResult;

    /// <summary>Another one is under way, and nothing is tried beside it.</summary>
    public sealed record AlreadyOpen(Attempt Attempt) : StartResult;

    public sealed record Off : StartResult;

    /// <summary>There are credits enough.</summary>
    public sealed record NotNeeded : StartResult;

    public sealed record Refused(Refusal Refusal) : StartResult;
}

/// <summary>Why nothing is bought although more credits are wanted.</summary>
internal enum Refusal
{
    Suspended,
    Cooldown,
    NoMethod,
    DailyLimit,
    MonthlyLimit,

    /// <summary>What the site sells to one customer in a day leaves too little room, whoever asks for it.</summary>
    SiteLimit,

    /// <summary>The purchase needs more than one automatic charge may be.</summary>
    TooLarge,

    /// <summary>An administrator locked the account: nothing is charged until it is unlocked.</summary>
    Locked,
}
