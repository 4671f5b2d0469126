using Microsoft.Extensions.Localization;

namespace Marketplace.Audit.Approvals;

/// <summary>What those who ask and those who approve are told.</summary>
internal sealed class ApprovalNotifications(IStringLocalizer<ApprovalNotifications> text) : INotificationKinds
{
    public const string Outdated = "approvals.outdated";
    public const string Waiting = "approvals.waiting";

    public IEnumerable<NotificationKind> GetKinds()
    {
        yield return new NotificationKind(
            Waiting,
            text["Something waits for your approval"],
            new NotificationCategory("approvals", text["Approvals"]) { ForAdministrators = true },
            text["To approve: {{what}}"],
            text[
                """
                {{what}}

                Why: {{reason}}

                It takes effect when a second person agrees, and ends by itself after seven days.
                """],
            new NotificationValue("what", text["What was asked for"], text["Raise the limit for one operator to $500.00"]),
            new NotificationValue("reason", text["Why"], text["We open in Belgium next week"]))
        {
            LinkText = text["Open the request"],
        };
        yield return new NotificationKind(
            Outdated,
            text["An approved change was not made"],
            new NotificationCategory("approvals", text["Approvals"]) { ForAdministrators = true },
            text["Approved, but not made: {{what}}"],
            text[
                """
                This was approved, but the settings were changed by somebody else after it was asked for. Nothing was changed now:

                {{what}}

                Look at the settings as they are. If it is still wanted, ask for it again.
                """],
            new NotificationValue("what", text["What was asked for"], text["Raise the limit for one operator to $500.00"]))
        {
            MaySwitchOff = false,
            LinkText = text["Open the request"],
        };
    }
}
