using Marketplace.AutoTopUp.Attempts;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Notices;

/// <summary>Tells customers what their auto top-up did, in the transaction that makes it true.</summary>
internal sealed class TellOfAttempt(INotifier notifier, RefusalText refusals, IStringLocalizer<TellOfAttempt> text)
{
    public Task ChargedAsync(UnitOfWork db, Attempt attempt, CancellationToken cancellationToken) => TellAsync(
        db, AutoTopUpNotifications.Charged, attempt, AutoTopUpNotifications.SettingsPage,
        () =>
        [
            ("amount", new Usd(attempt.Cents).Format()), ("method", attempt.ReadMethods()[attempt.Place].Name),
            ("threshold", new Usd(attempt.ThresholdCents).Format()), ("why", WhyOf(attempt)),
        ],
        cancellationToken);

    public Task FailedAsync(UnitOfWork db, Attempt attempt, string reason, CancellationToken cancellationToken) => TellAsync(
        db, AutoTopUpNotifications.Failed, attempt, AutoTopUpNotifications.BuyByHand,
        () => [("amount", new Usd(attempt.Cents).Format()), ("reason", reason)], cancellationToken);

    public Task SuspendedAsync(UnitOfWork db, Attempt attempt, string reason, CancellationToken cancellationToken) => TellAsync(
        db, AutoTopUpNotifications.Suspended, attempt, AutoTopUpNotifications.SettingsPage,
        () => [("amount", new Usd(attempt.Cents).Format()), ("reason", reason)], cancellationToken);

    public Task NeedsYouAsync(UnitOfWork db, Attempt attempt, string link, DateTimeOffset until, CancellationToken cancellationToken) =>
        TellAsync(
            db, AutoTopUpNotifications.NeedsYou, attempt, link,
            () =>
            [
                ("amount", new Usd(attempt.Cents).Format()), ("method", attempt.ReadMethods()[attempt.Place].Name),
                ("until", until.UtcDateTime.InWords("d MMMM yyyy, HH:mm 'UTC'")),
            ],
            cancellationToken);

    /// <summary>A limit or a missing card: told once in a month, or in a day for a limit of the day.</summary>
    public Task RefusedAsync(UnitOfWork db, string userId, Refusal refusal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var period = refusal is Refusal.DailyLimit or Refusal.SiteLimit ? Spending.DayOf(now) : Spending.MonthOf(now);
        return notifier.NotifyAsync(
            db,
            new Notification(
                AutoTopUpNotifications.NotBought, userId, $"autotopup:{refusal}:{period}:{userId}",
                () => new Dictionary<string, string>(StringComparer.Ordinal) { ["reason"] = refusals.Why(refusal) },
                AutoTopUpNotifications.BuyByHand),
            cancellationToken);
    }

    private string WhyOf(Attempt attempt) => attempt.Cause switch
    {
        AttemptCause.Debit => text["Your credits were below {0}.", new Usd(attempt.ThresholdCents).Format()],
        AttemptCause.Purchase =>
            text["Your credits did not cover what you bought, or were below {0}.", new Usd(attempt.ThresholdCents).Format()],
        AttemptCause.Manual => text["You, or a program of yours, asked for it."],
        AttemptCause.Confirmed =>
            text[
                "Your credits were below {0} when you switched auto top-up on, and you confirmed it.",
                new Usd(attempt.ThresholdCents).Format()],
        _ => throw new InvalidOperationException($"{attempt.Cause} has no text."),
    };

    private Task TellAsync(
        UnitOfWork db, string kind, Attempt attempt, string link, Func<(string Name, string Value)[]> values,
        CancellationToken cancellationToken) =>
        notifier.NotifyAsync(
            db,
            new Notification(
                kind, attempt.UserId, $"{attempt.Id}:{kind}",
                () => values().ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal), link),
            cancellationToken);
}
