using Microsoft.Extensions.Localization;

namespace Marketplace.Credits;

/// <summary>What this module tells people.</summary>
internal sealed class CreditsNotifications(IStringLocalizer<CreditsNotifications> text) : INotificationKinds
{
    public const string RanLow = "credits.ran-low";
    public const string TransferSent = "credits.transfer-sent";
    public const string TransferReceived = "credits.transfer-received";
    public const string LedgerBroken = "credits.ledger-broken";

    public const string Wallet = "~/dashboard/wallet";

    public IEnumerable<NotificationKind> GetKinds()
    {
        var wallet = new NotificationCategory("wallet", text["Your credits"]);
        var operations = new NotificationCategory("operations", text["Running this site"]) { ForAdministrators = true };
        yield return new NotificationKind(
            RanLow,
            text["Credits running low"],
            wallet,
            text["Your credits are running low: {{balance}} left"],
            text[
                """
                Your credits are down to {{balance}}, which is less than {{threshold}}.

                Buy more in your wallet before you need them.

                You are told once each time your credits fall below {{threshold}}. Choose another amount, or switch the notice off, on the
                """
                + " page of your wallet."],
            new NotificationValue("balance", text["What is left"], "$6.99"),
            new NotificationValue("threshold", text["The amount at which the customer is told"], "$10.00"))
        {
            LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            TransferSent,
            text["Credits sent to somebody"],
            wallet,
            text["You sent {{amount}}"],
            text[
                """
                You sent {{amount}} to {{recipient}}. They can be spent there at once. {{note}}

                If it was not you, change your password and write to us at once. The transaction is {{transaction}}.
                """],
            [.. Transfer(
                new NotificationValue("recipient", text["Who received them"], "ben@example.com"),
                text["Your note: {0}", text["For lunch"]])])
        {
            // Whoever took over an account must not be able to hide what they send away.
            MaySwitchOff = false,
            LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            TransferReceived,
            text["Credits received from somebody"],
            wallet,
            text["You received {{amount}}"],
            text[
                """
                {{sender}} sent you {{amount}}. The credits are in your wallet. {{note}}

                You need not do anything. The transaction is {{transaction}}.
                """],
            [.. Transfer(
                new NotificationValue("sender", text["Who sent them"], "ann@example.com"), text["Their note: {0}", text["For lunch"]])])
        {
            LinkText = text["Open your wallet"],
        };
        yield return new NotificationKind(
            LedgerBroken,
            text["The ledger does not add up"],
            operations,
            text["The ledger of {{site}} does not add up"],
            text[
                """
                A verification of the ledger found what must not be. Customers' credits may be wrong, or somebody changed the database past
                """
                + " this program.\n"
                + """

                {{findings}}

                Nothing was changed by the verification. Its page says what to do about each finding.
                """],
            new NotificationValue(
                "findings", text["What was found"], text["Balances are sums of entries: account acc_1 (expected 10, found 12.5)"]))
        {
            MaySwitchOff = false,
            LinkText = text["See what differs"],
        };
    }

    private IEnumerable<NotificationValue> Transfer(NotificationValue other, string note) =>
    [
        new("amount", text["How much"], "$5.00"), other, new("note", text["The note as a sentence, or nothing"], note),
        new("transaction", text["The transaction's id"], "txn_01k8"),
    ];
}
