using System.Text.Json;
using Marketplace.Credits.Points;

namespace Marketplace.TfpMigration.Files;

/// <summary>
/// Reads one user's file of the old system (its <c>UserPersistentData</c>). Nothing is guessed: whatever does not fit is a finding with its
/// field. Fields that are not known here are left alone.
/// </summary>
internal static class ReadOldUser
{
    public const int LargestFile = 4 * 1024 * 1024;

    /// <summary>A thousand million points. No file adds up to more than an account can hold.</summary>
    public static readonly TfpAmount Largest = new(100_000_000_000_000);

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <returns>The user, or null where a finding is an error; and all findings.</returns>
    public static (OldUser? User, IReadOnlyList<Finding> Findings) Read(ReadOnlyMemory<byte> file)
    {
        var findings = new List<Finding>();
        if (file.Length > LargestFile)
            return (null, [new Finding("", FindingKind.FileTooLarge)]);
        try
        {
            using var document = JsonDocument.Parse(WithoutMark(file), Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return (null, [new Finding("", FindingKind.NotAnObject)]);
            var user = Read(new Fields(document.RootElement, "", findings));
            return (findings.Exists(x => x.IsError) ? null : user, findings);
        }
        // The second is what a name or text that is no Unicode throws.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return (null, [new Finding("", FindingKind.NotJson, e.Message)]);
        }
    }

    private static OldUser? Read(Fields user)
    {
        var email = user.Text("user_email");
        if (email is not null && !Mailbox.TryParse(email, allowName: false, out _))
            user.Note("user_email", FindingKind.BadEmail, email);
        user.Text("display_currency", required: false);
        var balance = user.Has("wallet_balance_usd") ? user.AmountInPoints("wallet_balance") : user.Amount("wallet_balance");
        var transactions = ReadTransactions(user, email ?? "");
        var autoTopUp = ReadAutoTopUp(user);
        var services = user.Objects("services").Select(ReadService).OfType<OldService>().ToList();
        return email is null || balance is null ? null : new OldUser(email, balance.Value, transactions, autoTopUp, services);
    }

    private static List<OldTransaction> ReadTransactions(Fields user, string email)
    {
        var transactions = new List<OldTransaction>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        var index = -1;
        foreach (var entry in user.Objects("transactions"))
        {
            index++;
            if (ReadOldTransaction.Read(entry, index, email) is not { } transaction)
                continue;
            if (!ids.Add(transaction.Id))
                entry.Note("id", FindingKind.DuplicateTransaction, transaction.Id);
            else if (transactions.Count > 0 && transaction.At < transactions[^1].At)
                entry.Note("timestamp", FindingKind.OutOfOrder);
            if (transaction.Amount == TfpAmount.Zero)
                entry.Note("", FindingKind.ZeroAmount);
            else
                transactions.Add(transaction);
        }

        return transactions;
    }

    private static OldAutoTopUp? ReadAutoTopUp(Fields user)
    {
        if (user.Object("auto_topup_settings", required: false) is not { } settings)
            return null;
        var enabled = settings.Flag("enabled");
        var threshold = settings.Amount("threshold_amount");
        var amount = settings.Amount("topup_amount");
        var daily = settings.Amount("daily_limit", required: false);
        var monthly = settings.Amount("monthly_limit", required: false);
        return enabled is null || threshold is null || amount is null
            ? null
            : new OldAutoTopUp(enabled.Value, threshold.Value, amount.Value, daily, monthly);
    }

    private static OldService? ReadService(Fields service)
    {
        var id = service.Text("id");
        var name = service.Text("name", required: false);
        var price = service.AmountInPoints("price");
        return id is null || price is null ? null : new OldService(id, name ?? id, price.Value);
    }

    /// <summary>Some editors begin a file with a byte order mark.</summary>
    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> file) => file.Span is [0xEF, 0xBB, 0xBF, ..] ? file[3..] : file;
}
