using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>What an update changes of an intent of either kind, and until when.</summary>
internal sealed class IntentChanges(SandboxObjects objects, SandboxPaymentMethods methods)
{
    private static readonly string[] Open = ["requires_payment_method", "requires_confirmation", "requires_action"];

    private static readonly string[] Terms =
    [
        "amount", "currency", "customer", "payment_method", "payment_method_data", "setup_future_usage", "statement_descriptor",
        "statement_descriptor_suffix", "allowed_payment_method_types", "payment_method_types",
    ];

    /// <returns>400 when the intent is over and the call would change more than its description; else null.</returns>
    public static SandboxAnswer? WhyNot(SandboxCall call, JsonObject intent)
    {
        var status = (string)intent["status"]!;
        if (Open.Contains(status, StringComparer.Ordinal) || Terms.FirstOrDefault(call.Parameters.Mentions) is not { } term)
            return null;
        var name = IntentWords.Of(intent).Name;
        return IntentGuards.Unexpected(
            call, intent,
            $"This {name}'s {term} could not be updated because it has a status of {status}. You may only update the {term} of a {name} "
            + $"with one of the following statuses: {string.Join(", ", Open)}.");
    }

    /// <exception cref="StripeFault">A parameter is wrong.</exception>
    public async Task ApplyAsync(SandboxCall call, JsonObject intent)
    {
        var p = call.Parameters;
        if (p.Text("customer") is { } customer)
        {
            _ = await objects.GetAsync(call, ObjectTypes.Customer, customer, "customer");
            intent["customer"] = customer;
        }

        SetText(p, intent, "description", 1000);
        p.ChangeMetadata(intent);
        IntentMethods.ReadChange(call)?.WriteTo(intent);
        if (await methods.ReadAsync(call) is { } method)
            Choose(intent, method);
        else if (p.Has("payment_method"))
            Take(intent, method: null);
    }

    /// <summary>Where it was sent: an empty text unsets the member.</summary>
    public static void SetText(SandboxParameters parameters, JsonObject intent, string name, int maxLength)
    {
        if (parameters.Has(name))
            intent[name] = parameters.Text(name, maxLength);
    }

    private static void Choose(JsonObject intent, JsonObject method)
    {
        MethodOwnership.CheckUsable(method, (string?)intent["customer"]);
        IntentGuards.CheckType(intent, method);
        Take(intent, SandboxObjects.Id(method));
    }

    private static void Take(JsonObject intent, string? method)
    {
        intent["payment_method"] = method;
        intent["next_action"] = null;
        intent["status"] = method is null ? "requires_payment_method" : "requires_confirmation";
    }
}
