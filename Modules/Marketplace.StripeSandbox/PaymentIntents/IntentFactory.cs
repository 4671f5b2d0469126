using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>Reads and checks what a new intent is made of.</summary>
internal sealed class IntentFactory(SandboxObjects objects)
{
    public const string ObjectType = "payment_intent";
    private const long MinimumUsd = 50;
    private const long Maximum = 99_999_999;

    /// <exception cref="StripeFault">A parameter is missing or wrong.</exception>
    public async Task<JsonObject> ReadAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var amount = ReadAmount(p);
        var currency = ReadCurrency(p);
        var methods = IntentMethods.Read(call);
        var customer = p.Text("customer");
        if (customer is not null)
            _ = await objects.GetAsync(call, ObjectTypes.Customer, customer, "customer");
        var id = SandboxObjects.NewId("pi");
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = ObjectType,
            ["allowed_payment_method_types"] = methods.Allowed,
            ["amount"] = amount,
            ["amount_capturable"] = 0,
            ["amount_details"] = new JsonObject { ["tip"] = new JsonObject() },
            ["amount_received"] = 0,
            ["application"] = null,
            ["application_fee_amount"] = null,
            ["automatic_payment_methods"] = methods.Automatic,
            ["canceled_at"] = null,
            ["cancellation_reason"] = null,
            ["capture_method"] = p.OneOf("capture_method", "automatic", "automatic_async") ?? "automatic_async",
            ["client_secret"] = $"{id}_secret_{RandomNumberGenerator.GetString(SandboxObjects.IdAlphabet, 25)}",
            ["confirmation_method"] = p.OneOf("confirmation_method", "automatic") ?? "automatic",
            ["created"] = objects.Now,
            ["currency"] = currency,
            ["customer"] = customer,
            ["customer_account"] = null,
            ["description"] = p.Text("description", 1000),
            ["excluded_payment_method_types"] = null,
            ["last_payment_error"] = null,
            ["latest_charge"] = null,
            ["livemode"] = false,
            ["managed_payments"] = null,
            ["metadata"] = new JsonObject(p.Metadata().Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
            ["next_action"] = null,
            ["on_behalf_of"] = null,
            ["payment_method"] = null,
            ["payment_method_configuration_details"] = null,
            ["payment_method_options"] = new JsonObject
            { ["card"] = new JsonObject
                { ["installments"] = null, ["mandate_options"] = null, ["network"] = null, ["request_three_d_secure"] = "automatic" } },
            ["payment_method_types"] = methods.Types,
            ["payment_record"] = null,
            ["processing"] = null,
            ["receipt_email"] = p.Text("receipt_email", 512),
            ["review"] = null,
            ["setup_future_usage"] = p.OneOf("setup_future_usage", "off_session", "on_session"),
            ["shipping"] = null,
            ["source"] = null,
            ["statement_descriptor"] = p.Text("statement_descriptor", 22),
            ["statement_descriptor_suffix"] = p.Text("statement_descriptor_suffix", 22),
            ["status"] = "requires_payment_method",
            ["transfer_data"] = null,
            ["transfer_group"] = null,
        };
    }

    public static long ReadAmount(SandboxParameters p)
    {
        var amount = p.Integer("amount") ?? throw StripeFault.Missing("amount");
        return amount switch
        {
            < 1 => throw StripeFault.Invalid("parameter_invalid_integer", "This value must be greater than or equal to 1.", "amount"),
            < MinimumUsd => throw StripeFault.Invalid("amount_too_small", "Amount must be at least $0.50 usd", "amount"),
            > Maximum => throw StripeFault.Invalid("amount_too_large", "Amount must be no more than $999,999.99", "amount"),
            _ => amount,
        };
    }

    public static string ReadCurrency(SandboxParameters p)
    {
        var currency = p.RequiredText("currency").ToLowerInvariant();
        return currency == "usd"
            ? currency
            : throw StripeFault.Invalid(null, $"Invalid currency: {currency}. This account takes usd.", "currency");
    }
}
