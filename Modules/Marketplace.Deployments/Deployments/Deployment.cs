using System.Text.Json;
using Marketplace.Catalog.Products;
using Marketplace.Deployments.Grid;
using Marketplace.Orders.Units;

namespace Marketplace.Deployments.Deployments;

/// <summary>Acceptance O21.</summary>
internal enum DeploymentStatus
{
    Queued,
    Provisioning,
    Running,
    Suspended,
    Cancelling,
    Cancelled,
    Failed,
}

/// <summary>Something bought that runs, or is to run, on the grid (S1-30, S1-32, S1-48).</summary>
internal sealed record Deployment
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required string OrderId { get; init; }

    /// <summary>The product's id.</summary>
    public required string ServiceId { get; init; }

    /// <summary>The product's name when it was bought.</summary>
    public required string Name { get; init; }

    /// <summary>Delivery kind, for example <c>vm</c>.</summary>
    public required string Kind { get; init; }

    public int? Vcpu { get; init; }

    public int? RamGb { get; init; }

    public int? SsdGb { get; init; }

    public string Attributes { get; init; } = "{}";

    /// <summary>What the customer pays per period.</summary>
    public required CreditAmount Price { get; init; }

    public required CreditAmount CommissionAmount { get; init; }

    /// <summary>What is left for the grid.</summary>
    public required CreditAmount GridPaymentAmount { get; init; }

    /// <summary>In units of 10^-7 TFT; null until the treasury paid the grid.</summary>
    public long? TftAmount { get; init; }

    public string? GridDeploymentId { get; init; }

    public required DeploymentStatus Status { get; init; }

    /// <summary>Why it failed, for the customer.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary><see cref="Marketplace.Deployments.Grid.ConnectionDetails"/> as JSON.</summary>
    public string? ConnectionDetails { get; init; }

    public required BillingPeriod Period { get; init; }

    /// <summary>When the first period began; renewals keep its day.</summary>
    public DateTimeOffset? BillingAnchorAt { get; init; }

    public DateTimeOffset? NextRenewalAt { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public bool IsStarting => Status is DeploymentStatus.Queued or DeploymentStatus.Provisioning;

    public ConnectionDetails? ReadConnection() =>
        ConnectionDetails is null ? null : Marketplace.Deployments.Grid.ConnectionDetails.Parse(ConnectionDetails);

    public GridRequest ToGridRequest() =>
        new(Id, Kind, ServiceId, new ProductSize(Vcpu, RamGb, SsdGb), JsonSerializer.Deserialize<Dictionary<string, string>>(Attributes)
            ?? []);
}
