namespace Marketplace.Payments.TopUps;

/// <summary>A purchase that would exceed what one customer may buy in one day (UTC). Nothing was stored or charged.</summary>
/// <param name="LeftUsd">What can still be bought on this day; payments that are open count as if they were paid.</param>
/// <param name="ResetsAt">When the next day begins.</param>
/// <param name="Message">All of this for the customer, localized.</param>
public sealed record DailyLimitReached(DailyLimitKind Kind, Usd LimitUsd, Usd LeftUsd, DateTimeOffset ResetsAt, string Message)
{
    /// <summary>For problem details.</summary>
    public IReadOnlyDictionary<string, object?> ToExtensions() => new Dictionary<string, object?>(StringComparer.Ordinal)
    {
        ["code"] = "daily_limit",
        ["limit"] = Kind is DailyLimitKind.NewAccount ? "new_account" : "everybody",
        ["limit_usd"] = LimitUsd,
        ["left_usd"] = LeftUsd,
        ["resets_at"] = ResetsAt,
    };
}

public enum DailyLimitKind
{
    /// <summary>For accounts in their first days.</summary>
    NewAccount,

    /// <summary>For everybody.</summary>
    Everybody,
}
