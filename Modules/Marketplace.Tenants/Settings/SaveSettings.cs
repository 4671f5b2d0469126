using System.Diagnostics;
using System.Globalization;
using Marketplace.Data;

namespace Marketplace.Tenants.Settings;

/// <summary>
/// Saves the form of a site's settings in one change, which makes one new shell. Another value of a credit, once somebody has some, is
/// left out of it and waits for a second person.
/// </summary>
internal sealed class SaveSettings(
    ITenant tenant, ITenantAdministration administration, IDatabase database, IApproval approval, ICreditsHeld? held = null)
{
    /// <param name="decimals">As <see cref="SettingsRules"/> read them, like the value.</param>
    public async Task<SaveSiteSettingsResult> ExecuteAsync(
        string operatorId, SettingsInput input, int decimals, decimal usdValue, CancellationToken cancellationToken)
    {
        // Credits that are switched off are there all the same.
        var isHeld = held is null || await held.AnyAsync(cancellationToken);
        var hasReason = !string.IsNullOrWhiteSpace(input.Reason);
        var now = new TenantEdit(tenant.DisplayName, tenant.Settings);
        var (valueBefore, mustAsk) = (usdValue, false);
        var saved = await administration.EditAsync(
            stored =>
            {
                now = stored;
                var unit = stored.Settings.Get<CreditUnit>(SettingsSections.Credits);
                (valueBefore, mustAsk) = (unit.UsdValue, isHeld && usdValue != unit.UsdValue);
                if (SettingsInput.VersionOf(stored) != input.Version || (mustAsk && !hasReason))
                    return null;
                var site = input.ToSite(stored.Settings.Get<SiteSettings>(SettingsSections.Site));
                unit = input.ToUnit(unit, decimals, mustAsk ? unit.UsdValue : usdValue);
                return new TenantEdit(
                    input.DisplayName!.Trim(), stored.Settings.With(SettingsSections.Site, site).With(SettingsSections.Credits, unit));
            },
            cancellationToken);
        if (saved.IsConflict)
        {
            return SettingsInput.VersionOf(now) == input.Version
                ? new SaveSiteSettingsResult.ReasonMissing()
                : new SaveSiteSettingsResult.Conflict(now);
        }

        return !saved.Succeeded ? new SaveSiteSettingsResult.Failed(saved.Error!)
            : mustAsk ? await AskAsync(operatorId, valueBefore, usdValue, input.Reason!.Trim(), cancellationToken)
            : new SaveSiteSettingsResult.Saved();
    }

    private Task<SaveSiteSettingsResult> AskAsync(
        string operatorId, decimal before, decimal after, string reason, CancellationToken cancellationToken)
    {
        var request = new ApprovalRequest(
            UnitValueApproval.KindId, UnitValueApproval.Record, operatorId,
            StoredText.Of<SaveSettings>("Change what a credit is worth to {0}", Words(after)), StoredText.Plain(reason))
        {
            Before = StoredText.Plain(Words(before)),
            After = StoredText.Plain(Words(after)),
            Link = "~/admin/settings",
            Payload = SettingsApprovalKind.PayloadOf(
                new CreditUnit { UsdValue = before }, new CreditUnit { UsdValue = after }),
        };
        return database.InTransactionAsync<SaveSiteSettingsResult>(
            async db => await approval.AskAsync(db, request, alone: null, cancellationToken) switch
            {
                ApprovalAsked.Waiting waiting => new SaveSiteSettingsResult.ValueWaits(waiting.Id),
                ApprovalAsked.AlreadyWaiting waiting => new SaveSiteSettingsResult.AnotherValueWaits(waiting.Id),
                ApprovalAsked.Alone or ApprovalAsked.OwnInterest =>
                    throw new InvalidOperationException("Nobody is named, and nothing goes alone."),
                _ => throw new UnreachableException(),
            },
            cancellationToken);
    }

    private static string Words(decimal value) => "$" + value.ToString("0.00####", CultureInfo.InvariantCulture);
}

internal abstract record SaveSiteSettingsResult
{
    private SaveSiteSettingsResult()
    {
    }

    internal sealed record Saved : SaveSiteSettingsResult;

    /// <summary>All is saved but the value of a credit, which counts when a second person approves it.</summary>
    internal sealed record ValueWaits(string Id) : SaveSiteSettingsResult;

    /// <summary>All is saved but the value of a credit: another one waits already.</summary>
    internal sealed record AnotherValueWaits(string Id) : SaveSiteSettingsResult;

    /// <summary>Somebody else changed them since the form was shown. Nothing was changed.</summary>
    internal sealed record Conflict(TenantEdit Now) : SaveSiteSettingsResult;

    internal sealed record ReasonMissing : SaveSiteSettingsResult;

    internal sealed record Failed(string Error) : SaveSiteSettingsResult;
}
