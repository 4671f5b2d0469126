using Marketplace.Payments.Reconciliation.Comparison;

namespace Marketplace.Payments.Reconciliation.Differences;

internal enum DifferenceKind
{
    /// <summary>Money moved at the gateway, and the books have nothing of it.</summary>
    MissingHere,

    /// <summary>The books say that money moved, and the gateway does not.</summary>
    MissingThere,
    AmountDiffers,
}

internal enum DifferenceState
{
    Open,

    /// <summary>A later run found both sides equal.</summary>
    Mended,

    /// <summary>An operator wrote down why it may stay.</summary>
    Explained,
}

/// <summary>A row of <c>reconciliation_differences</c>.</summary>
internal sealed record Difference
{
    public const string Prefix = "dif";

    public required string Id { get; init; }

    /// <summary>What differs.</summary>
    public required ComparedKind Kind { get; init; }

    /// <summary>The gateway's id.</summary>
    public required string ObjectId { get; init; }

    public string? TopUpId { get; init; }

    public string? UserId { get; init; }

    public string? PaymentIntentId { get; init; }

    /// <summary>Negative where money went back; null where the gateway does not know it.</summary>
    public long? GatewayCents { get; init; }

    public long? BooksCents { get; init; }

    public required DifferenceState State { get; init; }

    public string? Note { get; init; }

    /// <summary>Who explained it.</summary>
    public string? ClosedBy { get; init; }

    public required DateTimeOffset FoundAt { get; init; }

    /// <summary>When a run found it last.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    public DifferenceKind How =>
        (BooksCents ?? 0) == 0 ? DifferenceKind.MissingHere
        : (GatewayCents ?? 0) == 0 ? DifferenceKind.MissingThere
        : DifferenceKind.AmountDiffers;

    /// <summary>Asking the gateway and applying its answer may mend it.</summary>
    public bool CanApply =>
        GatewayCents is not null && TopUpId is not null && How is not DifferenceKind.AmountDiffers
            && (Kind is not ComparedKind.TopUp || How is DifferenceKind.MissingHere);
}
