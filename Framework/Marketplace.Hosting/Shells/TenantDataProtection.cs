using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Hosting.Shells;

/// <summary>Protection bound to one tenant: what it protects, no other tenant can read.</summary>
internal sealed class TenantDataProtectionProvider(IDataProtectionProvider host, string tenant) : IDataProtectionProvider
{
    private readonly IDataProtector _root = host.CreateProtector("Marketplace.Tenant", tenant);

    public IDataProtector CreateProtector(string purpose) => _root.CreateProtector(purpose);
}

/// <summary>For services that several tenants share: each use goes to the protector of the tenant it happens in.</summary>
internal sealed class CurrentTenantDataProtectionProvider : IDataProtectionProvider
{
    public IDataProtector CreateProtector(string purpose) => new Protector([purpose]);

    private sealed class Protector(string[] purposes) : IDataProtector
    {
        public IDataProtector CreateProtector(string purpose) => new Protector([.. purposes, purpose]);

        public byte[] Protect(byte[] plaintext) => Find().Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData) => Find().Unprotect(protectedData);

        private IDataProtector Find() => CurrentShell.Required.FindProtector(purposes);
    }
}
