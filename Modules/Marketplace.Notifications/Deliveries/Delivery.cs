namespace Marketplace.Notifications.Deliveries;

internal enum DeliveryState
{
    /// <summary>Not tried yet, or to be tried again.</summary>
    Waiting,
    Sent,

    /// <summary>Failed too often: only an administrator sends it again.</summary>
    GivenUp,

    /// <summary>There is nobody to send it to any more.</summary>
    Skipped,
}

internal sealed record Delivery
{
    public const string Prefix = "ndl";

    public required string Id { get; init; }

    public required string NoticeId { get; init; }

    public required string Kind { get; init; }

    public required string EventId { get; init; }

    public required string UserId { get; init; }

    public required string Subject { get; init; }

    public required NotificationChannels Channel { get; init; }

    public required DeliveryState State { get; init; }

    public required int Attempts { get; init; }

    /// <summary>Where the last attempt went to.</summary>
    public required string? Address { get; init; }

    /// <summary>Why the last attempt failed.</summary>
    public required string? Error { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? DoneAt { get; init; }
}

/// <summary>A notification waits for its mail to be sent.</summary>
[Event("notifications.mail-due")]
internal sealed record NoticeMailDue(string DeliveryId);
