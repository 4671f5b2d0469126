using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Tenants.Settings;

/// <summary>
/// What a credit is worth. Limits that are said in dollars, prices and what customers own hang on it: once somebody has credits it needs
/// two people.
/// </summary>
internal sealed class UnitValueApproval(IOutbox outbox, IStringLocalizer<UnitValueApproval> text)
    : SettingsApprovalKind<CreditUnit>(outbox)
{
    public const string KindId = "tenants.unit-value";

    /// <summary>There is one unit.</summary>
    public const string Record = "usd-value";

    public override string Id => KindId;

    public override string Name => text["Value of a credit"];

    public override string Permission => Permissions.ManageSettings;

    public override string Section => SettingsSections.Credits;
}
