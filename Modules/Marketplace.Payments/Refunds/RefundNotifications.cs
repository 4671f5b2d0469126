using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Refunds;

/// <summary>What customers are told of money on its way back, and operators of money that stayed.</summary>
internal sealed class RefundNotifications(IStringLocalizer<RefundNotifications> text) : INotificationKinds
{
    public const string Made = "payments.refund-made";
    public const string Failed = "payments.refund-failed";
    public const string Refused = "payments.refund-refused";

    public const string Wallet = "~/dashboard/wallet";

    public IEnumerable<NotificationKind> GetKinds()
    {
        var payments = new NotificationCategory("payments", text["Your payments"]);
        yield return new NotificationKind(
            Made,
            text["Refund made"],
            payments,
            text["You get {{amount}} back"],
            text[
                """
                We are sending {{amount}} back to the card or account that you paid with. Banks take up to ten days to show it.

                {{credits}}

                The payment is {{payment}}.
                """],
            [.. Values(text["$25.00 and the bonus of $2.50 left your wallet."])])
        {
            MaySwitchOff = false,
            LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            Failed,
            text["Refund failed"],
            payments,
            text["Your refund of {{amount}} came back"],
            text[
                """
                Your bank did not take the {{amount}} that we sent back to you. Most often the card is closed or was replaced.

                {{credits}}

                Write to us to agree on another way to get the money back. The payment is {{payment}}.
                """],
            [.. Values(text["$25.00 and the bonus of $2.50 are back in your wallet."])])
        {
            MaySwitchOff = false,
            LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            Refused,
            text["Refund refused"],
            new NotificationCategory("operations", text["Running this site"]) { ForAdministrators = true },
            text["The refund of {{amount}} was not made"],
            text[
                """
                You asked for it, and the payment provider refused it afterwards. The customer keeps the credits, and nothing was sent back.

                The payment is {{payment}}.
                """],
            new NotificationValue("amount", text["The money"], "$25"), new NotificationValue("payment", text["The payment's id"], "pi_3Q"))
        {
            MaySwitchOff = false,
            LinkText = text["Open the payment"],
        };
    }

    private IEnumerable<NotificationValue> Values(string sample) =>
    [
        new("amount", text["The money"], "$25"), new("credits", text["What it did to the wallet, as a sentence"], sample),
        new("payment", text["The payment's id"], "pi_3Q"),
    ];
}
