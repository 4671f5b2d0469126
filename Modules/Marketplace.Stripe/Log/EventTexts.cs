using System.Diagnostics;
using Marketplace.Stripe.Webhooks;
using Microsoft.Extensions.Localization;

namespace Marketplace.Stripe.Log;

/// <summary>Words and colours for what came of an event.</summary>
internal sealed class EventTexts(IStringLocalizer<EventTexts> text)
{
    public string Of(ReceivedEventStatus status) => status switch
    {
        ReceivedEventStatus.Applied => text["Applied"],
        ReceivedEventStatus.Ignored => text["Ignored"],
        ReceivedEventStatus.Failed => text["Failed"],
        ReceivedEventStatus.Received => text["Received"],
        _ => throw new UnreachableException(),
    };

    /// <summary>One sentence: what happened, and what follows from it.</summary>
    public string Explain(LoggedEvent logged) => (logged.Status, logged.Result) switch
    {
        (ReceivedEventStatus.Applied, "PaymentSucceeded") => text["The wallet has the credits of this payment."],
        (ReceivedEventStatus.Applied, "PaymentFailed") => text["The payment failed; nothing was credited. {0}", logged.Detail ?? ""],
        (ReceivedEventStatus.Applied, _) => text["Applied: {0}.", logged.Detail ?? logged.Type],
        (ReceivedEventStatus.Ignored, _) => text["Nothing was changed: {0}.", logged.Detail ?? ""],
        (ReceivedEventStatus.Failed, _) =>
            text["It could not be applied. Stripe delivers it again for three days; you can run it again now. {0}", logged.Detail ?? ""],
        (ReceivedEventStatus.Received, _) => text["It is stored and not applied yet. If that lasts longer than a minute, run it again."],
        _ => throw new UnreachableException(),
    };

    public static string KindOf(ReceivedEventStatus status) => status switch
    {
        ReceivedEventStatus.Applied => "success",
        ReceivedEventStatus.Failed => "danger",
        ReceivedEventStatus.Received => "warning",
        ReceivedEventStatus.Ignored => "neutral",
        _ => throw new UnreachableException(),
    };
}
