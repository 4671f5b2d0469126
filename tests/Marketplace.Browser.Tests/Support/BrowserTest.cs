using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Support;

/// <summary>
/// A test with guests. When it ends well nothing may have gone wrong in their browsers either; when it fails, pictures stay.
/// </summary>
public abstract class BrowserTest(Chromium chromium, Site site) : IAsyncLifetime
{
    private readonly List<Guest> _guests = [];

    protected Site Site => site;

    protected Task<Guest> EnterAsync(string prefix = "", BrowserNewContextOptions? options = null) =>
        EnterAsync(site.App.Address, prefix, options);

    /// <param name="address">Of a host that is not the shared one.</param>
    protected async Task<Guest> EnterAsync(Uri address, string prefix = "", BrowserNewContextOptions? options = null)
    {
        var guest = await Guest.EnterAsync(chromium, address, prefix, options);
        _guests.Add(guest);
        return guest;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        var number = 0;
        foreach (var guest in _guests)
        {
            foreach (var page in guest.Context.Pages)
            {
                if (failed && !page.IsClosed)
                    await page.ScreenshotAsync(
                        new PageScreenshotOptions { Path = Artifacts.File("failures", $"{FileName()}-{++number}.png"), FullPage = true });
            }

            await guest.DisposeAsync();
        }

        GC.SuppressFinalize(this);
        if (!failed)
            _guests.ForEach(x => x.Watch.AssertQuiet());
    }

    private static string FileName() =>
        string.Concat((TestContext.Current.TestMethod?.MethodName ?? "test").Select(x => char.IsLetterOrDigit(x) ? x : '-'));
}
