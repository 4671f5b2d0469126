namespace Marketplace.Payments.Gateways;

/// <summary>What brands call themselves; the same in every language.</summary>
internal static class CardBrands
{
    /// <param name="brand">The gateway's word, for example <c>amex</c>.</param>
    public static string NameOf(string brand) => brand switch
    {
        "visa" => "Visa",
        "mastercard" => "Mastercard",
        "amex" => "American Express",
        "discover" => "Discover",
        "diners" => "Diners Club",
        "jcb" => "JCB",
        "unionpay" => "UnionPay",
        "eftpos_au" => "Eftpos",
        "cartes_bancaires" => "Cartes Bancaires",
        "" or "unknown" => "Card",
        _ => char.ToUpperInvariant(brand[0]) + brand[1..],
    };
}
