using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Adjustments.Requests;

/// <summary>The limit that two people watch over one another with: raising it needs two itself.</summary>
internal sealed class LimitApproval(IOutbox outbox, IStringLocalizer<LimitApproval> text)
    : SettingsApprovalKind<OperatorAllowance>(outbox)
{
    public const string KindId = "adjustments.limit";

    public override string Id => KindId;

    public override string Name => text["Limit for one operator"];

    /// <summary>Those who adjust balances must not change what they may do alone.</summary>
    public override string Permission => Permissions.ManageSettings;

    public override string Section => OperatorAllowance.Section;
}
