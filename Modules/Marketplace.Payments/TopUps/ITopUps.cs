using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Packages;

namespace Marketplace.Payments.TopUps;

/// <summary>
/// Buying credits: one row per attempt, whose id is the gateway's idempotency key, so that nobody is charged or credited twice.
/// </summary>
public interface ITopUps
{
    /// <summary>
    /// Stores an attempt, then makes its payment intent. <paramref name="alongside"/> runs in the transaction that stores the intent's id,
    /// for what must not exist without it, such as a purchase that waits for the money.
    /// </summary>
    Task<StartTopUpResult> StartAsync(StartTopUp request, Func<UnitOfWork, TopUp, Task>? alongside, CancellationToken cancellationToken);

    /// <summary>
    /// Applies what the gateway says of an intent: a succeeded one credits the wallet once and writes <see cref="TopUpSucceeded"/>, in one
    /// transaction; a failed or canceled one is recorded. Repeating it changes nothing.
    /// </summary>
    Task<ApplyIntentResult> ApplyAsync(PaymentIntent intent, CancellationToken cancellationToken);

    /// <summary>
    /// Charges a saved method while its owner is away, and credits the wallet when that succeeds. Called again with the same key it carries
    /// on where it stopped, so that a lost answer is asked for again and never charged a second time.
    /// </summary>
    Task<ChargeResult> ChargeAsync(ChargeSavedMethod request, CancellationToken cancellationToken);

    /// <summary>
    /// What became of a charge that must not be asked for again, because its key may be forgotten or its customer wants it no more. The
    /// gateway is asked about it, and nothing is charged; one that never got there is closed, so that its key charges nothing later.
    /// </summary>
    /// <returns>Null where the key was never used.</returns>
    Task<ChargeResult?> LookUpChargeAsync(string userId, string idempotencyKey, CancellationToken cancellationToken);

    /// <summary>
    /// What a user can still buy on this day (UTC) by the site's own limits; payments that are open count as if they were paid. It is
    /// reserved only by a charge, which may find less.
    /// </summary>
    /// <returns>Null where the site has no limit for them.</returns>
    Task<Usd?> ReadLeftTodayAsync(string userId, CancellationToken cancellationToken);

    Task<TopUp?> FindByIntentAsync(string paymentIntentId, CancellationToken cancellationToken);

    /// <summary>The attempt that <see cref="StartTopUp.IdempotencyKey"/> made, or null where the user never used the key.</summary>
    Task<TopUp?> FindByKeyAsync(string userId, string idempotencyKey, CancellationToken cancellationToken);
}

/// <param name="IdempotencyKey">The caller's: a replayed form or request answers the first attempt.</param>
/// <param name="Purpose">Metadata of the intent; <c>tfc_purchase</c> (S1-04).</param>
public sealed record StartTopUp(
    string IdempotencyKey, string UserId, CreditAmount Amount, string ReturnUrl, string Purpose = "tfc_purchase")
{
    /// <summary>Null: the amount at its usual price.</summary>
    public CreditPackage? Package { get; init; }
}

public sealed record TopUp(
    string Id,
    string UserId,
    CreditAmount Amount,
    TopUpStatus Status,
    string? PaymentIntentId,
    string? ClientSecret,
    string? FailureMessage,
    DateTimeOffset CreatedAt)
{
    /// <summary>Of the caller's own record, where it gave one: <see cref="ChargeSavedMethod.Reference"/>.</summary>
    public string? Reference { get; init; }

    /// <summary>What is paid, in cents of USD.</summary>
    public required long AmountCents { get; init; }

    /// <summary>What a package gives besides <see cref="Amount"/>.</summary>
    public CreditAmount Bonus { get; init; }
}

public enum TopUpStatus
{
    /// <summary>Stored; the gateway has not answered yet.</summary>
    Created,

    /// <summary>The customer has to pay.</summary>
    Pending,
    Succeeded,
    Failed,
}

public abstract record StartTopUpResult
{
    private StartTopUpResult()
    {
    }

    public sealed record Started(TopUp TopUp) : StartTopUpResult;

    /// <summary>Outside the tenant's limits, or not a whole number of cents.</summary>
    public sealed record InvalidAmount(string Message) : StartTopUpResult;

    /// <summary>The customer has bought as much today as they may. Nothing was stored or charged.</summary>
    public sealed record LimitReached(DailyLimitReached Limit) : StartTopUpResult;

    public sealed record KeyReused : StartTopUpResult;

    public sealed record GatewayFailed(GatewayError Error) : StartTopUpResult;
}

public enum ApplyIntentResult
{
    /// <summary>Credited now.</summary>
    Credited,

    /// <summary>Credited before.</summary>
    AlreadyCredited,
    RecordedFailure,

    /// <summary>Still open, or nothing of ours: another tenant's, without a top-up, or with an amount that differs.</summary>
    Ignored,
}

/// <summary>Credits were bought and are in the wallet.</summary>
[Event("payments.top-up-succeeded")]
public sealed record TopUpSucceeded(string TopUpId, string UserId, CreditAmount Amount, string PaymentIntentId, string? Reference = null);

/// <summary>The gateway gave up on a payment; nothing was charged.</summary>
/// <param name="PaymentIntentId">Null where it never came to one.</param>
[Event("payments.top-up-failed")]
public sealed record TopUpFailed(
    string TopUpId, string UserId, CreditAmount Amount, string? PaymentIntentId, string Reason, string? Reference = null);
