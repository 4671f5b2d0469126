using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.PaymentMethods;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.PaymentIntents;

/// <summary>The kinds of payment method that an intent takes.</summary>
/// <param name="Automatic">The account decides, and whether its customers may be led away; null when the caller decided.</param>
/// <param name="Allowed">What the caller allows, be it more than the account takes; null when they allow all.</param>
/// <param name="Types">What is left of both.</param>
internal sealed record IntentMethods(JsonObject? Automatic, JsonArray? Allowed, JsonArray Types)
{
    private const string AllowedName = "allowed_payment_method_types";
    private const string WrittenName = "payment_method_types";
    private const string AutomaticName = "automatic_payment_methods";

    /// <summary>What this account takes.</summary>
    public static readonly IReadOnlyList<string> OfAccount = ["card", SandboxPaymentMethods.PayPal];

    /// <summary>Of a new intent.</summary>
    /// <exception cref="StripeFault">Two ways to say it at once, or a kind that cannot be.</exception>
    public static IntentMethods Read(SandboxCall call)
    {
        var change = ReadChange(call);
        var automatic = call.Parameters.Group(AutomaticName);
        var isEnabled = automatic.Flag("enabled");
        var redirects = automatic.OneOf("allow_redirects", "always", "never") ?? "always";
        automatic.RejectUnknown();
        if (change?.Allowed is not null && !automatic.IsEmpty)
            throw OnlyOne(AllowedName, AutomaticName);
        if (change is not null && isEnabled)
            throw OnlyOne(AutomaticName, WrittenName);
        // PayPal leads its customer away from the page.
        return change ?? new IntentMethods(
            new JsonObject { ["allow_redirects"] = redirects, ["enabled"] = true }, Allowed: null,
            Array(redirects == "always" ? OfAccount : ["card"]));
    }

    /// <returns>Null when the call says nothing of them.</returns>
    /// <exception cref="StripeFault">Two ways to say it at once, or a kind that cannot be.</exception>
    public static IntentMethods? ReadChange(SandboxCall call)
    {
        var written = ReadWritten(call);
        var allowed = call.Parameters.List(AllowedName);
        if (written.Count > 0 && allowed.Count > 0)
            throw OnlyOne(AllowedName, WrittenName);
        return written.Count > 0 ? new IntentMethods(Automatic: null, Allowed: null, Array(written))
            : allowed.Count > 0 ? new IntentMethods(Automatic: null, Array(allowed), Array(Compatible(allowed)))
            : null;
    }

    public void WriteTo(JsonObject intent)
    {
        intent[AutomaticName] = Automatic;
        intent[AllowedName] = Allowed;
        intent[WrittenName] = Types;
    }

    /// <summary>Every one must be what the account takes.</summary>
    private static IReadOnlyList<string> ReadWritten(SandboxCall call)
    {
        var types = call.Parameters.List(WrittenName);
        if (types.Count > 0 && !ApiVersions.WritesMethodTypes(call.ApiVersion))
        {
            throw StripeFault.Invalid(
                "payment_method_types_no_longer_supported",
                $"The parameter `{WrittenName}` is no longer supported in API version {call.ApiVersion}. Use `{AllowedName}` instead.",
                WrittenName);
        }

        return types.FirstOrDefault(x => !OfAccount.Contains(x, StringComparer.Ordinal)) is { } unknown
            ? throw StripeFault.Invalid(
                null, $"The payment method type \"{unknown}\" is invalid. This account takes card and paypal.", WrittenName)
            : types;
    }

    /// <summary>What the account does not take is left out without a word.</summary>
    private static List<string> Compatible(IReadOnlyList<string> allowed)
    {
        if (allowed.FirstOrDefault(x => !MethodTypeNames.IsKnown(x)) is { } unknown)
            throw StripeFault.Invalid(null, $"Invalid {AllowedName}: there is no payment method type \"{unknown}\".", AllowedName);
        var compatible = OfAccount.Where(x => allowed.Contains(x, StringComparer.Ordinal)).ToList();
        return compatible.Count > 0
            ? compatible
            : throw StripeFault.Invalid(
                null, "No valid payment method types for this intent: this account takes card and paypal only.", AllowedName);
    }

    private static JsonArray Array(IEnumerable<string> types) => [.. types.Select(x => (JsonNode)x)];

    private static StripeFault OnlyOne(string one, string other) =>
        StripeFault.Invalid(null, $"You may only specify one of these parameters: {one}, {other}.");
}
