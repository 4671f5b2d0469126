using System.Text.Json;
using System.Text.Json.Serialization;

namespace Marketplace.Deployments.Grid;

/// <summary>How the customer reaches a deployment; null where it has no such way.</summary>
public sealed record ConnectionDetails
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    [JsonPropertyName("ipv4")]
    public string? Ipv4 { get; init; }

    [JsonPropertyName("ipv6")]
    public string? Ipv6 { get; init; }

    /// <summary>For example <c>ssh root@203.0.113.7</c>.</summary>
    [JsonPropertyName("ssh_command")]
    public string? SshCommand { get; init; }

    [JsonPropertyName("url")]
    public string? Url { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static ConnectionDetails Parse(string json) =>
        JsonSerializer.Deserialize<ConnectionDetails>(json, Json) ?? new ConnectionDetails();
}
