using Microsoft.Extensions.Localization;

namespace Marketplace.Payments.Disputes;

/// <summary>What customers and those who run the site are told of contested payments.</summary>
internal sealed class DisputeNotifications(IStringLocalizer<DisputeNotifications> text) : INotificationKinds
{
    public const string Opened = "payments.dispute-opened";
    public const string Won = "payments.dispute-won";
    public const string ToAnswer = "payments.dispute-to-answer";

    public IEnumerable<NotificationKind> GetKinds()
    {
        var payments = new NotificationCategory("payments", text["Your payments"]);
        var operations = new NotificationCategory("operations", text["Running this site"]) { ForAdministrators = true };
        yield return new NotificationKind(
            Opened,
            text["Payment disputed"],
            payments,
            text["Your bank took {{amount}} back"],
            text[
                """
                Your bank tells us that the payment of {{amount}} is disputed, and took the money back until that is decided.

                {{credits}} If that left you below zero, you cannot spend credits until you buy enough to get above it.

                If you did not mean to dispute it, tell your bank and write to us. The payment is {{payment}}.
                """],
            [.. Values(text["$25.00 left your wallet."])])
        {
            MaySwitchOff = false,
            LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            Won,
            text["Dispute ended"],
            payments,
            text["The dispute about {{amount}} is over"],
            text[
                """
                Your bank decided that the payment of {{amount}} stands.

                {{credits}}

                You need not do anything. The payment is {{payment}}.
                """],
            [.. Values(text["$25.00 are back in your wallet."])])
        {
            MaySwitchOff = false,
            LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            ToAnswer,
            text["A payment is disputed"],
            operations,
            text["A payment of {{amount}} is disputed"],
            text[
                """
                {{customer}} disputes a payment of {{amount}} at their bank. The bank's reason is "{{reason}}". The credits it paid for were
                """
                + " taken back.\n"
                + """

                Answer it at the payment provider by {{due}}: without an answer the money is lost.
                """],
            new NotificationValue("amount", text["The money"], "$25"),
            new NotificationValue("customer", text["Whose payment it is"], "ann@example.com"),
            new NotificationValue("reason", text["The bank's word"], "fraudulent"),
            new NotificationValue("due", text["Until when it can be answered"], "2026-03-01"))
        {
            MaySwitchOff = false,
            LinkText = text["See the payment"],
        };
    }

    private IEnumerable<NotificationValue> Values(string sample) =>
    [
        new("amount", text["The money"], "$25"), new("credits", text["What it did to the wallet, as a sentence"], sample),
        new("payment", text["The payment's id"], "pi_3Q"),
    ];
}
