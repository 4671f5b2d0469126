using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;

namespace Marketplace.Stripe.Account;

/// <summary>What an administrator chooses among.</summary>
internal sealed class KeyChoices(IStringLocalizer<KeyChoices> text)
{
    public static readonly IReadOnlyList<int> KeepHours = [24, 72, 1, 0];

    public string NameOf(StripeMode mode) => text[KeyOf(mode)];

    /// <summary>For whoever reads it later.</summary>
    public static StoredText WordsOf(StripeMode mode) => StoredText.Of<KeyChoices>(KeyOf(mode));

    public IReadOnlyList<SelectListItem> Modes(bool hasSandbox) =>
    [
        .. hasSandbox ? (SelectListItem[])[new(text["Sandbox: inside this host, without keys"], nameof(StripeMode.Sandbox))] : [],
        new(text["Test: Stripe's test mode, no card is charged"], nameof(StripeMode.Test)),
        new(text["Live: cards are charged"], nameof(StripeMode.Live)),
    ];

    public IReadOnlyList<SelectListItem> Keeps() =>
    [
        new(text["24 hours, as Stripe does"], "24"),
        new(text["3 days, as long as Stripe repeats webhooks"], "72"),
        new(text["1 hour"], "1"),
        new(text["Not at all"], "0"),
    ];

    private static string KeyOf(StripeMode mode) => mode switch
    {
        StripeMode.Sandbox => "Sandbox",
        StripeMode.Live => "Live",
        _ => "Test",
    };
}
