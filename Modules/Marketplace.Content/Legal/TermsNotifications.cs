using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Legal;

/// <summary>What people are told of the terms; nobody can switch it off.</summary>
internal sealed class TermsNotifications(IStringLocalizer<TermsNotifications> text) : INotificationKinds
{
    public const string Accepted = "content.terms-accepted";
    public const string Announced = "content.terms-announced";

    public IEnumerable<NotificationKind> GetKinds()
    {
        var category = new NotificationCategory("legal", text["Terms of this site"]);
        var title = new NotificationValue("title", text["What the terms are called"], text["Terms of use"]);
        yield return new NotificationKind(
            Accepted,
            text["Terms accepted"],
            category,
            text["You accepted “{{title}}”"],
            text[
                """
                You accepted “{{title}}” of {{site}} on {{day}}. The text is attached to this mail, word for word: keep it.

                Its SHA-256 is `{{hash}}`.
                """],
            title,
            new NotificationValue("day", text["The day, in UTC"], "2 Dec 2026"),
            new NotificationValue("hash", text["The SHA-256 of the attached text"], "9f86d081884c7d65"))
        {
            MaySwitchOff = false, DefaultChannels = NotificationChannels.Mail, LinkText = text["Read the terms"],
        };
        yield return new NotificationKind(
            Announced,
            text["New terms announced"],
            category,
            text["“{{title}}” changes on {{day}}"],
            text[
                """
                {{site}} changes “{{title}}”. The new text is attached, and applies from {{day}} on. Your dashboard shows what changes.

                You need do nothing now. From that day on you are asked whether you accept it. If you do not, what you run goes on until its
                """
                + " paid period ends, and you can cancel, but you cannot buy anything new. Your credits stay yours."],
            title,
            new NotificationValue("day", text["The day from which they apply, in UTC"], "2 Dec 2026"))
        {
            MaySwitchOff = false, LinkText = text["See what changes"],
        };
    }
}
