namespace Marketplace.Payments.Receipts;

/// <summary>The settings section <c>receipts</c>: who sells, as it stands on every receipt, earlier ones too, and how it is sent.</summary>
public sealed record ReceiptSettings
{
    public const string Section = "receipts";

    /// <summary>Empty: the tenant's display name.</summary>
    public string SellerName { get; init; } = "";

    /// <summary>In order; none where the seller gives no address.</summary>
    public IReadOnlyList<string> AddressLines { get; init; } = [];

    /// <summary>As the law wants it, for example <c>VAT ID DE123456789</c>; empty where there is none.</summary>
    public string TaxNumber { get; init; } = "";

    /// <summary>Whom to ask; empty where nobody is named.</summary>
    public string ContactEmail { get; init; } = "";

    /// <summary>A sentence at the foot, for example about taxes; empty for none.</summary>
    public string Note { get; init; } = "";

    /// <summary>Mails that tell of a receipt carry it as PDF; else they only lead to it.</summary>
    public bool AttachPdf { get; init; }
}
