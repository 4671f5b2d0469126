namespace Marketplace.Notifications.Notices;

/// <summary>What somebody was told, as it was told: a later change of the template does not reach it.</summary>
internal sealed record Notice
{
    public const string Prefix = "ntc";

    public const string Columns =
        "n.id, n.kind, n.category, n.user_id, n.event_id, n.subject, n.html, n.link, n.link_text, n.created_at, n.read_at";

    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Category { get; init; }

    public required string UserId { get; init; }

    public required string EventId { get; init; }

    public required string Subject { get; init; }

    /// <summary>Made from Markdown that may hold no HTML, cleaned, with encoded values.</summary>
    public required string Html { get; init; }

    /// <summary>Inside the tenant: <c>~/…</c>.</summary>
    public required string? Link { get; init; }

    public required string? LinkText { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset? ReadAt { get; init; }
}
