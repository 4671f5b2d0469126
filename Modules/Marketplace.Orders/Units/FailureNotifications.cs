using Microsoft.Extensions.Localization;

namespace Marketplace.Orders.Units;

/// <summary>
/// What customers and those who run the site are told of purchases that came to nothing (S0-68): what happened, what did not, and what to
/// do.
/// </summary>
internal sealed class FailureNotifications(IStringLocalizer<FailureNotifications> text) : INotificationKinds
{
    public const string DeliveryFailed = "orders.delivery-failed";
    public const string DeliveryToLookAt = "orders.delivery-to-look-at";
    public const string NotBought = "orders.not-bought";
    public const string NotBoughtToLookAt = "orders.not-bought-to-look-at";

    public IEnumerable<NotificationKind> GetKinds()
    {
        var purchases = new NotificationCategory("purchases", text["Your purchases"]);
        var operations = new NotificationCategory("operations", text["Running this site"]) { ForAdministrators = true };
        var product = new NotificationValue("product", text["What was bought"], "VM Instance");
        var unit = new NotificationValue("deployment", text["The deployment's id"], "dep_01k8");
        var reason = new NotificationValue("reason", text["Why, as a sentence"], text["The grid has no free node of this size."]);
        var amount = new NotificationValue("amount", text["What was reserved for it"], "$5.00");
        var customer = new NotificationValue("customer", text["Who bought it"], "ann@example.com");
        var payment = new NotificationValue("payment", text["The payment's id"], "pi_3Q");
        yield return new NotificationKind(
            DeliveryFailed,
            text["A purchase could not be delivered"],
            purchases,
            text["{{product}} could not be delivered"],
            text[
                """
                We could not deliver {{product}} ({{deployment}}). {{reason}}

                You paid nothing for it: the {{amount}} that were reserved are free again in your wallet. {{payment}}

                Try again, or choose something else. If it fails again, write to us and name {{deployment}}.
                """],
            product, unit, reason, amount,
            new NotificationValue("payment", text["What became of a card payment, as a sentence, or nothing"], Failures.CardPaid(text)))
        {
            MaySwitchOff = false, LinkText = text["See what happened"],
        };
        yield return new NotificationKind(
            DeliveryToLookAt,
            text["A delivery failed"],
            operations,
            text["{{product}} could not be delivered"],
            text[
                """
                {{product}} ({{deployment}}) could not be delivered to {{customer}}. {{reason}}

                The customer paid nothing for it: {{amount}} are free again in their wallet. {{payment}} They were told.

                Look at it before more orders fail.
                """],
            product, unit, customer, reason, amount,
            new NotificationValue(
                "payment", text["What became of a card payment, as a sentence, or nothing"], Failures.CardPaidByCustomer(text, "pi_3Q")))
        {
            LinkText = text["See failed deployments"],
        };
        yield return new NotificationKind(
            NotBought,
            text["A purchase was paid and not made"],
            purchases,
            text["{{product}} was not bought"],
            text[
                """
                Your payment went through, but {{product}} was not bought with it. {{reason}}

                The credits that you paid for are in your wallet, and nothing else was charged. Spend them on something else, or write to us
                """
                + " if you want the payment {{payment}} refunded."],
            product, reason, payment)
        {
            MaySwitchOff = false, LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            NotBoughtToLookAt,
            text["A purchase was paid and not made"],
            operations,
            text["{{customer}} paid, and {{product}} was not bought"],
            text[
                """
                {{customer}} paid for {{product}} by card ({{payment}}), and it was not bought. {{reason}}

                The credits are in their wallet, and the payment was not refunded. They were told, and may write to you.
                """],
            customer, product, payment, reason)
        {
            LinkText = text["See the payment"],
        };
    }
}
