using Microsoft.AspNetCore.Identity;

namespace Marketplace.Users.Addresses;

/// <summary>The forms under which Identity stores and finds people and roles.</summary>
internal sealed class Lookups : ILookupNormalizer
{
    public string? NormalizeName(string? name) => name is null ? null : RoleName.KeyOf(name);

    public string? NormalizeEmail(string? email) => email is null ? null : Mailbox.KeyOf(email);
}
