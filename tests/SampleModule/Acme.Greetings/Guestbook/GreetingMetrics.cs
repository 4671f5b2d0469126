using System.Diagnostics.Metrics;

namespace Acme.Greetings.Guestbook;

/// <summary>For OpenTelemetry. The host exports every meter that has the id of a module.</summary>
internal sealed class GreetingMetrics(IMeterFactory meters, ITenant tenant)
{
    private readonly Counter<long> _left =
        meters.Create("Acme.Greetings").CreateCounter<long>("acme.greetings.left", description: "Greetings that were left.");

    public void Left() => _left.Add(1, new KeyValuePair<string, object?>("tenant", tenant.Name));
}
