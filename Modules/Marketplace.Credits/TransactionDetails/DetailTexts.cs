using System.Globalization;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Lots;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.TransactionDetails;

/// <summary>A transaction's metadata in words.</summary>
internal sealed class DetailTexts(IStringLocalizer<DetailTexts> text)
{
    /// <summary>Shown in another way, or of use to operators only.</summary>
    private static readonly HashSet<string> Hidden = new(StringComparer.Ordinal)
    { "to_user", "from_user", "requested_by", "approved_by", "started_by", "lot_id" };

    /// <summary>What is known first, in the order that people look for it; the rest under its own name.</summary>
    public IEnumerable<DetailText> Of(WalletTransaction transaction) =>
        from entry in transaction.Metadata
        where !Hidden.Contains(entry.Key) && entry.Value.Length > 0 && !IsSaidAlready(transaction, entry.Key, entry.Value)
        let known = NameOf(entry.Key)
        orderby known is null, entry.Key
        select new DetailText(known ?? Plain(entry.Key), ValueOf(entry.Key, entry.Value), AddressOf(entry.Key, entry.Value));

    /// <summary>A product by its name needs no id, and where a credit is a dollar the amount stands above.</summary>
    private static bool IsSaidAlready(WalletTransaction transaction, string key, string value) => key switch
    {
        "product_id" => transaction.Metadata.ContainsKey("service_name"),
        "amount_usd" =>
            decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var usd)
                && usd == transaction.Amount.Abs().ToDecimal(),
        _ => false,
    };

    public string Kind(LotKind kind) => kind switch
    {
        LotKind.Purchased => text["Bought"],
        LotKind.Bonus => text["Bonus"],
        LotKind.Promotional => text["Promotional"],
        LotKind.Sponsored => text["Sponsored"],
        LotKind.Transferred => text["Received from others"],
        LotKind.Earned => text["Earned"],
        LotKind.Adjusted => text["Refunded or adjusted"],
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of credits."),
    };

    private string? NameOf(string key) => (key switch
    {
        "product_id" => text["Product"],
        "service_name" => text["Product"],
        "deployment_id" => text["Deployment"],
        "order_id" => text["Order"],
        "payment_intent_id" => text["Payment"],
        "payment_method" => text["Payment method"],
        "topup_id" => text["Purchase of credits"],
        "stripe_amount_cents" => text["Charged"],
        "amount_usd" => text["In US dollars"],
        "threshold_amount" => text["Threshold"],
        "triggered_by_purchase" => text["Triggered by purchase"],
        "note" => text["Note"],
        "reason" => text["Reason"],
        "source" => text["Source"],
        "campaign_id" => text["Promotion"],
        "adjustment_id" => text["Adjustment"],
        _ => (LocalizedString?)null,
    })?.Value;

    private static string ValueOf(string key, string value) => key switch
    {
        "stripe_amount_cents" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var cents) =>
            new Usd(cents).Format(),
        "amount_usd" when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount) =>
            amount.ToString("$#,##0.00####;-$#,##0.00####", CultureInfo.InvariantCulture),
        _ => value,
    };

    private static string? AddressOf(string key, string value) => key switch
    {
        "deployment_id" => "~/dashboard/deployments/" + Uri.EscapeDataString(value),
        "topup_id" => "~/dashboard/wallet/payments/" + Uri.EscapeDataString(value),
        _ => null,
    };

    private static string Plain(string key)
    {
        var words = key.Replace('_', ' ').Trim();
        return words.Length == 0 ? key : char.ToUpperInvariant(words[0]) + words[1..];
    }
}

/// <param name="Address">Inside the tenant, where the value leads to a page.</param>
internal sealed record DetailText(string Name, string Value, string? Address);
