using Marketplace.Payments.Reconciliation.Comparison;

namespace Marketplace.Payments.Reconciliation.Runs;

internal enum RunStatus
{
    Running,

    /// <summary>Everything matches.</summary>
    Matches,

    /// <summary>Differences are open.</summary>
    Differs,

    /// <summary>It ended before it was through, for example because the gateway did not answer.</summary>
    Failed,

    /// <summary>Its process ended in the middle.</summary>
    Interrupted,
}

internal enum RunStep
{
    Waiting,
    OpenPayments,
    Events,
    Days,
    Records,
    Done,
}

/// <summary>A comparison with the gateway's books as it is stored.</summary>
internal sealed record ReconciliationRun
{
    /// <summary>
    /// A running one that gave no sign of life for this long is lost: each question to the gateway takes at most a minute or so.
    /// </summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromMinutes(3);

    /// <summary>The value of <see cref="StartedBy"/> that is no user.</summary>
    public const string Nightly = "nightly";

    public required string Id { get; init; }

    public required RunStatus Status { get; init; }

    public required string StartedBy { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset BeatAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public required RunStep Step { get; init; }

    public required int Done { get; init; }

    public required int Total { get; init; }

    /// <summary>As <c>yyyy-MM-dd</c>.</summary>
    public required string FirstDay { get; init; }

    public required string LastDay { get; init; }

    /// <summary>Open payments that it brought to an end.</summary>
    public required int Settled { get; init; }

    /// <summary>Objects of missed events that it applied.</summary>
    public required int Swept { get; init; }

    /// <summary>Differences that are open at its end.</summary>
    public required int Found { get; init; }

    public string? Error { get; init; }

    public bool IsRunning => Status is RunStatus.Running;

    public ReconciliationRun At(DateTimeOffset now) =>
        IsRunning && BeatAt < now - LostAfter ? this with { Status = RunStatus.Interrupted, FinishedAt = BeatAt } : this;
}

/// <summary>What moved in the days of a run, on both sides, in cents.</summary>
internal sealed record RunFigure
{
    public required ComparedKind Kind { get; init; }

    public required int GatewayCount { get; init; }

    public required long GatewayCents { get; init; }

    public required int BooksCount { get; init; }

    public required long BooksCents { get; init; }

    public RunFigure Add(ComparedObject found) => this with
    {
        GatewayCount = GatewayCount + (found.GatewayCents is null or 0 ? 0 : 1),
        GatewayCents = checked(GatewayCents + (found.GatewayCents ?? 0)),
        BooksCount = BooksCount + (found.BooksCents is null or 0 ? 0 : 1),
        BooksCents = checked(BooksCents + (found.BooksCents ?? 0)),
    };
}
