using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Cards;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentMethods;

/// <summary>Cards as payment methods. <c>_card</c> is the test card's number, which decides how it behaves.</summary>
internal sealed class SandboxPaymentMethods(SandboxObjects objects, TimeProvider time)
{
    public const string PayPal = "paypal";

    /// <summary>
    /// From <c>payment_method</c> (an id, or a test token such as <c>pm_card_visa</c>) or <c>payment_method_data</c>; null when neither is
    /// given.
    /// </summary>
    public async Task<JsonObject?> ReadAsync(SandboxCall call)
    {
        var id = call.Parameters.Text("payment_method");
        var data = call.Parameters.Group("payment_method_data");
        if (id is not null && !data.IsEmpty)
            throw StripeFault.Invalid(null, "You cannot provide both payment_method and payment_method_data.", "payment_method_data");
        if (!data.IsEmpty)
            return await CreateAsync(call, data);
        return id is null ? null : await ResolveAsync(call, id);
    }

    public async Task<JsonObject> ResolveAsync(SandboxCall call, string id)
    {
        if (TestCards.FindByToken(id) is not { } card)
            return await objects.GetAsync(call, ObjectTypes.PaymentMethod, id, ObjectTypes.PaymentMethod);
        var method = Build(Printed(card), [], billingDetails: null);
        await objects.AddAsync(call, method);
        return method;
    }

    public async Task<JsonObject> CreateAsync(SandboxCall call, SandboxParameters data)
    {
        if ((data.OneOf("type", "card", PayPal) ?? throw StripeFault.Missing(data.Name("type"))) is PayPal)
            return await CreatePayPalAsync(call, data);
        var card = data.Group("card");
        var typed = card.Mentions("token") ? ReadToken(card) : null;
        if (typed is null && !call.IsPublishable)
        {
            throw new StripeFault(
                402, "invalid_request_error", null,
                "Sending credit card numbers directly to the Stripe API is generally unsafe. Use Stripe.js, or a test payment method such "
                + "as pm_card_visa.");
        }

        typed ??= CardData.Read(card, time.GetUtcNow());
        var method = Build(typed, data.Metadata(), BillingDetails.Read(data.Group("billing_details")));
        card.RejectUnknown();
        data.RejectUnknown();
        await objects.AddAsync(call, method);
        return method;
    }

    /// <summary>What a browser of old made of a card, or one of Stripe's for tests: <c>tok_visa</c>.</summary>
    private CardData ReadToken(SandboxParameters card)
    {
        var token = card.RequiredText("token");
        return TestCards.FindByCardToken(token) is { } known
            ? Printed(known)
            : throw StripeFault.NoSuch("token", token, card.Name("token"));
    }

    private CardData Printed(TestCard card) => new(card, 12, time.GetUtcNow().Year + 1);

    private async Task<JsonObject> CreatePayPalAsync(SandboxCall call, SandboxParameters data)
    {
        var paypal = data.Group(PayPal);
        paypal.RejectUnknown();
        var billing = BillingDetails.Read(data.Group("billing_details"));
        var method = Frame(PayPal, data.Metadata(), billing);
        method[PayPal] = new JsonObject
        { ["country"] = "US", ["payer_email"] = billing["email"]?.DeepClone() ?? "payer@example.com", ["payer_id"] = "SANDBOXPAYER1" };
        data.RejectUnknown();
        await objects.AddAsync(call, method);
        return method;
    }

    private JsonObject Build(CardData data, Dictionary<string, string> metadata, JsonObject? billingDetails)
    {
        var method = Frame("card", metadata, billingDetails ?? BillingDetails.Read(new SandboxParameters([])));
        method["card"] = new JsonObject
        {
            ["brand"] = data.Card.Brand,
            ["checks"] = new JsonObject { ["address_line1_check"] = null, ["address_postal_code_check"] = null, ["cvc_check"] = "pass" },
            ["country"] = "US",
            ["display_brand"] = data.Card.Brand,
            ["exp_month"] = data.ExpMonth,
            ["exp_year"] = data.ExpYear,
            ["fingerprint"] = Fingerprint(data.Card.Number),
            ["funding"] = "credit",
            ["generated_from"] = null,
            ["last4"] = data.Card.LastFour,
            ["networks"] = new JsonObject { ["available"] = new JsonArray(data.Card.Brand), ["preferred"] = null },
            ["regulated_status"] = "unregulated",
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
            ["wallet"] = null,
        };
        method["_card"] = data.Card.Number;
        return method;
    }

    private JsonObject Frame(string type, Dictionary<string, string> metadata, JsonObject billingDetails) => new()
    {
        ["id"] = SandboxObjects.NewId("pm"),
        ["object"] = ObjectTypes.PaymentMethod,
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = billingDetails,
        ["created"] = objects.Now,
        ["customer"] = null,
        ["customer_account"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(metadata.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
        ["type"] = type,
        ["_set_up"] = false,
        ["_used_up"] = false,
    };

    /// <summary>Null for PayPal.</summary>
    public static TestCard? FindCard(JsonObject method) => (string?)method["_card"] is { } number ? TestCards.FindByNumber(number) : null;

    /// <summary>The same for the same number, and tells nothing of it.</summary>
    private static string Fingerprint(string number) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes("sandbox fingerprint " + number)))[..16];
}
