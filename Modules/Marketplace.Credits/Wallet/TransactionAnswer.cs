using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;

namespace Marketplace.Credits.Wallet;

/// <summary>A transaction as S1-11 documents it.</summary>
internal sealed record TransactionAnswer(
    [property: JsonPropertyName("id")] string Id,
    [property: JsonPropertyName("user_id")] string UserId,
    [property: JsonPropertyName("transaction_type")] string TransactionType,
    [property: JsonPropertyName("amount")] CreditAmount Amount,
    [property: JsonPropertyName("balance_before")] CreditAmount BalanceBefore,
    [property: JsonPropertyName("balance_after")] CreditAmount BalanceAfter,
    [property: JsonPropertyName("description")] string Description,
    [property: JsonPropertyName("metadata")] JsonObject Metadata,
    [property: JsonPropertyName("created_at")] DateTime CreatedAt)
{
    public static TransactionAnswer Of(WalletTransaction transaction) => new(
        transaction.Id,
        transaction.UserId,
        TypeName(transaction.Type),
        transaction.Amount,
        transaction.BalanceBefore,
        transaction.BalanceAfter,
        transaction.Description,
        MetadataOf(transaction),
        transaction.CreatedAt.UtcDateTime);

    /// <summary>Here money in is called a purchase of credits (O1).</summary>
    private static string TypeName(TransactionType type) =>
        (type == Marketplace.Credits.Ledger.Entries.TransactionType.TopUp
            ? Marketplace.Credits.Ledger.Entries.TransactionType.Purchase
            : type).ToString();

    /// <summary>Cents are numbers in the documented shape; the ledger keeps all metadata as text.</summary>
    private static JsonObject MetadataOf(WalletTransaction transaction) => new(
        transaction.Metadata.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => KeyValuePair.Create<string, JsonNode?>(
            x.Key,
            x.Key.EndsWith("_cents", StringComparison.Ordinal)
                && long.TryParse(x.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var cents)
                ? JsonValue.Create(cents)
                : JsonValue.Create(x.Value))));
}
