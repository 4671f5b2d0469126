using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Points;

namespace Marketplace.TfpMigration.Files;

/// <summary>
/// One entry of a file's <c>transactions</c>: <c>id</c>, <c>timestamp</c>, perhaps <c>status</c>, and <c>transaction_type</c>, an object
/// whose only field is named after the type and holds its amount and facts (acceptance S0-60, in points).
/// </summary>
internal static class ReadOldTransaction
{
    private const string Completed = "Completed";

    /// <returns>Null where something is wrong, and for what never took place.</returns>
    public static OldTransaction? Read(Fields entry, int index, string email)
    {
        var id = entry.Text("id");
        var at = entry.Time("timestamp");
        var status = entry.Text("status", required: false) ?? Completed;
        if (entry.Object("transaction_type")?.OnlyObject() is not var (name, content))
            return null;
        var amount = content.AmountInPoints("amount");
        if (ReadType(entry, name, content, email) is not var (type, sign, facts, threshold) || id is null || at is null || amount is null)
            return null;
        if (string.Equals(status, Completed, StringComparison.OrdinalIgnoreCase))
            return new OldTransaction(index, id, at.Value, type, amount.Value, sign, facts, threshold);
        entry.Note("status", FindingKind.NotCompleted, status);
        return null;
    }

    private static (TransactionType Type, int Sign, IReadOnlyDictionary<string, string> Facts, TfpAmount? Threshold)? ReadType(
        Fields entry, string name, Fields content, string email)
    {
        switch (name)
        {
            case "Purchase":
                return (TransactionType.Purchase, -1, Facts(("product_id", content.Text("product_id"))), null);
            case "TopUp":
                return (TransactionType.TopUp, 1, Facts(("payment_method", content.Text("payment_method"))), null);
            case "AutoTopUp":
                var facts = Facts(
                    ("payment_method", content.Text("payment_method")),
                    ("triggered_by_purchase", content.Text("triggered_by_purchase", required: false)));
                return (TransactionType.AutoTopUp, 1, facts, content.Amount("threshold_amount"));
            case "Transfer":
                return ReadTransfer(content, email);
            case "Earning":
                return (TransactionType.Earning, 1, Facts(("source", content.Text("source"))), null);
            default:
                entry.Note("transaction_type", FindingKind.UnknownType, name.Length <= 40 ? name : name[..40] + "…");
                return null;
        }
    }

    /// <summary>Both sides have it in their file: for the one it names in <c>to_user</c> the points came in.</summary>
    private static (TransactionType Type, int Sign, IReadOnlyDictionary<string, string> Facts, TfpAmount? Threshold) ReadTransfer(
        Fields content, string email)
    {
        var to = content.Text("to_user");
        var from = content.Text("from_user", required: false);
        var incoming = to is not null && Mailbox.KeyOf(to) == Mailbox.KeyOf(email);
        if (incoming && from is not null && Mailbox.KeyOf(from) == Mailbox.KeyOf(email))
            content.Note("to_user", FindingKind.TransferToSelf);
        return (TransactionType.Transfer, incoming ? 1 : -1, Facts(("to_user", to), ("from_user", from)), null);
    }

    private static Dictionary<string, string> Facts(params IEnumerable<(string Name, string? Value)> facts) =>
        facts.Where(x => x.Value is not null).ToDictionary(x => x.Name, x => x.Value!, StringComparer.Ordinal);
}
