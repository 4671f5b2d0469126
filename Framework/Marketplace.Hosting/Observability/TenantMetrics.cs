using System.Diagnostics.Metrics;

namespace Marketplace.Hosting.Observability;

/// <summary>Requests per tenant, for OpenTelemetry.</summary>
internal sealed class TenantMetrics(IMeterFactory meters)
{
    public const string MeterName = "Marketplace.Hosting";

    private readonly Counter<long> _requests = meters.Create(MeterName)
        .CreateCounter<long>("marketplace.tenant.requests", description: "Requests that reached a tenant.");

    public void Request(string tenant)
    {
        if (_requests.Enabled)
            _requests.Add(1, new KeyValuePair<string, object?>("tenant", tenant));
    }
}
