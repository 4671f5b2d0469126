using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Stripe.Webhooks;

/// <summary>What is kept of an event's body: all of it but the client secrets, with which a payment could be confirmed.</summary>
/// <param name="Fingerprint">The same for two events of one type that tell the same state of the same object.</param>
internal sealed record StoredPayload(string Json, string Fingerprint)
{
    private const string ClientSecret = "client_secret";

    /// <exception cref="JsonException">The body is no JSON, or says something twice.</exception>
    public static StoredPayload Of(ReadOnlySpan<byte> body)
    {
        var root = JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        Remove(root);
        var told = $"{root?["type"]?.ToJsonString()}\n{root?["data"]?["object"]?.ToJsonString()}";
        return new StoredPayload(root?.ToJsonString() ?? "null", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(told))));
    }

    private static void Remove(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                json.Remove(ClientSecret);
                foreach (var (_, value) in json)
                    Remove(value);
                break;
            case JsonArray array:
                foreach (var item in array)
                    Remove(item);
                break;
        }
    }
}
