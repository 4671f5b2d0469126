using System.Security.Cryptography;
using System.Text;
using Marketplace.Abstractions;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;

namespace Marketplace.Hosting.Startup;

internal sealed class SetupToken(ShellHost shells) : ISetupToken
{
    public string Value { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    public bool Matches(string token) =>
        shells.Table.Slots.ContainsKey(SetupTenant.Name)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(token), Encoding.UTF8.GetBytes(Value));
}
