using System.Text.Json.Serialization;

namespace Marketplace.Credits.Wallet;

/// <summary>S0-54.</summary>
internal sealed record WalletInfo(
    [property: JsonPropertyName("balance")] CreditAmount Balance,
    [property: JsonPropertyName("currency")] string Currency,
    [property: JsonPropertyName("auto_topup_enabled")] bool AutoTopupEnabled,
    [property: JsonPropertyName("auto_topup_threshold")] CreditAmount AutoTopupThreshold);

/// <summary>S0-55.</summary>
internal sealed record NavbarData(
    [property: JsonPropertyName("wallet_balance_formatted")] string WalletBalanceFormatted,
    [property: JsonPropertyName("display_currency")] string DisplayCurrency,
    [property: JsonPropertyName("auto_topup_enabled")] bool AutoTopupEnabled,
    [property: JsonPropertyName("auto_topup_status")] string AutoTopupStatus);

/// <summary>S1-46.</summary>
internal sealed record TfcBalance([property: JsonPropertyName("balance")] CreditAmount Balance);

/// <summary>S0-52.</summary>
/// <param name="ShortfallInfo">Null where the amount is affordable.</param>
internal sealed record Affordability(
    [property: JsonPropertyName("can_afford")] bool CanAfford,
    [property: JsonPropertyName("shortfall_info")] Shortfall? ShortfallInfo);

/// <summary>What is missing (O4).</summary>
internal sealed record Shortfall(
    [property: JsonPropertyName("required")] CreditAmount Required,
    [property: JsonPropertyName("available")] CreditAmount Available,
    [property: JsonPropertyName("shortfall")] CreditAmount Missing,
    [property: JsonPropertyName("auto_topup_enabled")] bool AutoTopupEnabled,
    [property: JsonPropertyName("suggested_topup")] CreditAmount SuggestedTopup);

internal sealed record TransactionList(
    [property: JsonPropertyName("transactions")] IReadOnlyList<TransactionAnswer> Transactions,
    [property: JsonPropertyName("next_cursor")] string? NextCursor);
