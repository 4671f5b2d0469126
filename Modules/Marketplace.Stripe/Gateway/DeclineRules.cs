using Marketplace.Payments.Gateways;

namespace Marketplace.Stripe.Gateway;

/// <summary>
/// What a decline code leaves to do. Networks fine merchants who keep charging a card that its bank gave up, so those are never tried
/// again; the lists follow https://docs.stripe.com/declines/codes.
/// </summary>
internal static class DeclineRules
{
    private static readonly HashSet<string> Gone = new(StringComparer.Ordinal)
    {
        "expired_card", "lost_card", "stolen_card", "pickup_card", "restricted_card", "revocation_of_authorization",
            "revocation_of_all_authorizations",
        "stop_payment_order", "fraudulent", "merchant_blacklist", "incorrect_number", "invalid_number", "incorrect_cvc", "invalid_cvc",
        "invalid_account",
        "invalid_expiry_month", "invalid_expiry_year", "card_not_supported", "currency_not_supported", "new_account_information_available",
        "security_violation", "no_action_taken", "payment_method_unactivated", "payment_method_provider_decline",
    };

    /// <param name="code">The error's code.</param>
    /// <param name="declineCode">The bank's, where there is one.</param>
    public static DeclineKind For(string? code, string? declineCode) =>
        code is "authentication_required" || declineCode is "authentication_required" or "approve_with_id"
            ? DeclineKind.AuthenticationRequired
        : Gone.Contains(declineCode ?? "") || Gone.Contains(code ?? "") ? DeclineKind.ReplaceMethod
        : DeclineKind.TryLater;
}
