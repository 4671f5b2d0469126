namespace Marketplace.Payments;

/// <summary>The limit that counts for one customer: the lower one where two apply.</summary>
internal sealed record DailyLimit(DailyLimitKind Kind, long Cents)
{
    /// <param name="age">Of the account; null where nobody knows how old accounts are.</param>
    public static DailyLimit? For(PaymentsSettings settings, TimeSpan? age)
    {
        var everybody = settings.DailyLimitUsd is { } usd ? new DailyLimit(DailyLimitKind.Everybody, ToCents(usd)) : null;
        if (age is null || age >= TimeSpan.FromDays(settings.NewAccountDays))
            return everybody;
        var isNew = new DailyLimit(DailyLimitKind.NewAccount, ToCents(settings.NewAccountDailyLimitUsd));
        return everybody is not null && everybody.Cents < isNew.Cents ? everybody : isNew;
    }

    /// <summary>What nobody can mean is taken as the nearest that somebody can.</summary>
    private static long ToCents(decimal usd) => decimal.ToInt64(decimal.Truncate(Math.Clamp(usd, 0, 1_000_000_000) * 100));
}
