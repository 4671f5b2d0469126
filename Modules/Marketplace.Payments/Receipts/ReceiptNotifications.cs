using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Receipts;

/// <summary>The mail that follows a payment on screen. Of automatic ones their own module tells.</summary>
internal sealed class ReceiptNotifications(IStringLocalizer<ReceiptNotifications> text) : INotificationKinds
{
    public const string Receipt = "payments.receipt";

    public IEnumerable<NotificationKind> GetKinds()
    {
        yield return new NotificationKind(
            Receipt,
            text["Receipt for a payment"],
            new NotificationCategory("payments", text["Your payments"]),
            text["Receipt {{number}}: you paid {{price}}"],
            text[
                """
                Thank you. You paid {{price}} and {{credits}} are in your wallet.

                - Receipt: {{number}}
                - Date: {{date}}
                - Payment: {{payment}}

                The receipt can be printed and downloaded as PDF. You can find all receipts under Payments in your wallet.
                """],
            new NotificationValue("number", text["The receipt's number"], "2026-000042"),
            new NotificationValue("price", text["What was paid"], "$20.00"),
            new NotificationValue("credits", text["What the wallet received, with the bonus"], "$25.00"),
            new NotificationValue("date", text["When it was paid"], "21 November 2026, 14:05 UTC"),
            new NotificationValue("payment", text["The payment's id"], "pi_3Q"))
        {
            LinkText = text["Open the receipt"],
        };
    }
}
