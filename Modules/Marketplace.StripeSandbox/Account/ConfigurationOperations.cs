using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.PaymentIntents;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Account;

/// <summary>What the dashboard's page of payment methods has switched on: all that the account takes.</summary>
internal static class DefaultConfiguration
{
    public const string Id = "pmc_sandbox";

    public static JsonObject Make() =>
        new(IntentMethods.OfAccount.Select(x => KeyValuePair.Create(x, (JsonNode?)SwitchedOn())))
        {
            ["id"] = Id,
            ["object"] = "payment_method_configuration",
            ["active"] = true,
            ["application"] = null,
            ["is_default"] = true,
            ["livemode"] = false,
            ["name"] = "Default",
            ["parent"] = null,
        };

    private static JsonObject SwitchedOn() => new()
    {
        ["available"] = true,
        ["display_preference"] = new JsonObject { ["overridable"] = null, ["preference"] = "on", ["value"] = "on" },
    };
}

internal sealed class GetConfigurationOperation : ISandboxOperation
{
    public Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        call.Parameters.RejectUnknown();
        return Task.FromResult(
            call.Id == DefaultConfiguration.Id
                ? SandboxAnswer.Ok(DefaultConfiguration.Make())
                : throw StripeFault.NoSuch("payment_method_configuration", call.Id, "configuration"));
    }
}

internal sealed class ListConfigurationsOperation : ISandboxOperation
{
    public Task<SandboxAnswer> ExecuteAsync(SandboxCall call) =>
        Task.FromResult(ListPage.Of([DefaultConfiguration.Make()], call.Parameters, "/v1/payment_method_configurations"));
}
