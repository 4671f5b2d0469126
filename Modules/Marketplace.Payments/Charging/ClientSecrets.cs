using Marketplace.Payments.TopUps;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Payments.Charging;

/// <summary>A client secret lets a browser pay one intent; at rest it is encrypted.</summary>
internal sealed class ClientSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.Payments.ClientSecret");

    public string Protect(string clientSecret) => _protector.Protect(clientSecret);

    public TopUp Reveal(TopUpRow row) => new(
        row.Id,
        row.UserId,
        row.Amount,
        row.Status,
        row.PaymentIntentId,
        row.ClientSecret is null ? null : _protector.Unprotect(row.ClientSecret),
        row.FailureMessage,
        row.CreatedAt) { Reference = row.Reference, AmountCents = row.AmountCents, Bonus = row.Bonus };
}
