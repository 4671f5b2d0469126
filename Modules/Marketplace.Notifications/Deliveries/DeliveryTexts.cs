using System.Diagnostics;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Deliveries;

/// <summary>States and channels in words.</summary>
internal sealed class DeliveryTexts(IStringLocalizer<DeliveryTexts> text)
{
    public string Of(NotificationChannels channel) => channel == NotificationChannels.App ? text["Bell"] : text["E-mail"];

    public string Of(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => text["Waiting"],
        DeliveryState.Sent => text["Delivered"],
        DeliveryState.GivenUp => text["Given up"],
        DeliveryState.Skipped => text["Skipped"],
        _ => throw new UnreachableException(),
    };

    public static string KindOf(DeliveryState state) => state switch
    {
        DeliveryState.Waiting => "info",
        DeliveryState.Sent => "success",
        DeliveryState.GivenUp => "danger",
        DeliveryState.Skipped => "neutral",
        _ => throw new UnreachableException(),
    };
}
