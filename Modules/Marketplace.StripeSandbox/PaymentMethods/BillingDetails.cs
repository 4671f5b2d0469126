using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentMethods;

/// <summary>Whose a method is, as the customer typed it.</summary>
internal static class BillingDetails
{
    private static readonly string[] Members = ["email", "name", "phone", "tax_id"];
    private static readonly string[] AddressMembers = ["city", "country", "line1", "line2", "postal_code", "state"];

    public static JsonObject Read(SandboxParameters billing)
    {
        var details = new JsonObject { ["address"] = Nothing(AddressMembers) };
        foreach (var (name, nothing) in Nothing(Members))
            details[name] = nothing;
        Change(details, billing);
        return details;
    }

    /// <summary>Only what was sent.</summary>
    public static void Change(JsonObject details, SandboxParameters billing)
    {
        var address = billing.Group("address");
        Write(details["address"]!.AsObject(), address, AddressMembers);
        Write(details, billing, Members);
        address.RejectUnknown();
        billing.RejectUnknown();
    }

    private static void Write(JsonObject target, SandboxParameters parameters, string[] names)
    {
        foreach (var name in names.Where(parameters.Has))
            target[name] = parameters.Text(name);
    }

    private static JsonObject Nothing(string[] names) => new(names.Select(x => KeyValuePair.Create(x, (JsonNode?)null)));
}
