using System.Text.Json.Serialization;

namespace Marketplace.Orders.BuyNow;

/// <summary>The three outcomes of a purchase, all with status 200 (S1-22, acceptance D12 and D19).</summary>
internal sealed record BuyNowResponse(
    [property: JsonPropertyName("success")] bool Success,
    [property: JsonPropertyName("action")] BuyNowAction Action,
    [property: JsonPropertyName("message")] string Message)
{
    /// <summary>Why auto top-up bought nothing and what to do (S0-26); left out where it was not to.</summary>
    [JsonPropertyName("detail"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }

    public static BuyNowResponse Started(string deploymentId) =>
        new(true, new BuyNowAction.DeploymentStarted(deploymentId), "Deployment started successfully");

    /// <param name="refusal">Why auto top-up bought nothing, where it had to; localized.</param>
    public static BuyNowResponse TooLow(CreditAmount required, CreditAmount available, string? refusal) =>
        new(false, new BuyNowAction.InsufficientFunds(required, available), "Insufficient TFC balance") { Detail = refusal };

    public static BuyNowResponse Pay(CardPayment payment) =>
        new(true, new BuyNowAction.PaymentRequired(payment), "Payment required to complete purchase");
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DeploymentStarted), "DeploymentStarted")]
[JsonDerivedType(typeof(InsufficientFunds), "InsufficientFunds")]
[JsonDerivedType(typeof(PaymentRequired), "PaymentRequired")]
internal abstract record BuyNowAction
{
    private BuyNowAction()
    {
    }

    internal sealed record DeploymentStarted([property: JsonPropertyName("deployment_id")] string DeploymentId) : BuyNowAction;

    internal sealed record InsufficientFunds(
        [property: JsonPropertyName("required")] CreditAmount Required,
        [property: JsonPropertyName("available")] CreditAmount Available) : BuyNowAction;

    internal sealed record PaymentRequired([property: JsonPropertyName("payment_intent")] CardPayment PaymentIntent) : BuyNowAction;
}

/// <summary>What the browser needs to pay by card (S1-05).</summary>
internal sealed record CardPayment(
    [property: JsonPropertyName("client_secret")] string ClientSecret,
    [property: JsonPropertyName("payment_intent_id")] string PaymentIntentId,
    [property: JsonPropertyName("amount_cents")] long AmountCents,
    [property: JsonPropertyName("tfc_amount")] CreditAmount TfcAmount);
