namespace Marketplace.Payments.TopUps;

/// <summary>The limit that counts for one customer: the lower one where two apply.</summary>
internal sealed record DailyLimit(DailyLimitKind Kind, long Cents)
{
    /// <param name="age">Of the account; null where nobody knows how old accounts are.</param>
    public static DailyLimit? For(PaymentsSettings settings, TimeSpan? age)
    {
        var everybody = settings.DailyLimitUsd is { } usd ? new DailyLimit(DailyLimitKind.Everybody, usd.Cents) : null;
        if (age is null || age >= TimeSpan.FromDays(settings.NewAccountDays))
            return everybody;
        var isNew = new DailyLimit(DailyLimitKind.NewAccount, settings.NewAccountDailyLimitUsd.Cents);
        return everybody is not null && everybody.Cents < isNew.Cents ? everybody : isNew;
    }
}
