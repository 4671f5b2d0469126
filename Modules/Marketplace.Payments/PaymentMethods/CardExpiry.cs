using System.Globalization;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>How long a card is still good: to the end of its month.</summary>
internal enum CardExpiry
{
    /// <summary>For a while, or for ever.</summary>
    Good,

    /// <summary>It ends within <see cref="CardExpiryRule.SoonDays"/>.</summary>
    Soon,
    Expired,
}

internal static class CardExpiryRule
{
    public const int SoonDays = 60;

    /// <summary>The first day on which it is no longer good; null where nothing expires.</summary>
    public static DateOnly? EndOf(int? month, int? year) =>
        month is >= 1 and <= 12 && year is >= 1 and < 9999 ? new DateOnly(year.Value, month.Value, 1).AddMonths(1) : null;

    /// <summary>As it stands on the card: <c>08/27</c>.</summary>
    public static string Text(int month, int year) => string.Create(CultureInfo.InvariantCulture, $"{month:00}/{year % 100:00}");

    public static CardExpiry For(int? month, int? year, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        return EndOf(month, year) switch
        {
            null => CardExpiry.Good,
            { } end when end <= today => CardExpiry.Expired,
            { } end when end <= today.AddDays(SoonDays) => CardExpiry.Soon,
            _ => CardExpiry.Good,
        };
    }
}
