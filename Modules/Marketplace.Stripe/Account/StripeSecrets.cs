using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Stripe.Account;

/// <summary>Keeps keys encrypted in the settings, bound to the tenant.</summary>
public sealed class StripeSecrets(IDataProtectionProvider protection)
{
    /// <summary>How what is encrypted begins.</summary>
    public const string Prefix = "protected:";

    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.Stripe.Keys");

    public string Protect(string secret) => Prefix + _protector.Protect(secret);

    /// <returns>The secret, or null when it was encrypted with keys that are gone.</returns>
    public string? TryReveal(string stored)
    {
        if (!stored.StartsWith(Prefix, StringComparison.Ordinal))
            return stored.Trim();
        try
        {
            return _protector.Unprotect(stored[Prefix.Length..]);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
