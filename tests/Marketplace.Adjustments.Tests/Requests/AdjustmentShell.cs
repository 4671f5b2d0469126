using Marketplace.Adjustments.Requests;
using Marketplace.Credits.Tests;
using Marketplace.Testing;

namespace Marketplace.Adjustments.Tests.Requests;

internal static class AdjustmentShell
{
    public static Task<TestShell> CreateAsync(DatabaseKind kind) => TestShell.CreateAsync(kind, new Credits.Startup(), new Startup());

    public static Task<AdjustmentResult> RequestAsync(this TestShell shell, string operatorId, AdjustmentRequest request) =>
        shell.InScopeAsync((RequestAdjustment x) => x.ExecuteAsync(operatorId, request, default));

    public static Task<AdjustmentResult> ApproveAsync(this TestShell shell, string operatorId, string id) =>
        shell.Get<ApproveAdjustment>().ExecuteAsync(operatorId, id, default);

    public static Task<AdjustmentResult> RejectAsync(this TestShell shell, string operatorId, string id) =>
        shell.Get<CloseAdjustment>().RejectAsync(operatorId, id, default);

    public static Task<AdjustmentResult> WithdrawAsync(this TestShell shell, string operatorId, string id) =>
        shell.Get<CloseAdjustment>().WithdrawAsync(operatorId, id, default);
}
