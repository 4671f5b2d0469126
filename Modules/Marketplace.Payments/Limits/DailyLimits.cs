using Marketplace.Data;
using Marketplace.Payments.TopUps;
using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Limits;

/// <summary>Which limit counts for whom, and how it is told.</summary>
internal sealed class DailyLimits(
    ITenant tenant, IDatabase database, TimeProvider time, IStringLocalizer<DailyLimits> text, IUserDirectory? users = null)
{
    public async Task<DailyLimit?> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        var settings = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section);
        return DailyLimit.For(settings, await AgeAsync(userId, cancellationToken));
    }

    /// <summary>What the limit leaves of this day.</summary>
    public async Task<Usd> ReadLeftAsync(string userId, DailyLimit limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return new Usd(Math.Max(0, limit.Cents - await TopUpDays.ReadAsync(db, userId, time.GetUtcNow(), cancellationToken)));
    }

    public async Task<DailyLimitReached> ExplainAsync(string userId, DailyLimit limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var left = await ReadLeftAsync(userId, limit, cancellationToken);
        var settings = tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section);
        var rule = limit.Kind is DailyLimitKind.NewAccount
            ? text[
                "In its first {0} days an account can buy credits for {1} a day.", settings.NewAccountDays, new Usd(limit.Cents).Format()]
            : text["Credits for {0} can be bought in one day.", new Usd(limit.Cents).Format()];
        var rest = left.IsPositive
            ? text[
                "{0} are left today, counting payments that are still open; the day ends at 00:00 UTC. You were not charged.",
                left.Format()]
            : text["Nothing is left today, counting payments that are still open; the day ends at 00:00 UTC. You were not charged."];
        return new DailyLimitReached(
            limit.Kind, new Usd(limit.Cents), left, new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero), $"{rule} {rest}");
    }

    private async Task<TimeSpan?> AgeAsync(string userId, CancellationToken cancellationToken)
    {
        if (users is null)
            return null;
        // Somebody whom the directory does not know has only just come.
        var user = await users.FindAsync(userId, cancellationToken);
        return user is null ? TimeSpan.Zero : time.GetUtcNow() - user.RegisteredAt;
    }
}
