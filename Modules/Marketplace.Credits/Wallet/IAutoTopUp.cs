namespace Marketplace.Credits;

/// <summary>Buys credits by itself where the customer wants that. The module that offers it puts its own in place of the default, which never does.</summary>
public interface IAutoTopUp
{
    /// <summary>
    /// Called before a purchase (D6): buys credits where the balance is below the customer's threshold or does not cover the price.
    /// Answers when the credits are there or it is clear that they are not coming now.
    /// </summary>
    /// <param name="required">What the purchase costs.</param>
    /// <param name="purchase">What it is for, stored with the entry (S0-61): a product's id or an order's.</param>
    /// <param name="key">The purchase's own idempotency key: however often the same purchase is sent, even at once, it buys credits once.</param>
    Task<AutoTopUpResult> BeforePurchaseAsync(string userId, CreditAmount required, string purchase, string key, CancellationToken cancellationToken);
}

public abstract record AutoTopUpResult
{
    private AutoTopUpResult()
    {
    }

    /// <summary>Switched off, or nothing had to be bought.</summary>
    public sealed record NotNeeded : AutoTopUpResult;

    /// <summary>The credits are in the wallet.</summary>
    public sealed record ToppedUp(CreditAmount Amount) : AutoTopUpResult;

    /// <summary>Nothing was bought: ask the customer to buy credits by hand.</summary>
    /// <param name="Message">Says why, and what to do; localized.</param>
    public sealed record Refused(string Message) : AutoTopUpResult;
}

/// <summary>Where nobody offers auto top-up.</summary>
internal sealed class NeverTopUp : IAutoTopUp
{
    public Task<AutoTopUpResult> BeforePurchaseAsync(string userId, CreditAmount required, string purchase, string key, CancellationToken cancellationToken) =>
        Task.FromResult<AutoTopUpResult>(new AutoTopUpResult.NotNeeded());
}
