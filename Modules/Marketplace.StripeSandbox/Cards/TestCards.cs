namespace Marketplace.StripeSandbox.Cards;

/// <summary>Stripe's published test cards.</summary>
internal static class TestCards
{
    private const string Declined = "Your card was declined.";

    public static readonly IReadOnlyList<TestCard> All =
    [
        new("4242424242424242", "visa", "pm_card_visa"),
        new("5555555555554444", "mastercard", "pm_card_mastercard"),
        new("378282246310005", "amex", "pm_card_amex"),
        new("4000000000000002", "visa", "pm_card_visa_chargeDeclined", Refuse("generic_decline")),
        new("4000000000009995", "visa", "pm_card_visa_chargeDeclinedInsufficientFunds",
            new("card_declined", "insufficient_funds", "Your card has insufficient funds.")),
        new("4000000000009987", "visa", "pm_card_visa_chargeDeclinedLostCard", Refuse("lost_card")),
        new("4000000000009979", "visa", "pm_card_visa_chargeDeclinedStolenCard", Refuse("stolen_card")),
        new("4000000000006975", "visa", "pm_card_visa_chargeDeclinedVelocityLimitExceeded", new(
            "card_declined", "card_velocity_exceeded",
            "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.")),
        new("4000000000000069", "visa", "pm_card_chargeDeclinedExpiredCard", new("expired_card", "expired_card", "Your card has expired.")),
        new("4000000000000127", "visa", "pm_card_chargeDeclinedIncorrectCvc",
            new("incorrect_cvc", "incorrect_cvc", "Your card's security code is incorrect.")),
        new("4000000000000119", "visa", "pm_card_chargeDeclinedProcessingError", new(
            "processing_error", "processing_error", "An error occurred while processing your card. Try again in a little bit.")),
        new("4000000000000341", "visa", "pm_card_chargeCustomerFail", Refuse("generic_decline")),
        new("4000002500003155", "visa", "pm_card_authenticationRequiredOnSetup", Authentication: CardAuthentication.UnlessSetUp),
        new("4000002760003184", "visa", "pm_card_authenticationRequired", Authentication: CardAuthentication.Always),
        new("4000003800000446", "visa", "pm_card_authenticationRequiredSetupForOffSession",
            Authentication: CardAuthentication.OnSessionOnly),
        new("4000000000000259", "visa", "pm_card_createDispute", Aftermath: CardAftermath.FraudulentDispute),
        new("4000000000002685", "visa", "pm_card_createDisputeProductNotReceived", Aftermath: CardAftermath.NotReceivedDispute),
        new("4000000000001976", "visa", "pm_card_createDisputeInquiry", Aftermath: CardAftermath.Inquiry),
        new("4000000000005423", "visa", "pm_card_createIssuerFraudRecord", Aftermath: CardAftermath.EarlyFraudWarning),
        new("4000000000007726", "visa", "pm_card_pendingRefund", Aftermath: CardAftermath.PendingRefund),
        new("4000000000005126", "visa", "pm_card_refundFail", Aftermath: CardAftermath.FailingRefund),
    ];

    public static TestCard? FindByNumber(string number) => All.FirstOrDefault(x => x.Number == number);

    public static TestCard? FindByToken(string token) =>
        token == "pm_card_chargeDeclined" ? FindByNumber("4000000000000002") : All.FirstOrDefault(x => x.Token == token);

    /// <param name="token">For example <c>tok_visa</c>: the same cards as tokens.</param>
    public static TestCard? FindByCardToken(string token) =>
        token.StartsWith("tok_", StringComparison.Ordinal) ? FindByToken("pm_card_" + token[4..]) : null;

    private static CardDecline Refuse(string declineCode) => new("card_declined", declineCode, Declined);
}
