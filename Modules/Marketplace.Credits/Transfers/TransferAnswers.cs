using System.Text.Json.Serialization;

namespace Marketplace.Credits.Transfers;

/// <summary>What a program sends. Money is a plain number such as 5.00.</summary>
/// <param name="ToUser">The recipient's e-mail address or user id.</param>
/// <param name="Amount">Above zero, with no more decimals than the unit has.</param>
/// <param name="Note">For the recipient, one line of at most 140 characters.</param>
internal sealed record TransferBody(
    [property: JsonPropertyName("to_user")] string ToUser,
    [property: JsonPropertyName("amount")] CreditAmount Amount,
    [property: JsonPropertyName("note")] string? Note = null);

/// <param name="ToUser">As it was asked for.</param>
/// <param name="Balance">What was posted to the sender's wallet right after the transfer.</param>
internal sealed record TransferAnswer(
    [property: JsonPropertyName("transaction_id")] string TransactionId,
    [property: JsonPropertyName("to_user")] string ToUser,
    [property: JsonPropertyName("amount")] CreditAmount Amount,
    [property: JsonPropertyName("balance_after")] CreditAmount BalanceAfter);
