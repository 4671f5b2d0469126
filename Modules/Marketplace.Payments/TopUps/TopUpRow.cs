using System.Text.Json;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.TopUps;

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

    /// <summary>What the ledger calls it.</summary>
    public TransactionType Type { get; init; } = TransactionType.TopUp;

    /// <summary>The saved method that is charged while its owner is away; null where the customer pays on screen.</summary>
    public string? PaymentMethodId { get; init; }

    /// <summary>What a declined method is still good for.</summary>
    public DeclineKind Decline { get; init; }

    /// <summary>The caller's own record.</summary>
    public string? Reference { get; init; }

    /// <summary>More metadata of the ledger's transaction, as JSON, or null.</summary>
    public string? Facts { get; init; }

    /// <summary>The customer at the gateway that the intent was asked for, or null.</summary>
    public string? CustomerId { get; init; }

    /// <summary>What the intent may be paid with, as it was asked for: <c>Card,PayPal</c>.</summary>
    public string Kinds { get; init; } = nameof(PaymentMethodKind.Card);

    public IReadOnlyList<PaymentMethodKind> ReadKinds() => [.. Kinds.Split(',').Select(Enum.Parse<PaymentMethodKind>)];

    public IReadOnlyDictionary<string, string> ReadFacts() =>
        Facts is null ? new Dictionary<string, string>(StringComparer.Ordinal) : JsonSerializer.Deserialize<Dictionary<string,
        string>>(Facts)!;
}
