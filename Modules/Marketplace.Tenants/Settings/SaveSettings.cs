using System.Diagnostics;
using System.Globalization;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Settings;

/// <summary>
/// Saves the form of a site's settings in one change, which makes one new shell. Another value of a credit, once somebody has some, is
/// left out of it and waits for a second person.
/// </summary>
internal sealed class SaveSettings(
    ITenant tenant, ITenantAdministration administration, IDatabase database, IApproval approval, IStringLocalizer<SaveSettings> text,
    ICreditsHeld? held = null)
{
    /// <param name="decimals">As <see cref="SettingsRules"/> read them, like the value.</param>
    public async Task<SaveSettingsResult> ExecuteAsync(
        string operatorId, SettingsInput input, int decimals, decimal usdValue, CancellationToken cancellationToken)
    {
        var isHeld = held is not null && await held.AnyAsync(cancellationToken);
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
                ? new SaveSettingsResult.ReasonMissing()
                : new SaveSettingsResult.Conflict(now);
        }

        return !saved.Succeeded ? new SaveSettingsResult.Failed(saved.Error!)
            : mustAsk ? await AskAsync(operatorId, valueBefore, usdValue, input.Reason!.Trim(), cancellationToken)
            : new SaveSettingsResult.Saved();
    }

    private Task<SaveSettingsResult> AskAsync(
        string operatorId, decimal before, decimal after, string reason, CancellationToken cancellationToken)
    {
        var request = new ApprovalRequest(
            UnitValueApproval.KindId, UnitValueApproval.Record, operatorId,
            text["Change what a credit is worth to {0}", Words(after)], reason)
        {
            Before = Words(before),
            After = Words(after),
            Link = "~/admin/settings",
            Payload = SettingsApprovalKind.PayloadOf(
                new CreditUnit { UsdValue = before }, new CreditUnit { UsdValue = after }),
        };
        return database.InTransactionAsync<SaveSettingsResult>(
            async db => await approval.AskAsync(db, request, alone: null, cancellationToken) switch
            {
                ApprovalAsked.Waiting waiting => new SaveSettingsResult.ValueWaits(waiting.Id),
                ApprovalAsked.AlreadyWaiting waiting => new SaveSettingsResult.AnotherValueWaits(waiting.Id),
                ApprovalAsked.Alone or ApprovalAsked.OwnInterest =>
                    throw new InvalidOperationException("Nobody is named, and nothing goes alone."),
                _ => throw new UnreachableException(),
            },
            cancellationToken);
    }

    private static string Words(decimal value) => "$" + value.ToString("0.00####", CultureInfo.InvariantCulture);
}

internal abstract record SaveSettingsResult
{
    private SaveSettingsResult()
    {
    }

    internal sealed record Saved : SaveSettingsResult;

    /// <summary>All is saved but the value of a credit, which counts when a second person approves it.</summary>
    internal sealed record ValueWaits(string Id) : SaveSettingsResult;

    /// <summary>All is saved but the value of a credit: another one waits already.</summary>
    internal sealed record AnotherValueWaits(string Id) : SaveSettingsResult;

    /// <summary>Somebody else changed them since the form was shown. Nothing was changed.</summary>
    internal sealed record Conflict(TenantEdit Now) : SaveSettingsResult;

    internal sealed record ReasonMissing : SaveSettingsResult;

    internal sealed record Failed(string Error) : SaveSettingsResult;
}
