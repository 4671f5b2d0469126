namespace Marketplace.Credits.Wallet;

/// <summary>
/// Tells how a customer's auto top-up stands. The module that offers it puts its own in place of the default, which says "off".
/// </summary>
public interface IAutoTopUpStatus
{
    Task<AutoTopUpState> ReadAsync(string userId, CancellationToken cancellationToken);
}

/// <param name="Enabled">The customer switched it on.</param>
/// <param name="Threshold">Below this many credits it buys more; the default where nothing is set.</param>
/// <param name="Status">One word for people, for example <c>Active</c>; localized.</param>
public sealed record AutoTopUpState(bool Enabled, CreditAmount Threshold, string Status)
{
    /// <summary>Whether this site has auto top-up at all.</summary>
    public bool IsOffered { get; init; } = true;

    /// <summary>
    /// Whether it buys when credits fall below the threshold: switched on, and neither suspended, paused nor waiting for its customer.
    /// </summary>
    public bool Works { get; init; } = Enabled;
}
