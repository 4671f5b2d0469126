namespace Marketplace.Payments.Reconciliation.OpenTopUps;

/// <summary>
/// When the gateway is asked about a payment that is still open: soon and often while its customer may wait for it, rarely later. Most of
/// the old ones were given up at the card's form.
/// </summary>
internal static class AskSchedule
{
    /// <summary>By age of the payment.</summary>
    private static readonly TimeSpan[] First =
        [TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1)];

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static TimeSpan FirstQuestion => First[0];

    /// <param name="now">The moment of this question.</param>
    public static DateTimeOffset Next(DateTimeOffset createdAt, DateTimeOffset now)
    {
        foreach (var age in First)
        {
            if (createdAt + age > now)
                return createdAt + age;
        }

        return now - createdAt < Day ? now + Hour : now + Day;
    }
}
