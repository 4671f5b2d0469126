using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Notices;

/// <summary>What customers whose points became credits are told (acceptance S0-69).</summary>
internal sealed class MigrationNotifications(IStringLocalizer<MigrationNotifications> text) : INotificationKinds
{
    public const string Migrated = "credits.migrated";
    public const string RolledBack = "credits.migration-rolled-back";

    public const string Wallet = "~/dashboard/wallet";

    public IEnumerable<NotificationKind> GetKinds()
    {
        var wallet = new NotificationCategory("wallet", text["Your credits"]);
        var balance = new NotificationValue("balance", text["The balance in credits"], "$15.05");
        yield return new NotificationKind(
            Migrated,
            text["Points became credits"],
            wallet,
            text["Your points are now credits"],
            text[
                """
                Your points are now credits: your balance with {{site}} became {{balance}}.

                Ten points became one dollar of credits. Your wallet shows your earlier transactions in dollars, each with its original
                """
                + " date. What you offered came over with its prices in dollars.\n"
                + """

                If you had auto top-up on, its settings came over too, and it is off: your card could not come with it. We ask you once, in
                """
                + " your wallet, for a card and your consent."],
            balance)
        {
            MaySwitchOff = false,
            LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            RolledBack,
            text["Credits became points again"],
            wallet,
            text["Your points are points again for now"],
            text[
                """
                We took the change of your points into credits back, and with it the {{balance}} in your wallet with {{site}}.

                Your points are as they were. We will write to you when they become credits again. We are sorry for the back and forth.
                """],
            balance)
        {
            MaySwitchOff = false,
        };
    }
}
