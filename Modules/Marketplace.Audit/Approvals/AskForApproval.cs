using Marketplace.Data;

namespace Marketplace.Audit.Approvals;

/// <summary>Lets one person go on alone within what is left of their day, or stores a request that waits for a second one.</summary>
internal sealed class AskForApproval(
    IEnumerable<IApprovalKind> kinds, ApprovalParties parties, ApprovalAudit audit, StoredTexts texts, IOutbox outbox, TimeProvider time)
{
    public const int MaxReason = 500;

    public async Task<ApprovalAsked> ExecuteAsync(
        UnitOfWork db, ApprovalRequest request, ApprovalAllowance? alone, CancellationToken cancellationToken)
    {
        Check(request);
        if (await parties.IsAnyOfAsync(request.AskedBy, request.Beneficiaries, cancellationToken))
            return new ApprovalAsked.OwnInterest();
        var now = time.GetUtcNow();
        if (alone is not null
            && await ApprovalDays.TryCountAsync(db, request.AskedBy, request.Amount ?? CreditAmount.Zero, alone, now, cancellationToken))
            return new ApprovalAsked.Alone();
        var row = RowOf(request, now);
        if (!await ApprovalRows.TryInsertAsync(db, row, cancellationToken))
            return new ApprovalAsked.AlreadyWaiting(
                (await ApprovalRows.FindAsync(db, request.Kind, request.Record, now, cancellationToken))!.Id);
        await audit.WriteAsync(db, ApprovalActs.Asked, row, request.AskedBy, texts.Say(row.Reason), cancellationToken);
        await outbox.WriteAsync(db, new ApprovalWaiting(row.Id), cancellationToken);
        return new ApprovalAsked.Waiting(row.Id);
    }

    private static Approval RowOf(ApprovalRequest request, DateTimeOffset now) => new()
    {
        Id = PrefixedId.New(ApprovalRows.Prefix, now),
        Kind = request.Kind,
        Record = request.Record,
        State = ApprovalState.Waiting,
        What = request.What,
        Reason = request.Reason,
        BeforeWords = request.Before,
        AfterWords = request.After,
        Amount = request.Amount,
        BeneficiaryIds = string.Join(' ', request.Beneficiaries),
        AskedBy = request.AskedBy,
        AskedAt = now,
        ExpiresAt = now + ApprovalRequest.Patience,
        Link = request.Link,
        Payload = request.Payload,
    };

    private void Check(ApprovalRequest request)
    {
        if (kinds.All(x => x.Id != request.Kind))
            throw new ArgumentException($"No feature of this tenant brings approvals of the kind {request.Kind}.", nameof(request));
        var reason = texts.Say(request.Reason);
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > MaxReason)
            throw new ArgumentException("A request needs a reason of at most 500 characters.", nameof(request));
        if (request.Amount is { IsNegative: true })
            throw new ArgumentException("What a request is worth is not negative.", nameof(request));
    }
}
