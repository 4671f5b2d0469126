using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Marketplace.TfpMigration.Tests;

/// <summary>Makes files as the older system wrote them.</summary>
internal static class OldFile
{
    private static int _ids;

    public static JsonObject User(string email, decimal balance, params JsonObject[] transactions) => new()
    {
        ["user_email"] = email,
        ["wallet_balance"] = balance,
        ["display_currency"] = "EUR",
        ["transactions"] = new JsonArray([.. transactions]),
        ["favourite_colour"] = "teal",
    };

    public static JsonObject Transaction(string type, decimal amount, params (string Name, JsonNode? Value)[] facts)
    {
        var content = new JsonObject();
        foreach (var (name, value) in facts)
            content[name] = value;
        content["amount_tfp"] = amount;
        var number = Interlocked.Increment(ref _ids);
        return new JsonObject
        {
            ["id"] = "tx-" + number.ToString(CultureInfo.InvariantCulture),
            ["timestamp"] = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number)
                .ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["transaction_type"] = new JsonObject { [type] = content },
        };
    }

    public static JsonObject TopUp(decimal amount) => Transaction("TopUp", amount, ("payment_method", "card"));

    public static JsonObject Purchase(decimal amount) => Transaction("Purchase", amount, ("product_id", "vm-instance"));

    public static byte[] Bytes(this JsonNode node) => Encoding.UTF8.GetBytes(node.ToJsonString());
}
