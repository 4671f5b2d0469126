using Marketplace.Credits.Ledger.Lots;

namespace Marketplace.Adjustments.Campaigns;

internal enum CampaignState
{
    /// <summary>Can be looked at; its recipients are counted anew each time.</summary>
    Draft,

    /// <summary>Its recipients are fixed, and a second person must approve it.</summary>
    Waiting,
    Running,
    Paused,
    Done,
    Cancelled,

    /// <summary>Nobody approved it in time.</summary>
    Expired,
}

/// <summary>Credits for many customers.</summary>
internal sealed record Campaign
{
    public const string Prefix = "cmp";

    public required string Id { get; init; }

    /// <summary>Customers read it.</summary>
    public required string Name { get; init; }

    public required LotKind LotKind { get; init; }

    /// <summary>For each customer.</summary>
    public required CreditAmount Amount { get; init; }

    /// <summary>When what is left of the credits goes; null never.</summary>
    public DateTimeOffset? CreditsExpireAt { get; init; }

    /// <summary>What all of it together may cost.</summary>
    public required CreditAmount Budget { get; init; }

    public required string Audience { get; init; }

    public required CampaignState State { get; init; }

    /// <summary>One more with every start and every continuation, so that a job of before ends when it comes late.</summary>
    public int Run { get; init; }

    public long Recipients { get; init; }

    public long Given { get; init; }

    public long Failed { get; init; }

    public required string CreatedBy { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public string? StartedBy { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Until when somebody may approve it.</summary>
    public DateTimeOffset? ApproveBy { get; init; }

    public string? ApprovedBy { get; init; }

    public DateTimeOffset? RunStartedAt { get; init; }

    /// <summary>How many recipients were done when this run began.</summary>
    public long RunStartedWith { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public long DoneCount => Given + Failed;

    /// <summary>One recipient more that has this state now.</summary>
    public Campaign With(RecipientState done) => done switch
    {
        RecipientState.Given => this with { Given = Given + 1 },
        RecipientState.Failed => this with { Failed = Failed + 1 },
        RecipientState.Waiting or RecipientState.Unconfirmed => this,
        _ => throw new ArgumentOutOfRangeException(nameof(done), done, "Not a known state."),
    };

    public CreditAmount Spent => Amount * Given;

    public CreditAmount Total => Amount * Recipients;

    /// <summary>How long the rest takes at the pace of this run; null where that cannot be told.</summary>
    public TimeSpan? TimeLeft(DateTimeOffset now) =>
        State == CampaignState.Running && RunStartedAt is { } began && DoneCount > RunStartedWith && now > began
            ? TimeSpan.FromTicks((long)((Int128)(now - began).Ticks * (Recipients - DoneCount) / (DoneCount - RunStartedWith)))
            : null;
}
