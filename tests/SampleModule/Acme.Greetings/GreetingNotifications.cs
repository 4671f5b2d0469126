using Microsoft.Extensions.Localization;

namespace Acme.Greetings;

internal sealed class GreetingNotifications(IStringLocalizer<GreetingNotifications> text) : INotificationKinds
{
    public const string Answered = "greetings.answered";

    public IEnumerable<NotificationKind> GetKinds()
    {
        yield return new NotificationKind(
            Answered,
            text["Your greeting was answered"],
            new NotificationCategory("greetings", text["Your greetings"]),
            text["{{site}} answered your greeting"],
            text["Your greeting at {{site}} got an answer:\n\n> {{answer}}"],
            new NotificationValue("answer", text["What the guestbook answered"], "Thank you for your kind words."));
    }
}
