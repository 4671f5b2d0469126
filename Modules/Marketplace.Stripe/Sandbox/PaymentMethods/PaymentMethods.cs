using System.Text.Json.Nodes;

namespace Marketplace.Stripe.Sandbox;

/// <summary>Cards as payment methods. <c>_card</c> is the test card's number, which decides how it behaves.</summary>
internal sealed class PaymentMethods(SandboxObjects objects, TimeProvider time)
{
    public const string ObjectType = "payment_method";

    /// <summary>From <c>payment_method</c> (an id, or a test token such as <c>pm_card_visa</c>) or <c>payment_method_data</c>; null when neither is given.</summary>
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
            return await objects.GetAsync(call, ObjectType, id, ObjectType);
        var method = Build(new CardData(card, 12, time.GetUtcNow().Year + 1), [], billingDetails: null);
        await objects.AddAsync(call, method);
        return method;
    }

    public async Task<JsonObject> CreateAsync(SandboxCall call, SandboxParameters data)
    {
        if ((data.OneOf("type", "card") ?? throw StripeFault.Missing(data.Name("type"))) is not "card")
            throw StripeFault.Invalid(null, "Only cards are supported.", data.Name("type"));
        if (!call.IsPublishable)
        {
            throw new StripeFault(
                402, "invalid_request_error", null, "Sending credit card numbers directly to the Stripe API is generally unsafe. Use Stripe.js, or a test payment method such as pm_card_visa.");
        }

        var card = data.Group("card");
        var method = Build(CardData.Read(card, time.GetUtcNow()), data.Metadata(), ReadBilling(data.Group("billing_details")));
        card.RejectUnknown();
        data.RejectUnknown();
        await objects.AddAsync(call, method);
        return method;
    }

    private static JsonObject ReadBilling(SandboxParameters billing)
    {
        var address = billing.Group("address");
        var result = new JsonObject
        {
            ["address"] = new JsonObject(new[] { "city", "country", "line1", "line2", "postal_code", "state" }.Select(x => KeyValuePair.Create(x, (JsonNode?)address.Text(x)))),
            ["email"] = billing.Text("email"),
            ["name"] = billing.Text("name"),
            ["phone"] = billing.Text("phone"),
        };
        address.RejectUnknown();
        billing.RejectUnknown();
        return result;
    }

    private JsonObject Build(CardData data, Dictionary<string, string> metadata, JsonObject? billingDetails) => new()
    {
        ["id"] = SandboxObjects.NewId("pm"),
        ["object"] = ObjectType,
        ["allow_redisplay"] = "unspecified",
        ["billing_details"] = billingDetails ?? ReadBilling(new SandboxParameters([])),
        ["card"] = new JsonObject
        {
            ["brand"] = data.Card.Brand,
            ["country"] = "US",
            ["display_brand"] = data.Card.Brand,
            ["exp_month"] = data.ExpMonth,
            ["exp_year"] = data.ExpYear,
            ["funding"] = "credit",
            ["last4"] = data.Card.LastFour,
            ["networks"] = new JsonObject { ["available"] = new JsonArray(data.Card.Brand), ["preferred"] = null },
            ["three_d_secure_usage"] = new JsonObject { ["supported"] = true },
            ["wallet"] = null,
        },
        ["created"] = objects.Now,
        ["customer"] = null,
        ["customer_account"] = null,
        ["livemode"] = false,
        ["metadata"] = new JsonObject(metadata.Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
        ["type"] = "card",
        ["_card"] = data.Card.Number,
        ["_set_up"] = false,
    };

    public static TestCard CardOf(JsonObject method) => TestCards.FindByNumber((string)method["_card"]!)!;
}
