using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Overview;

internal sealed class SuspensionActs(IStringLocalizer<SuspensionActs> text) : IAuditActs
{
    public const string Lifted = "auto-topup.suspension-lifted";

    public IEnumerable<AuditAct> GetActs() => [new(Lifted, text["Suspension of automatic top-up lifted"])];

    public static AuditEntry Of(string userId) => new(Lifted, userId) { Concerns = userId, Link = "~/admin/auto-topup" };
}
