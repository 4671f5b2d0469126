namespace Marketplace.Credits.Transfers;

/// <summary>
/// The settings section <c>transfers</c>: whether customers may send credits to each other, and how many. Amounts in credits.
/// </summary>
public sealed record TransferSettings
{
    public const string Section = "transfers";

    public bool Enabled { get; init; } = true;

    /// <summary>Per transfer.</summary>
    public decimal Maximum { get; init; } = 500m;

    /// <summary>Per sender and day (UTC).</summary>
    public decimal DailyMaximum { get; init; } = 1_000m;

    internal CreditAmount Most => In(Maximum);

    internal CreditAmount MostPerDay => In(DailyMaximum);

    /// <summary>What nobody can mean is taken as the nearest that somebody can.</summary>
    private static CreditAmount In(decimal credits) =>
        CreditAmount.FromDecimal(
            decimal.Round(Math.Clamp(credits, 0, new CreditAmount(long.MaxValue).ToDecimal()), 6, MidpointRounding.ToZero));
}
