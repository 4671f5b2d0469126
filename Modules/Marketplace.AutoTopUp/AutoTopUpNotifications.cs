using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp;

/// <summary>What this module tells people. Charges, and what asks for them, cannot be switched off (S0-29).</summary>
internal sealed class AutoTopUpNotifications(IStringLocalizer<AutoTopUpNotifications> text) : INotificationKinds
{
    public const string Charged = "autotopup.charged";
    public const string Failed = "autotopup.failed";
    public const string Suspended = "autotopup.suspended";
    public const string NeedsYou = "autotopup.needs-you";
    public const string NotBought = "autotopup.not-bought";
    public const string Agreed = "autotopup.agreed";
    public const string TakenOver = "autotopup.taken-over";

    public const string SettingsPage = "~/dashboard/wallet/auto-topup";
    public const string BuyByHand = "~/dashboard/wallet#buy-credits";

    public IEnumerable<NotificationKind> GetKinds()
    {
        var category = new NotificationCategory("autotopup", text["Auto top-up"]);
        var amount = new NotificationValue("amount", text["How much"], "$25.00");
        var method = new NotificationValue("method", text["The payment method"], "Visa ****4242");
        var threshold = new NotificationValue("threshold", text["The amount below which credits are bought"], "$10.00");
        var reason = new NotificationValue("reason", text["Why, as a sentence"], text["Your card was declined. You were not charged."]);
        yield return new NotificationKind(
            Charged, text["Credits were bought by auto top-up"], category,
            text["{{amount}} of credits bought with {{method}}"],
            text[
                """
                {{why}} So we bought {{amount}} of credits with {{method}}, as you agreed to. They are in your wallet.

                You can change the amounts or switch auto top-up off at any time.
                """],
            amount, method, threshold,
            new NotificationValue("why", text["Why credits were bought, as a sentence"], text["Your credits were below {0}.", "$10.00"]))
        {
            MaySwitchOff = false, LinkText = text["Open auto top-up"],
        };
        yield return new NotificationKind(
            Failed, text["Auto top-up could not buy credits"], category,
            text["We could not buy {{amount}} of credits"],
            text[
                """
                We could not buy {{amount}} of credits for you. {{reason}}

                Buy credits by hand in your wallet if you need them now. We will try again after a pause, when something is paid from your
                """
                + " wallet."],
            amount, reason)
        {
            MaySwitchOff = false, LinkText = text["Buy credits"],
        };
        yield return new NotificationKind(
            Suspended, text["Auto top-up was suspended"], category,
            text["Auto top-up is suspended: change your payment method"],
            text[
                """
                We could not buy {{amount}} of credits for you, again. {{reason}}

                We will not try any more until you add or choose another payment method. Buy credits by hand in your wallet meanwhile.
                """],
            amount, reason)
        {
            MaySwitchOff = false, LinkText = text["Change the payment method"],
        };
        yield return new NotificationKind(
            NeedsYou, text["Your bank wants you to confirm an automatic payment"], category,
            text["Confirm {{amount}} with your bank"],
            text[
                """
                We tried to buy {{amount}} of credits with {{method}}. Your bank wants you to confirm it yourself. You have not been
                """
                + " charged.\n"
                + """

                The link is good once, until {{until}}. Without your confirmation nothing is bought.
                """],
            amount, method, new NotificationValue("until", text["Until when the link is good"], "5 March 2026, 10:00 UTC"))
        {
            MaySwitchOff = false, LinkText = text["Confirm the payment"],
        };
        yield return new NotificationKind(
            NotBought, text["Auto top-up bought nothing"], category,
            text["Your credits are low, and auto top-up bought nothing"],
            text[
                """
                {{reason}} You were not charged.

                Buy credits by hand in your wallet if you need them now.
                """],
            reason)
        {
            LinkText = text["Buy credits"],
        };
        yield return new NotificationKind(
            Agreed, text["You agreed to auto top-up"], category,
            text["Auto top-up is on"],
            text[
                """
                You agreed that we buy credits for you: {{terms}}

                Every charge is told to you. You can change the amounts or switch auto top-up off at any time, and it takes effect at once.
                """],
            new NotificationValue(
                "terms", text["What was agreed to"],
                text["When credits are below $10.00, purchase $25.00 with Visa ****4242. No limit per day or month."]))
        {
            MaySwitchOff = false, LinkText = text["Open auto top-up"],
        };
        yield return new NotificationKind(
            TakenOver, text["Auto top-up came over and waits for you"], category,
            text["Your auto top-up came over: switch it on once"],
            text[
                """
                You had auto top-up on before, and its settings came over: {{terms}}

                It is off until you say so here, because your card did not come with it. Save a card, agree to the charges, and it goes on
                """
                + " as before. Nothing is bought by itself until then."],
            new NotificationValue(
                "terms", text["What was set before"], text["When credits are below $10.00, purchase $25.00. No limit per day or month."]))
        {
            MaySwitchOff = false, LinkText = text["Open auto top-up"],
        };
    }
}
