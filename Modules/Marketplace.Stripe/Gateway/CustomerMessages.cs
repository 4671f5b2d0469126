using Microsoft.Extensions.Localization;

namespace Marketplace.Stripe;

/// <summary>Sentences for customers: what happened, whether money moved, what to do next.</summary>
internal sealed class CustomerMessages(IStringLocalizer<CustomerMessages> text)
{
    public string For(StripeError error) => error switch
    {
        { Type: StripeError.NotConfigured } => text["Card payments are not set up here yet. You were not charged."],
        { Type: StripeError.Card } => ForCard(error.Message),
        { OutcomeUnknown: true } => text["The payment service did not answer in time. You were not charged for anything you did not confirm. Try again in a minute."],
        { Status: 429 } => text["The payment service is busy. You were not charged. Try again in a minute."],
        { Type: StripeError.Connection } => text["The payment service cannot be reached. You were not charged. Try again in a minute."],
        _ => text["The payment could not be started. You were not charged. Try again later, or ask the operator of this site."],
    };

    /// <summary>The gateway writes a card's errors for the cardholder.</summary>
    public string ForCard(string? gatewayMessage) =>
        string.IsNullOrWhiteSpace(gatewayMessage) ? text["Your card was declined. You were not charged. Try another card."] : text["{0} You were not charged.", gatewayMessage];
}
