using Marketplace.Credits.Wallet;

namespace Marketplace.Credits.BurnRate;

/// <summary>D7: advise auto top-up only while it is off and the projection is below zero or below the threshold.</summary>
internal static class AutoTopUpAdvice
{
    public static bool Applies(AutoTopUpState autoTopUp, CreditAmount projectedBalance) =>
        !autoTopUp.Enabled && (projectedBalance.IsNegative || projectedBalance < autoTopUp.Threshold);
}
