using Marketplace.Adjustments.Requests;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Adjustments.Tests.Requests;

internal static class AdjustmentShell
{
    public static Task<TestShell> CreateAsync(DatabaseKind kind) => CreateAsync(kind, _ => { });

    public static Task<TestShell> CreateAsync(DatabaseKind kind, Action<TestShellSetup> arrange) =>
        TestShell.CreateAsync(kind, arrange, new Audit.Startup(), new Credits.Startup(), new Startup());

    public static Task<AdjustmentResult> RequestAsync(this TestShell shell, string operatorId, AdjustmentRequest request) =>
        shell.InScopeAsync((RequestAdjustment x) => x.ExecuteAsync(operatorId, request, default));

    public static Task<ApprovalAnswer> ApproveAsync(
        this TestShell shell, string who, string record, string kind = AdjustmentApproval.KindId) =>
        shell.DecideAsync(record, kind, (approval, id) => approval.ApproveAsync(id, who, default));

    public static Task<ApprovalAnswer> RefuseAsync(
        this TestShell shell, string who, string record, string kind = AdjustmentApproval.KindId) =>
        shell.DecideAsync(record, kind, (approval, id) => approval.RefuseAsync(id, who, "Not so", default));

    public static Task<ApprovalAnswer> WithdrawAsync(
        this TestShell shell, string who, string record, string kind = AdjustmentApproval.KindId) =>
        shell.DecideAsync(record, kind, (approval, id) => approval.WithdrawAsync(id, who, default));

    /// <summary>The rows of the audit about a record, oldest first.</summary>
    public static async Task<IReadOnlyList<AuditRow>> AuditAsync(this TestShell shell, string record) =>
        [.. (await shell.InScopeAsync((IAuditSource x) => x.ListAsync(new AuditFilter(Record: record), null, 100, default))).Reverse()];

    private static Task<ApprovalAnswer> DecideAsync(
        this TestShell shell, string record, string kind, Func<IApproval, string, Task<ApprovalAnswer>> decide) =>
        shell.InScopeAsync(async (IApproval x) =>
            await x.FindAsync(kind, record, default) is { } found ? await decide(x, found.Id) : new ApprovalAnswer.NotFound());
}
