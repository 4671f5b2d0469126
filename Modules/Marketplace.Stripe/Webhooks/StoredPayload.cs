using System.Text.Json;
using System.Text.Json.Nodes;

namespace Marketplace.Stripe;

/// <summary>What is kept of an event's body: all of it but the client secrets, with which a payment could be confirmed.</summary>
internal static class StoredPayload
{
    private const string ClientSecret = "client_secret";

    /// <exception cref="JsonException">The body is no JSON, or says something twice.</exception>
    public static string Of(ReadOnlySpan<byte> body)
    {
        var root = JsonNode.Parse(body, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
        Remove(root);
        return root?.ToJsonString() ?? "null";
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
