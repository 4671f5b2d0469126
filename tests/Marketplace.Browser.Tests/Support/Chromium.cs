using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Marketplace.Browser.Tests.Support.Chromium))]
[assembly: AssemblyFixture(typeof(Marketplace.Browser.Tests.Support.Site))]

namespace Marketplace.Browser.Tests.Support;

/// <summary>The one browser of this run. Every person in a test gets a context of their own in it.</summary>
public sealed class Chromium : IAsyncLifetime
{
    /// <summary>The best first: the shell without windows opens a page in a third of the time.</summary>
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];

    /// <summary>Drawing needs no process of its own: handing every picture over costs a tenth of the time.</summary>
    private static readonly string[] Switches =
    [
        "--no-sandbox", "--disable-gpu", "--in-process-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
    ];

    private readonly SemaphoreSlim _starting = new(1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _playwright.Selectors.SetTestIdAttribute("data-test");
        Assertions.SetDefaultExpectTimeout(Guest.Patience);
    }

    /// <summary>
    /// Somebody's own cookies and tabs. A browser that crashed is started anew: the test that it crashed in has failed, the others go on.
    /// </summary>
    public async Task<IBrowserContext> NewContextAsync(BrowserNewContextOptions options)
    {
        await _starting.WaitAsync();
        try
        {
            if (_browser is not { IsConnected: true })
                _browser = await StartAsync();
        }
        finally
        {
            _starting.Release();
        }

        return await _browser.NewContextAsync(options);
    }

    private Task<IBrowser> StartAsync() =>
        (_playwright ?? throw new InvalidOperationException("Playwright has not started.")).Chromium.LaunchAsync(
            new BrowserTypeLaunchOptions { ExecutablePath = FindProgram(), Args = Switches, Headless = true });

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
        _starting.Dispose();
    }
}
