using System.Globalization;

namespace Marketplace.Payments;

/// <summary>The payment settings as somebody types them.</summary>
internal sealed record PaymentsInput
{
    /// <summary>With semicolons or line breaks between; a comma only where a space follows it.</summary>
    public string? FixedAmounts { get; set; }

    public string? MinimumAmount { get; set; }

    public string? MaximumAmount { get; set; }

    public string? NewAccountDays { get; set; }

    public string? NewAccountDailyLimit { get; set; }

    /// <summary>Empty: no limit.</summary>
    public string? DailyLimit { get; set; }

    public string? MaximumMethods { get; set; }

    public string? ExpiryNoticeDays { get; set; }

    public static PaymentsInput From(PaymentsSettings settings) => new()
    {
        FixedAmounts = string.Join("; ", settings.FixedAmounts.Select(Text)),
        MinimumAmount = Text(settings.MinimumAmount),
        MaximumAmount = Text(settings.MaximumAmount),
        NewAccountDays = settings.NewAccountDays.ToString(CultureInfo.InvariantCulture),
        NewAccountDailyLimit = Text(settings.NewAccountDailyLimitUsd),
        DailyLimit = settings.DailyLimitUsd is { } limit ? Text(limit) : "",
        MaximumMethods = settings.MaximumMethods.ToString(CultureInfo.InvariantCulture),
        ExpiryNoticeDays = settings.ExpiryNoticeDays.ToString(CultureInfo.InvariantCulture),
    };

    private static string Text(decimal usd) => usd.ToString("0.##", CultureInfo.InvariantCulture);
}
