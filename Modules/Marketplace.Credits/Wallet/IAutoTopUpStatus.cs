namespace Marketplace.Credits;

/// <summary>Tells how a customer's auto top-up stands. The module that offers it puts its own in place of the default, which says "off".</summary>
public interface IAutoTopUpStatus
{
    Task<AutoTopUpState> ReadAsync(string userId, CancellationToken cancellationToken);
}

/// <param name="Enabled">The customer switched it on.</param>
/// <param name="Threshold">Below this many credits it buys more; the default where nothing is set.</param>
/// <param name="Status">One word for people, for example <c>Active</c>; localized.</param>
public sealed record AutoTopUpState(bool Enabled, CreditAmount Threshold, string Status);
