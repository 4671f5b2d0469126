using Marketplace.Credits.Ledger.Entries;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.History;

/// <summary>What screens call the types of D15.</summary>
internal sealed class TransactionTypeNames(IStringLocalizer<TransactionTypeNames> text)
{
    public string Of(TransactionType type) => type switch
    {
        TransactionType.Purchase => text["Purchase"],
        TransactionType.TopUp => text["Top-up"],
        TransactionType.AutoTopUp => text["Auto top-up"],
        TransactionType.Transfer => text["Transfer"],
        TransactionType.Earning => text["Earning"],
        TransactionType.Deployment => text["Deployment"],
        TransactionType.Refund => text["Refund"],
        TransactionType.AdminAdjustment => text["Adjustment"],
        TransactionType.Bonus => text["Bonus"],
        TransactionType.Sponsorship => text["Sponsorship"],
        TransactionType.Usage => text["Usage"],
        TransactionType.Expiry => text["Expiry"],
        TransactionType.Chargeback => text["Chargeback"],
        TransactionType.Commission => text["Commission"],
        TransactionType.Migration => text["Migration"],
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a transaction type."),
    };
}
