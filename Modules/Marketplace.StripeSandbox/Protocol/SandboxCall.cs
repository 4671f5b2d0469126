using Marketplace.Data;

namespace Marketplace.StripeSandbox.Protocol;

/// <summary>One authenticated request, inside the transaction in which it is carried out.</summary>
/// <param name="Id">The last object id of the path, or empty.</param>
/// <param name="IsPublishable">A browser with the publishable key: it sees and does only what a client secret allows.</param>
internal sealed record SandboxCall(
    UnitOfWork Db,
    SandboxParameters Parameters,
    string Id,
    bool IsPublishable,
    string RequestId,
    string? IdempotencyKey,
    string ApiVersion,
    CancellationToken Cancellation);

/// <summary>Carries out one kind of request.</summary>
internal interface ISandboxOperation
{
    Task<SandboxAnswer> ExecuteAsync(SandboxCall call);
}
