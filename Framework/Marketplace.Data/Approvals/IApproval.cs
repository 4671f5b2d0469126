using Marketplace.Abstractions;

namespace Marketplace.Data;

/// <summary>
/// What one person asks for and another must agree to. Who asks, who approves and who gains by it are three people; what is approved is
/// done once, in the transaction that says so. The module Audit implements it; each module that needs it brings an
/// <see cref="IApprovalKind"/>.
/// </summary>
public interface IApproval
{
    /// <summary>
    /// Asks, in the caller's transaction. Within what <paramref name="alone"/> leaves of the day the answer is
    /// <see cref="ApprovalAsked.Alone"/>, and the caller does it at once in the same transaction: the amount is counted there, so a
    /// rollback gives it back.
    /// </summary>
    /// <param name="alone">What one person may do alone; null: nothing.</param>
    /// <exception cref="ArgumentException">No module brings the kind, or the reason is missing.</exception>
    Task<ApprovalAsked> AskAsync(
        UnitOfWork transaction, ApprovalRequest request, ApprovalAllowance? alone, CancellationToken cancellationToken);

    /// <summary>Agrees, and does it. Of two who agree at once one waits for the other and finds it done.</summary>
    /// <param name="who">A user id, or <see cref="Acting.CommandLine"/>.</param>
    Task<ApprovalAnswer> ApproveAsync(string id, string who, CancellationToken cancellationToken);

    /// <param name="reason">1 to 500 characters; whoever asked reads it.</param>
    Task<ApprovalAnswer> RefuseAsync(string id, string who, string reason, CancellationToken cancellationToken);

    /// <summary>Only by whoever asked.</summary>
    Task<ApprovalAnswer> WithdrawAsync(string id, string who, CancellationToken cancellationToken);

    /// <summary>
    /// Ends what waits about a record, in the caller's transaction, because the record itself ended. Its kind is not told.
    /// </summary>
    Task EndAsync(UnitOfWork transaction, string kind, string record, string who, CancellationToken cancellationToken);

    Task<Approval?> FindAsync(string id, CancellationToken cancellationToken);

    /// <returns>The newest request about a record.</returns>
    Task<Approval?> FindAsync(string kind, string record, CancellationToken cancellationToken);

    /// <summary>Why this person cannot approve it now, or null where they can.</summary>
    Task<ApprovalAnswer?> WhyNotAsync(Approval approval, string who, CancellationToken cancellationToken);

    /// <summary>
    /// Whether two accounts are one person's, as far as that can be known: what one person must not do to themselves is refused by it.
    /// </summary>
    Task<bool> AreOnePersonAsync(string userId, string otherUserId, CancellationToken cancellationToken);

    /// <summary>How many people could approve it now; null where nobody knows.</summary>
    Task<int?> CountApproversAsync(Approval approval, CancellationToken cancellationToken);
}

/// <param name="Kind">The id of an <see cref="IApprovalKind"/>.</param>
/// <param name="Record">The id of what is asked for; at most one request about a record waits at a time.</param>
/// <param name="AskedBy">A user id, or a word of <see cref="Acting"/>.</param>
/// <param name="What">One line that says what happens when it is approved; everybody reads it in their language.</param>
/// <param name="Reason">1 to 500 characters where somebody typed it.</param>
public sealed record ApprovalRequest(string Kind, string Record, string AskedBy, StoredText What, StoredText Reason)
{
    /// <summary>User ids of those who gain by it, so far as they are few; the kind keeps many out by itself.</summary>
    public IReadOnlyList<string> Beneficiaries { get; init; } = [];

    /// <summary>What it is worth, not negative; null where it is no amount.</summary>
    public CreditAmount? Amount { get; init; }

    public StoredText? Before { get; init; }

    public StoredText? After { get; init; }

    /// <summary>Where it can be looked at, inside the tenant.</summary>
    public string? Link { get; init; }

    /// <summary>What the kind needs to do it, where the record itself does not say.</summary>
    public string Payload { get; init; } = "";

    /// <summary>How long it waits.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);
}

/// <summary>What one person may do alone in a day (UTC), everything with the same scope together.</summary>
/// <param name="Scope">Stored, for example <c>credits</c>.</param>
/// <param name="Amount">Sum of a day.</param>
/// <param name="Count">Acts of a day.</param>
public sealed record ApprovalAllowance(string Scope, CreditAmount Amount, int Count);

public abstract record ApprovalAsked
{
    private ApprovalAsked()
    {
    }

    /// <summary>Nobody else is needed: the caller does it now.</summary>
    public sealed record Alone : ApprovalAsked;

    /// <summary>It waits for a second person.</summary>
    public sealed record Waiting(string Id) : ApprovalAsked;

    /// <summary>Whoever asks would gain by it; nothing was written.</summary>
    public sealed record OwnInterest : ApprovalAsked;

    /// <summary>Something about this record waits already.</summary>
    public sealed record AlreadyWaiting(string Id) : ApprovalAsked;
}

public abstract record ApprovalAnswer
{
    private ApprovalAnswer()
    {
    }

    public sealed record Approved(Approval Approval) : ApprovalAnswer;

    /// <summary>Refused or withdrawn.</summary>
    public sealed record Closed(Approval Approval) : ApprovalAnswer;

    public sealed record NotFound : ApprovalAnswer;

    public sealed record AlreadyDecided(ApprovalState State) : ApprovalAnswer;

    /// <summary>Nobody decides on what they asked for themselves.</summary>
    public sealed record OwnRequest : ApprovalAnswer;

    /// <summary>Whoever decides has their account or their roles from whoever asked, since shortly before.</summary>
    public sealed record MadeByAsker : ApprovalAnswer;

    /// <summary>Nobody approves what they gain by.</summary>
    public sealed record OwnInterest : ApprovalAnswer;

    /// <summary>Only whoever asked withdraws.</summary>
    public sealed record OthersRequest : ApprovalAnswer;

    /// <summary>Whoever decides does not have the permission, or not any more.</summary>
    public sealed record NotAllowed(string Permission) : ApprovalAnswer;

    public sealed record ReasonMissing : ApprovalAnswer;

    /// <summary>The feature that would do it is off.</summary>
    public sealed record FeatureOff : ApprovalAnswer;

    /// <summary>It cannot be done as things are; it still waits.</summary>
    /// <param name="Words">A sentence.</param>
    /// <param name="Cause">What the kind gave along.</param>
    public sealed record Impossible(string Words, object? Cause) : ApprovalAnswer;
}

public enum ApprovalState
{
    Waiting,
    Approved,
    Refused,
    Withdrawn,

    /// <summary>Nobody decided in time.</summary>
    Expired,
}

/// <summary>A request as it is stored; <see cref="StoredTexts"/> says what it is about.</summary>
public sealed record Approval
{
    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Record { get; init; }

    public required ApprovalState State { get; init; }

    public required StoredText What { get; init; }

    public required StoredText Reason { get; init; }

    public StoredText? BeforeWords { get; init; }

    public StoredText? AfterWords { get; init; }

    public CreditAmount? Amount { get; init; }

    public required string BeneficiaryIds { get; init; }

    public required string AskedBy { get; init; }

    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>Until when somebody may approve it.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    public string? DecidedBy { get; init; }

    public DateTimeOffset? DecidedAt { get; init; }

    public string? DecisionReason { get; init; }

    public string? Link { get; init; }

    public required string Payload { get; init; }

    public IReadOnlyList<string> Beneficiaries => BeneficiaryIds.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    public bool IsWaiting => State == ApprovalState.Waiting;
}
