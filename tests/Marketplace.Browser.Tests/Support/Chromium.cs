using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Marketplace.Browser.Tests.Support.Chromium))]
[assembly: AssemblyFixture(typeof(Marketplace.Browser.Tests.Support.Site))]

namespace Marketplace.Browser.Tests.Support;

/// <summary>The one browser of this run. Every person in a test gets a context of their own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The best first: the shell without windows opens a page in a third of the time.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public IBrowser Browser => _browser ?? throw new InvalidOperationException("The browser has not started.");

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _playwright.Selectors.SetTestIdAttribute("data-test");
        _browser = await _playwright.Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = FindProgram(), Args = Switches, Headless = true });
        Assertions.SetDefaultExpectTimeout(Guest.Patience);
    }

    private static string FindProgram() =>
        (from name in Names
            from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(
                Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            let file = Path.Combine(folder, name)
            where File.Exists(file)
            select file).FirstOrDefault()
        ?? throw new InvalidOperationException(
            $"No Chromium in the PATH ({string.Join(", ", Names)}): install it, or run test.sh, which does.");

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
