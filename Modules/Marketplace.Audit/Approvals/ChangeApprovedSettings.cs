using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>
/// Changes the settings that two people agreed to, as they are stored and not as this process remembers them. What else was changed in
/// their section meanwhile stays; where the same was changed, that stays too, and both are told.
/// </summary>
[StoredName("Marketplace.Audit.ChangeApprovedSettings")]
[Delivery(Lane.Work, OrderBy = nameof(SettingsApproved.Section))]
internal sealed class ChangeApprovedSettings(
    ITenantAdministration administration, IEnumerable<IApprovalKind> kinds, TellOfOutdated tell) : IEventHandler<SettingsApproved>
{
    public async Task HandleAsync(SettingsApproved approved, string eventId, CancellationToken cancellationToken)
    {
        // A feature that was switched off meanwhile: the delivery fails, is shown with this reason, and is tried again when it is back.
        var kind = kinds.OfType<SettingsApprovalKind>().FirstOrDefault(x => x.Section == approved.Section)
            ?? throw new InvalidOperationException($"The feature whose settings \"{approved.Section}\" are to change is off.");
        SettingsMerge merge = new SettingsMerge.Outdated();
        var changed = await administration.EditAsync(
            tenant =>
            {
                merge = kind.Merge(tenant.Settings, approved.Changes);
                return merge is SettingsMerge.Changed { Settings: var settings } ? tenant with { Settings = settings } : null;
            },
            cancellationToken);
        if (merge is SettingsMerge.Outdated)
            await tell.ExecuteAsync(approved, cancellationToken);
        else if (merge is SettingsMerge.Changed && !changed.Succeeded)
            throw new InvalidOperationException($"The settings {approved.Section} could not be changed: {changed.Error}");
    }
}
