using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Client;
using Microsoft.Extensions.Localization;
using Api = Stripe;

namespace Marketplace.Stripe.Gateway;

/// <summary>Sentences for customers: what happened, whether money moved, what to do next.</summary>
internal sealed class CustomerMessages(IStringLocalizer<CustomerMessages> text)
{
    public GatewayError ToGatewayError(StripeError error) =>
        new(
            error.Type switch
            {
                StripeError.NotConfigured => GatewayError.Unavailable,
                StripeError.NotAnswering => GatewayError.NotAnswering,
                _ => error.DeclineCode ?? error.Code ?? error.Type,
            },
            For(error),
            error.OutcomeUnknown)
        {
            SaysNothing = RetryRules.LeavesItOpen(error),
            Decline = error.Type == StripeError.Card ? DeclineRules.For(error.Code, error.DeclineCode) : DeclineKind.None,
            Intent = error.Intent?.ToPaymentIntent(this),
            PaymentMethodId = error.PaymentMethodId,
        };

    public string For(StripeError error) => error switch
    {
        { Type: StripeError.NotConfigured } => text["Card payments are not set up here yet. You were not charged."],
        { Type: StripeError.Card } => ForCard(error.Code, error.DeclineCode, error.Message),
        { Type: StripeError.Idempotency } =>
            text[
                "We are still finding out what became of an earlier try. You were not charged for anything you did not confirm. Look at "
                + "your payments before you try again."],
        { OutcomeUnknown: true } =>
            text[
                "The payment service did not answer in time. You were not charged for anything you did not confirm. Try again in a "
                + "minute."],
        { Status: 429 } => text["The payment service is busy. You were not charged. Try again in a minute."],
        { Type: StripeError.Connection or StripeError.NotAnswering } =>
            text["The payment service cannot be reached. You were not charged. Try again in a minute."],
        _ => text["The payment could not be started. You were not charged. Try again later, or ask the operator of this site."],
    };

    /// <summary>Why a payment failed, from the intent's own record.</summary>
    public string ForFailure(Api.StripeError error) =>
        $"{WhatHappened(error)} {text["You were not charged."]}{WhatNext(error.Code, error.DeclineCode)}";

    /// <summary>Why a method could not be saved.</summary>
    public string ForSetupFailure(Api.StripeError error) =>
        $"{WhatHappened(error)} {text["It was not saved."]}{WhatNext(error.Code, error.DeclineCode)}";

    /// <summary>The gateway writes a card's errors for the cardholder; what to do next is ours.</summary>
    private string ForCard(string? code, string? declineCode, string? gatewayMessage) =>
        ForFailure(new Api.StripeError { Type = StripeError.Card, Code = code, DeclineCode = declineCode, Message = gatewayMessage });

    private string WhatHappened(Api.StripeError error) =>
        error.Code is "payment_intent_authentication_failure" or "setup_intent_authentication_failure"
            ? text["Your bank could not confirm that it is you."]
        : error.Code is "authentication_required" ? text["Your bank wants you to confirm this payment."]
        : error.Type == StripeError.Card && !string.IsNullOrWhiteSpace(error.Message) ? error.Message
        : text["Your payment method was declined."];

    /// <summary>A thief must not learn that a card was reported: those codes sound like any other decline.</summary>
    private string WhatNext(string? code, string? declineCode) => (declineCode ?? code) switch
    {
        "insufficient_funds" => " " + text["Add money to that account, or use another card."],
        "card_velocity_exceeded" or "withdrawal_count_limit_exceeded" => " " + text["Wait a day, or use another card."],
        "expired_card" => " " + text["Use a card that is still valid."],
        "incorrect_cvc" or "invalid_cvc" => " " + text["Check the security code on the back of the card."],
        "incorrect_number" or "invalid_number" => " " + text["Check the number."],
        "processing_error" or "issuer_not_available" or "reenter_transaction" or "try_again_later" =>
            " " + text["Try again in a few minutes."],
        "authentication_required" => " " + text["Open the payment again and confirm it with your bank."],
        "payment_intent_authentication_failure" or "setup_intent_authentication_failure" => " " + text["Try again, or use another card."],
        _ => " " + text["Use another card, or ask your bank."],
    };
}
