using Marketplace.Hosting.Shells;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests;

internal static class HostingTestExtensions
{
    public static ShellHost Shells(this MarketplaceApp app) => app.Services.GetRequiredService<ShellHost>();

    public static Task<TenantChangeResult> ChangeAsync(this MarketplaceApp app, string tenant, string[] enable, string[] disable) =>
        app.InTenantAsync(
            tenant, x => x.GetRequiredService<ITenantAdministration>().ChangeFeaturesAsync(enable, disable, CancellationToken.None));

    public static async Task EnableAsync(this MarketplaceApp app, string tenant, params string[] features)
    {
        var result = await app.ChangeAsync(tenant, features, []);
        Assert.True(result.Succeeded, result.Error);
    }

    public static async Task<string> ReadAsync(this Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {(int)answer.StatusCode} {text}");
        return text;
    }

    public static Task<HttpResponseMessage> PostTokenAsync(this Visitor visitor, string path, string token) =>
        visitor.Http.PostAsync(
            path,
            new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["__RequestVerificationToken"] = token }));

    /// <summary>Returns once notifications of <paramref name="sender"/> reach this host.</summary>
    public static async Task ListeningAsync(this MarketplaceApp app, MarketplaceApp sender)
    {
        for (var i = 0; ; i++)
        {
            var name = $"Heard {i}";
            await sender.InTenantAsync(
                "fiatdashboard", x => x.GetRequiredService<ITenantAdministration>().RenameAsync(name, CancellationToken.None));
            for (var wait = 0; wait < 20; wait++)
            {
                if (app.Shells().Table.Slots["fiatdashboard"].Record.DisplayName == name)
                    return;
                await Task.Delay(50);
            }

            Assert.True(i < 20, "No notification arrives.");
        }
    }
}
