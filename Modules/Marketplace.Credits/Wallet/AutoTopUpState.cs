namespace Marketplace.Credits;

/// <summary>What the wallet endpoints say of auto top-up where nobody offers it: off, with the documented default threshold (S0-23).</summary>
internal static class AutoTopUpState
{
    public const bool Enabled = false;
    public const string Status = "Off";
    public static readonly CreditAmount Threshold = CreditAmount.FromDecimal(10);
}
