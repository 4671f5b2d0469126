using Marketplace.AutoTopUp.Attempts;

namespace Marketplace.AutoTopUp.Charging;

/// <summary>How long to wait before asking about an open charge again: soon at first, then every hour.</summary>
internal static class AskingPace
{
    /// <summary>
    /// Gateways keep a key for 24 hours. An hour before that, a charge of which no trace was ever seen is asked for no more, only looked
    /// for: the same key would then be a new charge.
    /// </summary>
    public static readonly TimeSpan KeyIsGood = TimeSpan.FromHours(23);

    private static readonly int[] Minutes = [1, 2, 5, 15, 30];

    public static TimeSpan After(AttemptStatus status, int asked) =>
        status is AttemptStatus.Processing || asked >= Minutes.Length ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(Minutes[asked]);

    /// <summary>Whether it may be asked for by its key, which charges it where that never got there.</summary>
    public static bool MayAsk(Attempt attempt, DateTimeOffset now) =>
        !attempt.SwitchedOff && (attempt.PaymentIntentId is not null || attempt.SentAt is not { } sent || sent > now - KeyIsGood);
}
