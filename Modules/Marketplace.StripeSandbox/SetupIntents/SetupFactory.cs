using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.SetupIntents;

/// <summary>Reads and checks what a new setup intent is made of.</summary>
internal sealed class SetupFactory(SandboxObjects objects)
{
    /// <exception cref="StripeFault">A parameter is missing or wrong.</exception>
    public async Task<JsonObject> ReadAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var customer = p.Text("customer");
        if (customer is not null)
            _ = await objects.GetAsync(call, ObjectTypes.Customer, customer, "customer");
        var methods = IntentMethods.Read(call);
        var id = SandboxObjects.NewId("seti");
        return new JsonObject
        {
            ["id"] = id,
            ["object"] = ObjectTypes.SetupIntent,
            ["allowed_payment_method_types"] = methods.Allowed,
            ["application"] = null,
            ["attach_to_self"] = false,
            ["automatic_payment_methods"] = methods.Automatic,
            ["cancellation_reason"] = null,
            ["client_secret"] = $"{id}_secret_{RandomNumberGenerator.GetString(SandboxObjects.IdAlphabet, 25)}",
            ["created"] = objects.Now,
            ["customer"] = customer,
            ["customer_account"] = null,
            ["description"] = p.Text("description", 1000),
            ["excluded_payment_method_types"] = null,
            ["flow_directions"] = null,
            ["last_setup_error"] = null,
            ["latest_attempt"] = null,
            ["livemode"] = false,
            ["mandate"] = null,
            ["metadata"] = new JsonObject(p.Metadata().Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
            ["next_action"] = null,
            ["on_behalf_of"] = null,
            ["payment_method"] = null,
            ["payment_method_configuration_details"] = null,
            ["payment_method_options"] = new JsonObject
            { ["card"] = new JsonObject { ["mandate_options"] = null, ["network"] = null, ["request_three_d_secure"] = "automatic" } },
            ["payment_method_types"] = methods.Types,
            ["single_use_mandate"] = null,
            ["status"] = "requires_payment_method",
            ["usage"] = p.OneOf("usage", "off_session", "on_session") ?? "off_session",
        };
    }
}
