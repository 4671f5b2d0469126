using System.Collections.Concurrent;
using Marketplace.Data;

namespace Marketplace.Testing;

/// <summary>
/// Lets go alone whatever may go alone at all, keeps the rest, and approves nothing. A shell with the module Audit asks a second person
/// instead.
/// </summary>
public sealed class TestApproval : IApproval
{
    private readonly ConcurrentQueue<ApprovalRequest> _waiting = new();

    public IReadOnlyList<ApprovalRequest> Waiting => [.. _waiting];

    public Task<ApprovalAsked> AskAsync(
        UnitOfWork transaction, ApprovalRequest request, ApprovalAllowance? alone, CancellationToken cancellationToken)
    {
        if (request.Beneficiaries.Contains(request.AskedBy, StringComparer.Ordinal))
            return Task.FromResult<ApprovalAsked>(new ApprovalAsked.OwnInterest());
        if (alone is not null && (request.Amount is not { } amount || amount <= alone.Amount))
            return Task.FromResult<ApprovalAsked>(new ApprovalAsked.Alone());
        transaction.OnCommitted(() => _waiting.Enqueue(request));
        return Task.FromResult<ApprovalAsked>(new ApprovalAsked.Waiting("apr_test"));
    }

    public Task<ApprovalAnswer> ApproveAsync(string id, string who, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApprovalAnswer> RefuseAsync(string id, string who, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ApprovalAnswer> WithdrawAsync(string id, string who, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task EndAsync(UnitOfWork transaction, string kind, string record, string who, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<Approval?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult<Approval?>(null);

    public Task<Approval?> FindAsync(string kind, string record, CancellationToken cancellationToken) => Task.FromResult<Approval?>(null);

    public Task<ApprovalAnswer?> WhyNotAsync(Approval approval, string who, CancellationToken cancellationToken) =>
        Task.FromResult<ApprovalAnswer?>(null);

    public Task<bool> AreOnePersonAsync(string userId, string otherUserId, CancellationToken cancellationToken) =>
        Task.FromResult(string.Equals(userId, otherUserId, StringComparison.Ordinal));

    public Task<int?> CountApproversAsync(Approval approval, CancellationToken cancellationToken) => Task.FromResult<int?>(null);
}
