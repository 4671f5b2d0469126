using Marketplace.Testing;

namespace Marketplace.Tenants.Tests;

/// <summary>The host with its sample tenants, and its administrator signed in.</summary>
internal static class AdminApp
{
    public static async Task<Visitor> AdministratorAsync(this MarketplaceApp app, string prefix = "")
    {
        var visitor = app.NewVisitor(prefix);
        await visitor.SignInAsync("admin@example.com");
        return visitor;
    }

    public static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}
