using Marketplace.Credits.Verification.Rules;

namespace Marketplace.Credits.Verification.Runs;

internal enum LedgerCheckStatus
{
    Running,

    /// <summary>Everything was true.</summary>
    Clean,

    /// <summary>At least one rule was not true.</summary>
    Differs,

    /// <summary>It ended before it was through, for example because the database did not answer.</summary>
    Failed,

    /// <summary>Its process ended in the middle. It changed nothing and can be started again.</summary>
    Interrupted,
}

/// <summary>A run of the verifier as it is stored.</summary>
internal sealed record LedgerCheck
{
    /// <summary>A running one that gave no sign of life for this long is lost: its process has ended.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);

    /// <summary>Values of <see cref="StartedBy"/> that are no users.</summary>
    public const string Nightly = "nightly";
    public const string CommandLine = "command-line";

    public required string Id { get; init; }

    public required LedgerCheckStatus Status { get; init; }

    /// <summary>A user's id, or one of the constants.</summary>
    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset BeatAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>How many entries it sealed at its end.</summary>
    public required long Sealed { get; init; }

    public string? Digest { get; init; }

    public DateTimeOffset? DigestBefore { get; init; }

    public string? Error { get; init; }

    public bool IsRunning => Status == LedgerCheckStatus.Running;

    /// <summary>As it is now: a run that is lost was interrupted, though nobody wrote it down yet.</summary>
    public LedgerCheck At(DateTimeOffset now) =>
        IsRunning && BeatAt < now - LostAfter ? this with { Status = LedgerCheckStatus.Interrupted, FinishedAt = BeatAt } : this;
}

internal enum LedgerCheckRuleStatus
{
    Waiting,
    Running,
    True,
    Differs,
}

/// <summary>How far one rule of a run came, and what it found.</summary>
internal sealed record LedgerCheckRule
{
    public required int Position { get; init; }

    public required string Rule { get; init; }

    public required LedgerCheckRuleStatus Status { get; init; }

    /// <summary>What is counted, see <see cref="Walk.LedgerWalk.Name"/>.</summary>
    public required string Unit { get; init; }

    public required long Done { get; init; }

    public required long Total { get; init; }

    public string? Place { get; init; }

    public string? Expected { get; init; }

    public string? Found { get; init; }

    public LedgerFinding? Finding => Place is null ? null : new LedgerFinding(Place, Expected!, Found!);
}
