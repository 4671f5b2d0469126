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

    /// <summary>The section of the settings; a request says in its payload what changes in it, see <see cref="PayloadOf"/>.</summary>
    public abstract string Section { get; }

    public async Task<ApprovalEffect> ApplyAsync(
        UnitOfWork transaction, Approval approval, string approvedBy, CancellationToken cancellationToken)
    {
        await outbox.WriteAsync(transaction, new SettingsApproved(Section, approval.Payload, approval.Id), cancellationToken);
        return new ApprovalEffect.Done();
    }

    /// <summary>Does to the settings, as they are stored in this moment, what a payload says.</summary>
    public abstract SettingsMerge Merge(TenantSettings stored, string payload);

    /// <returns>The members of a section that differ, and how they were before.</returns>
    public static string PayloadOf<T>(T before, T after) => SettingsChange.Of(before, after).ToPayload();
}

/// <summary>A change of members of a section that is kept as a <typeparamref name="T"/>.</summary>
public abstract class SettingsApprovalKind<T>(IOutbox outbox) : SettingsApprovalKind(outbox)
    where T : class, new()
{
    public sealed override SettingsMerge Merge(TenantSettings stored, string payload) =>
        SettingsChange.Parse(payload).ApplyTo<T>(stored, Section);
}

/// <summary>Two people agreed to change settings.</summary>
/// <param name="Changes">JSON: the payload of the request.</param>
/// <param name="ApprovalId">The request; null in events of older versions.</param>
[Event("audit.settings-approved")]
public sealed record SettingsApproved(string Section, string Changes, string? ApprovalId = null);
