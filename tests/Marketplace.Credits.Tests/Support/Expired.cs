using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Support;

/// <summary>Runs what the clock runs.</summary>
internal static class Expired
{
    public static Task<int> ExpireLotsAsync(this TestShell shell) => shell.InScopeAsync<ExpireLots, int>(x => x.ExecuteAsync(default));

    public static Task<int> ExpireAsync(this TestShell shell) => shell.InScopeAsync<ExpireHolds, int>(x => x.ExecuteAsync(default));
}
