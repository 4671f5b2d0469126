using System.Text.Json.Nodes;
using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>Changes the settings that two people agreed to. What else was changed in their section meanwhile stays.</summary>
[StoredName("Marketplace.Audit.ChangeApprovedSettings")]
[Delivery(Lane.Work)]
internal sealed class ChangeApprovedSettings(ITenant tenant, ITenantAdministration administration) : IEventHandler<SettingsApproved>
{
    public async Task HandleAsync(SettingsApproved approved, string eventId, CancellationToken cancellationToken)
    {
        var before = JsonNode.Parse(tenant.Settings.ToJson())!.AsObject()[approved.Section]?.AsObject() ?? [];
        var after = (JsonObject)before.DeepClone();
        foreach (var (name, value) in JsonNode.Parse(approved.Changes)!.AsObject())
            after[name] = value?.DeepClone();
        if (JsonNode.DeepEquals(before, after))
            return;
        var changed = await administration.ChangeSettingsAsync(approved.Section, after, cancellationToken);
        if (!changed.Succeeded)
            throw new InvalidOperationException($"The settings {approved.Section} could not be changed: {changed.Error}");
    }
}
