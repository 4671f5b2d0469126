using System.Text.Json.Nodes;
using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>
/// A change of settings that needs a second person. Settings live in the host's database: the transaction that approves writes an event,
/// and its handler in the module Audit changes what was approved, however often it is delivered.
/// </summary>
public abstract class SettingsApprovalKind(IOutbox outbox) : IApprovalKind
{
    public abstract string Id { get; }

    public abstract string Name { get; }

    public abstract string Permission { get; }

    /// <summary>The section of the settings; requests carry what changes in it as their payload, see <see cref="PayloadOf"/>.</summary>
    protected abstract string Section { get; }

    public async Task<ApprovalEffect> ApplyAsync(
        UnitOfWork transaction, Approval approval, string approvedBy, CancellationToken cancellationToken)
    {
        await outbox.WriteAsync(transaction, new SettingsApproved(Section, approval.Payload), cancellationToken);
        return new ApprovalEffect.Done();
    }

    public Task CloseAsync(UnitOfWork transaction, Approval approval, ApprovalState state, string by,
        CancellationToken cancellationToken) => Task.CompletedTask;

    /// <returns>The members of a section that differ, as JSON; a member that is to go is null.</returns>
    public static string PayloadOf<T>(T before, T after)
    {
        var (old, fresh) = (ToJson(before), ToJson(after));
        var changed = new JsonObject();
        foreach (var name in old.Select(x => x.Key).Union(fresh.Select(x => x.Key), StringComparer.Ordinal))
        {
            if (!JsonNode.DeepEquals(old[name], fresh[name]))
                changed[name] = fresh[name]?.DeepClone();
        }

        return changed.ToJsonString(TenantSettings.Json);
    }

    private static JsonObject ToJson<T>(T section) =>
        System.Text.Json.JsonSerializer.SerializeToNode(section, TenantSettings.Json)!.AsObject();
}

/// <summary>Two people agreed to change settings.</summary>
/// <param name="Changes">JSON: the members of the section that change.</param>
[Event("audit.settings-approved")]
public sealed record SettingsApproved(string Section, string Changes);
