namespace Marketplace.Payments;

/// <summary>A row of <c>top_ups</c>. The client secret lies there under data protection.</summary>
internal sealed record TopUpRow
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required CreditAmount Amount { get; init; }

    public required long AmountCents { get; init; }

    /// <summary>The package it was bought in, or null.</summary>
    public string? PackageId { get; init; }

    /// <summary>Given besides what is bought.</summary>
    public CreditAmount Bonus { get; init; }

    public required string Purpose { get; init; }

    public required string RequestHash { get; init; }

    public required TopUpStatus Status { get; init; }

    public string? PaymentIntentId { get; init; }

    public string? ClientSecret { get; init; }

    public string? FailureMessage { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}
