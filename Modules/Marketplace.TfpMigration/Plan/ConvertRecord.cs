using System.Text.Json;
using System.Text.Json.Nodes;
using Marketplace.Credits.Points;

namespace Marketplace.TfpMigration.Plan;

/// <summary>
/// The old user record in its new shape (acceptance S0-59, S0-60): all amounts in USD, <c>display_currency</c> gone, every other field as
/// it was. Takes a file that <see cref="Files.ReadOldUser"/> found right.
/// </summary>
internal static class ConvertRecord
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly string[] Limits = ["threshold_amount", "topup_amount", "daily_limit", "monthly_limit"];

    public static string Of(ReadOnlySpan<byte> file)
    {
        var record = JsonNode.Parse(file is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file)!.AsObject();
        record.Remove("display_currency");
        Convert(record, "wallet_balance", "wallet_balance");
        if (record["auto_topup_settings"] is JsonObject autoTopUp)
        {
            foreach (var limit in Limits)
                Convert(autoTopUp, limit, limit);
        }

        foreach (var service in Objects(record["services"]))
            ConvertPoints(service, "price");
        foreach (var transaction in Objects(record["transactions"]))
        {
            if (transaction["transaction_type"] is not JsonObject { Count: 1 } type || type.First().Value is not JsonObject content)
                continue;
            ConvertPoints(content, "amount");
            Convert(content, "threshold_amount", "threshold_amount");
        }

        return record.ToJsonString(Readable);
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? list) => list is JsonArray array ? array.OfType<JsonObject>() : [];

    private static void ConvertPoints(JsonObject owner, string name) =>
        Convert(owner, owner.ContainsKey(name + "_tfp") ? name + "_tfp" : name, name + "_usd");

    /// <summary>The field keeps its place.</summary>
    private static void Convert(JsonObject owner, string from, string to)
    {
        if (owner[from] is not JsonValue value || TfpAmount.Parse(value.ToJsonString(), out var points) != TfpParse.Ok)
            return;
        var index = owner.IndexOf(from);
        owner.RemoveAt(index);
        owner.Insert(index, to, JsonSerializer.SerializeToNode(points.ToCredits()));
    }
}
