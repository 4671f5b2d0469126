using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Runs;

/// <summary>What is written down of migrations.</summary>
internal sealed class TfpActs(IStringLocalizer<TfpActs> text) : IAuditActs
{
    public const string Checked = "tfp.checked";
    public const string Started = "tfp.started";
    public const string RolledBack = "tfp.rolled-back";
    public const string Discarded = "tfp.discarded";

    public IEnumerable<AuditAct> GetActs() =>
    [
        new(Checked, text["Migration checked"]), new(Started, text["Migration started"]), new(RolledBack, text["Migration rolled back"]),
        new(Discarded, text["Migration discarded"]),
    ];

    public static AuditEntry Of(string act, string runId, string? words = null) =>
        new(act, runId) { After = words, Link = "~/admin/credits/tfp-migration/" + runId };
}
