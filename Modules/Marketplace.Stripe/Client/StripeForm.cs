using System.Globalization;

namespace Marketplace.Stripe.Client;

/// <summary>The fields of a request, in Stripe's nested names. What is null is left out.</summary>
internal sealed class StripeForm
{
    private readonly List<KeyValuePair<string, string>> _fields = [];

    public IReadOnlyList<KeyValuePair<string, string>> Fields => _fields;

    public StripeForm Add(string name, string? value)
    {
        if (value is not null)
            _fields.Add(new(name, value));
        return this;
    }

    public StripeForm Add(string name, long? value) => Add(name, value?.ToString(CultureInfo.InvariantCulture));

    public StripeForm AddMetadata(IReadOnlyDictionary<string, string> metadata)
    {
        foreach (var (key, value) in metadata)
            Add($"metadata[{key}]", value);
        return this;
    }

    public StripeForm AddAll(string name, IEnumerable<string> values)
    {
        foreach (var value in values)
            Add($"{name}[]", value);
        return this;
    }

    /// <summary>The same as a query string, with its question mark.</summary>
    public string ToQuery() =>
        "?" + string.Join('&', _fields.Select(x => $"{Uri.EscapeDataString(x.Key)}={Uri.EscapeDataString(x.Value)}"));
}
