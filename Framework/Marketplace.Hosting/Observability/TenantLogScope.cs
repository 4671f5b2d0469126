using System.Collections;

namespace Marketplace.Hosting.Observability;

/// <summary>The tenant as a value of structured logs, and as readable text on a console.</summary>
internal sealed class TenantLogScope(string tenant) : IReadOnlyList<KeyValuePair<string, object>>
{
    private readonly KeyValuePair<string, object> _tenant = new("Tenant", tenant);

    public int Count => 1;

    public KeyValuePair<string, object> this[int index] => index == 0 ? _tenant : throw new ArgumentOutOfRangeException(nameof(index));

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator()
    {
        yield return _tenant;
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => "Tenant:" + _tenant.Value;
}
