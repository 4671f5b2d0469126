using System.Globalization;
using System.Text.Json;
using Marketplace.Testing;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Support;

/// <summary>Somebody at a browser of their own: cookies, one tab at first, and a watch on what goes wrong in it.</summary>
public sealed class Guest(IBrowserContext context, IPage page, PageWatch watch, Uri address, string prefix) : IAsyncDisposable
{
    /// <summary>Milliseconds to wait for what must come; machines that build for others are slow.</summary>
    public const float Patience = 30_000;

    public IBrowserContext Context => context;

    public IPage Page => page;

    public PageWatch Watch => watch;

    /// <summary>The host's.</summary>
    public Uri Address => address;

    /// <summary>Where the tenant lives: <c>""</c> or <c>/fiatdashboard</c>.</summary>
    public string Prefix => prefix;

    /// <summary>An address nobody has registered yet.</summary>
    public string Email { get; } = $"guest-{Guid.NewGuid():N}@example.com";

    public string Password => MarketplaceApp.Password;

    public static async Task<Guest> EnterAsync(Chromium chromium, Uri address, string prefix = "", BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = address.ToString();
        options.Locale = "en-US";
        options.ReducedMotion = ReducedMotion.Reduce;
        var context = await chromium.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        context.SetDefaultNavigationTimeout(2 * Patience);
        var watch = new PageWatch(context);
        return new Guest(context, await context.NewPageAsync(), watch, address, prefix);
    }

    /// <summary>Another tab with the same cookies.</summary>
    public async Task<Guest> NewTabAsync() => new(context, await context.NewPageAsync(), watch, address, prefix);

    /// <param name="path">Inside the tenant.</param>
    public Task<IResponse?> GoAsync(string path) => page.GotoAsync(prefix + path);

    /// <summary>
    /// Returns when the page is there whole, its scripts included: before that a button may still send its form the plain way.
    /// </summary>
    public async Task ExpectAddressAsync(string pathPattern)
    {
        await Assertions.Expect(page)
            .ToHaveURLAsync(
                new System.Text.RegularExpressions.Regex(
                    "^http://[^/]+" + prefix + pathPattern, System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1)));
        await page.WaitForLoadStateAsync(LoadState.Load);
    }

    /// <summary>The balance as programs see it.</summary>
    public async Task<decimal> ReadBalanceAsync()
    {
        var answer = await context.APIRequest.GetAsync(prefix + "/api/wallet/info");
        var info = await answer.JsonAsync() ?? throw new InvalidOperationException("The wallet's answer is empty.");
        return info.GetProperty("balance").GetDecimal();
    }

    public async Task<JsonElement> GetJsonAsync(string path)
    {
        var answer = await context.APIRequest.GetAsync(prefix + path);
        Assert.True(answer.Ok, $"{path}: {answer.Status.ToString(CultureInfo.InvariantCulture)} {await answer.TextAsync()}");
        return await answer.JsonAsync() ?? default;
    }

    public async ValueTask DisposeAsync() => await context.CloseAsync();
}
