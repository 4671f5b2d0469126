using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Marketplace.Stripe.Account;
using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.WebhookEndpoints;

/// <summary>The secret is told once, in this answer.</summary>
internal sealed class CreateWebhookEndpointOperation(SandboxObjects objects, StripeSecrets secrets) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var secret = $"whsec_{RandomNumberGenerator.GetString(SandboxObjects.IdAlphabet, 32)}";
        var endpoint = new JsonObject
        {
            ["id"] = SandboxObjects.NewId("we"),
            ["object"] = ObjectTypes.WebhookEndpoint,
            ["api_version"] = EndpointParameters.Version(p),
            ["application"] = null,
            ["created"] = objects.Now,
            ["description"] = p.Text("description"),
            ["enabled_events"] = EndpointParameters.Events(p) ?? throw StripeFault.Missing("enabled_events"),
            ["livemode"] = false,
            ["metadata"] = new JsonObject(p.Metadata().Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value))),
            ["status"] = "enabled",
            ["url"] = EndpointParameters.Url(p) ?? throw StripeFault.Missing("url"),
            ["_secret"] = secrets.Protect(secret),
        };
        p.RejectUnknown();
        await objects.AddAsync(call, endpoint);
        var view = SandboxView.Of(endpoint);
        view["secret"] = secret;
        return SandboxAnswer.Ok(view);
    }
}

internal sealed class UpdateWebhookEndpointOperation(SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var p = call.Parameters;
        var endpoint = await objects.GetAsync(call, ObjectTypes.WebhookEndpoint, call.Id, "webhook_endpoint");
        if (EndpointParameters.Url(p) is { } url)
            endpoint["url"] = url;
        if (EndpointParameters.Events(p) is { } events)
            endpoint["enabled_events"] = events;
        if (p.Has("description"))
            endpoint["description"] = p.Text("description");
        if (p.Has("disabled"))
            endpoint["status"] = p.Flag("disabled") ? "disabled" : "enabled";
        p.ChangeMetadata(endpoint);
        p.RejectUnknown();
        await objects.SaveAsync(call, endpoint);
        return SandboxAnswer.Ok(SandboxView.Of(endpoint));
    }
}

internal sealed class DeleteWebhookEndpointOperation(SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        call.Parameters.RejectUnknown();
        var endpoint = await objects.GetAsync(call, ObjectTypes.WebhookEndpoint, call.Id, "webhook_endpoint");
        endpoint["status"] = "disabled";
        await objects.DeleteAsync(call, endpoint);
        return SandboxAnswer.Ok(SandboxView.Of(endpoint));
    }
}
