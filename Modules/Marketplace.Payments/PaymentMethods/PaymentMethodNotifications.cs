using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.PaymentMethods;

internal sealed class PaymentMethodNotifications(IStringLocalizer<PaymentMethodNotifications> text) : INotificationKinds
{
    public const string CardExpires = "payments.card-expires";
    public const string Page = "~/dashboard/wallet/payment-methods";

    public IEnumerable<NotificationKind> GetKinds()
    {
        yield return new NotificationKind(
            CardExpires,
            text["A saved card expires"],
            new NotificationCategory("payments", text["Your payments"]),
            text["Your card {{card}} expires {{expiry}}"],
            text[
                """
                {{card}}, which you saved to pay with, is good until the end of {{expiry}}.

                Automatic charges to it fail from then on. Add its successor, or another card, and remove this one. You are told once for
                """
                + " each card."],
            new NotificationValue("card", text["The card"], "Visa •••• 4242"),
            new NotificationValue("expiry", text["Month and year in which it expires"], "08/27"))
        {
            LinkText = text["Open your payment methods"],
        };
    }
}
