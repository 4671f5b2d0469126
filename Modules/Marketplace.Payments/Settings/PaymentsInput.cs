using System.Globalization;
using Marketplace.Ui;

namespace Marketplace.Payments.Settings;

/// <summary>The payment settings as somebody types them.</summary>
internal sealed record PaymentsInput : IEditForm
{
    public string? Version { get; set; }

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
        Version = RecordVersion.Of(settings),
        FixedAmounts = string.Join("; ", settings.FixedAmounts.Select(x => x.ToString())),
        MinimumAmount = settings.MinimumAmount.ToString(),
        MaximumAmount = settings.MaximumAmount.ToString(),
        NewAccountDays = settings.NewAccountDays.ToString(CultureInfo.InvariantCulture),
        NewAccountDailyLimit = settings.NewAccountDailyLimitUsd.ToString(),
        DailyLimit = settings.DailyLimitUsd?.ToString() ?? "",
        MaximumMethods = settings.MaximumMethods.ToString(CultureInfo.InvariantCulture),
        ExpiryNoticeDays = settings.ExpiryNoticeDays.ToString(CultureInfo.InvariantCulture),
    };
}
