using System.Text.Json;

namespace Marketplace.AutoTopUp.Attempts;

/// <summary>Why credits are bought.</summary>
internal enum AttemptCause
{
    /// <summary>A debit left the balance below the threshold.</summary>
    Debit,

    /// <summary>A purchase is about to be made.</summary>
    Purchase,

    /// <summary>The customer or their program asked for it.</summary>
    Manual,

    /// <summary>
    /// The balance was below the threshold when auto top-up was switched on, and the customer confirmed that it is topped up at once.
    /// </summary>
    Confirmed,
}

internal enum AttemptStatus
{
    /// <summary>The limits are reserved; nothing was sent to the gateway.</summary>
    Reserved,
    Sending,

    /// <summary>Nobody knows whether it was charged. It is asked for again by the same key, and nothing else is tried meanwhile.</summary>
    Unknown,

    /// <summary>The bank works on it.</summary>
    Processing,

    /// <summary>The bank wants its customer.</summary>
    NeedsCustomer,
    Succeeded,
    Failed,

    /// <summary>Switched off before it was paid, or ended for a reason that is no failure of a payment method.</summary>
    Cancelled,

    /// <summary>The customer did not confirm in time.</summary>
    Expired,
}

/// <summary>A row of <c>auto_topup_attempts</c>: one purchase of credits, with one key for each method that is tried for it.</summary>
internal sealed record Attempt
{
    public const string Columns =
        "id, user_id, source, cause, purchase, status, cents, amount, threshold_cents, methods, place, day, month, released, "
        + "debit_during, switched_off, claimed_until, sent_at, " +
        "next_ask_at, asked, top_up_id, payment_intent_id, reason, link_hash, link_until, created_at, updated_at, ended_at";

    public const string IsOpenSql = "status in ('Reserved', 'Sending', 'Unknown', 'Processing', 'NeedsCustomer')";

    public required string Id { get; init; }

    public required string UserId { get; init; }

    /// <summary>What asked for it: the same event or request asks once.</summary>
    public required string Source { get; init; }

    public required AttemptCause Cause { get; init; }

    /// <summary>The purchase that triggered it (S0-61).</summary>
    public string? Purchase { get; init; }

    public required AttemptStatus Status { get; init; }

    public required long Cents { get; init; }

    public required CreditAmount Amount { get; init; }

    public required long ThresholdCents { get; init; }

    /// <summary>JSON: the methods in the order in which they are tried, fixed when the attempt was made.</summary>
    public required string Methods { get; init; }

    /// <summary>Which of them is tried now; part of the gateway's key.</summary>
    public required int Place { get; init; }

    public required string Day { get; init; }

    public required string Month { get; init; }

    /// <summary>The limits have got their share back.</summary>
    public required bool Released { get; init; }

    /// <summary>A debit came meanwhile, for which this charge may not be enough.</summary>
    public required bool DebitDuring { get; init; }

    /// <summary>
    /// Its customer switched auto top-up off, or was locked, while it was open: nothing is asked for any more, and no end of it is a
    /// failure.
    /// </summary>
    public bool SwitchedOff { get; init; }

    public DateTimeOffset? ClaimedUntil { get; init; }

    /// <summary>When the method of <see cref="Place"/> was first sent to the gateway.</summary>
    public DateTimeOffset? SentAt { get; init; }

    public DateTimeOffset? NextAskAt { get; init; }

    public int Asked { get; init; }

    public string? TopUpId { get; init; }

    public string? PaymentIntentId { get; init; }

    public string? Reason { get; init; }

    public string? LinkHash { get; init; }

    public DateTimeOffset? LinkUntil { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }

    public bool IsOpen => Status <= AttemptStatus.NeedsCustomer;

    public string Key => KeyAt(Place);

    public string KeyAt(int place) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Id}:{place}");

    public IReadOnlyList<AttemptMethod> ReadMethods() => JsonSerializer.Deserialize<List<AttemptMethod>>(Methods)!;

    public static string WriteMethods(IEnumerable<AttemptMethod> methods) => JsonSerializer.Serialize(methods);
}

/// <param name="Name">As the customer knows it.</param>
internal sealed record AttemptMethod(string Id, string Name, string Face);
