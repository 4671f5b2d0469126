namespace Marketplace.Credits.Wallet;

/// <summary>
/// Buys credits by itself where the customer wants that. The module that offers it puts its own in place of the default, which never does.
/// </summary>
public interface IAutoTopUp
{
    /// <summary>
    /// Called before a purchase (D6): buys credits where the balance is below the customer's threshold or does not cover the price. What
    /// the threshold needs once the purchase is paid belongs to the same charge (O26), as far as the customer's limits allow.
    /// Answers when the credits are there or it is clear that they are not coming now.
    /// </summary>
    /// <param name="required">What the purchase costs.</param>
    /// <param name="purchase">The order's id, stored with the entry (S0-61).</param>
    /// <param name="key">The purchase's own idempotency key: however often the same purchase is sent, even at once, it buys credits
    /// once.</param>
    Task<AutoTopUpResult> BeforePurchaseAsync(
        string userId, CreditAmount required, string purchase, string key, CancellationToken cancellationToken);

    /// <summary>
    /// What <see cref="BeforePurchaseAsync"/> would buy now, so that a screen can name it before anybody presses a button. It charges
    /// nothing.
    /// </summary>
    /// <returns>Null where it would buy nothing.</returns>
    Task<AutoTopUpPlan?> PlanAsync(string userId, CreditAmount required, CancellationToken cancellationToken);
}

/// <param name="Amount">The credits that would come.</param>
/// <param name="Charge">What would be charged for them, in words: <c>$25.00</c>.</param>
/// <param name="Method">What would be charged first, for example <c>Visa ****4242</c>.</param>
public sealed record AutoTopUpPlan(CreditAmount Amount, string Charge, string Method);

public abstract record AutoTopUpResult
{
    private AutoTopUpResult()
    {
    }

    /// <summary>Not offered, or switched off.</summary>
    public sealed record Off : AutoTopUpResult;

    /// <summary>There are credits enough.</summary>
    public sealed record NotNeeded : AutoTopUpResult;

    /// <summary>The credits are in the wallet.</summary>
    /// <param name="Purchase">Stored with the entry: what the first call with this key said.</param>
    public sealed record ToppedUp(CreditAmount Amount, string? Purchase) : AutoTopUpResult;

    /// <summary>Nothing was bought: ask the customer to buy credits by hand.</summary>
    /// <param name="Message">Says why, and what to do; localized.</param>
    public sealed record Refused(string Message) : AutoTopUpResult;
}

/// <summary>Where nobody offers auto top-up.</summary>
internal sealed class NeverTopUp : IAutoTopUp
{
    public Task<AutoTopUpResult> BeforePurchaseAsync(
        string userId, CreditAmount required, string purchase, string key, CancellationToken cancellationToken) =>
        Task.FromResult<AutoTopUpResult>(new AutoTopUpResult.Off());

    public Task<AutoTopUpPlan?> PlanAsync(string userId, CreditAmount required, CancellationToken cancellationToken) =>
        Task.FromResult<AutoTopUpPlan?>(null);
}
