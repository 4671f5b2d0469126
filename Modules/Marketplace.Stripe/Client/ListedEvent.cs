using System.Text.Json;
using System.Text.Json.Serialization;
using Api = Stripe;

namespace Marketplace.Stripe.Client;

/// <summary>
/// A row of <c>/v1/events</c>. Stripe.net's own event reads its object as the class of today's version, and one that is shaped otherwise
/// makes the whole list unreadable.
/// </summary>
internal sealed class ListedEvent : Api.StripeEntity<ListedEvent>, Api.IHasId
{
    /// <summary>Of the year 9999: no date is later.</summary>
    private const long LastSecond = 253_402_300_799;

    [JsonPropertyName("id")]
    public string Id { get; set; } = "";

    [JsonPropertyName("type")]
    public string? Type { get; set; }

    /// <summary>In Unix seconds.</summary>
    [JsonPropertyName("created")]
    public long? Created { get; set; }

    [JsonPropertyName("data")]
    public JsonElement Data { get; set; }

    [JsonIgnore]
    public DateTimeOffset? CreatedAt => Created is >= 0 and <= LastSecond ? DateTimeOffset.FromUnixTimeSeconds(Created.Value) : null;

    [JsonIgnore]
    public EventObject About =>
        new(Data.ValueKind is JsonValueKind.Object && Data.TryGetProperty("object", out var about) ? about : default);
}
