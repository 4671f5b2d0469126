using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Support;

internal static class Looks
{
    /// <summary>Pixels across.</summary>
    public const int Phone = 390;

    /// <summary>Light and dark at a desk, light on a phone, which differs by its layout and not by its colours.</summary>
    public static IEnumerable<ColorScheme> SchemesAt(int width) =>
        width > Phone ? [ColorScheme.Light, ColorScheme.Dark] : [ColorScheme.Light];

    /// <summary>Pictures are for people: nobody looks at those of every run, and drawing is what a browser does slowest.</summary>
    private static bool IsDrawing => Environment.GetEnvironmentVariable("MARKETPLACE_TEST_PICTURES") == "1";

    /// <summary>No barrier that axe knows on the page that is open.</summary>
    public static async Task LookAsync(this Guest guest, string name)
    {
        foreach (var (width, height) in new[] { (1280, 900), (Phone, 844) })
        {
            await guest.Page.SetViewportSizeAsync(width, height);
            // Never wider than the screen, once it is laid out anew.
            await guest.Page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
            foreach (var scheme in SchemesAt(width))
            {
                var barriers = await LookAsync(guest.Page, $"{name}-{width}", scheme);
                Assert.True(barriers.Count == 0, $"{name}: " + string.Join('\n', barriers));
            }
        }

        await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await guest.Page.SetViewportSizeAsync(1280, 900);
    }

    /// <summary>
    /// What axe finds. With <c>MARKETPLACE_TEST_PICTURES=1</c> there is a picture too, in <c>tests/artifacts/screens</c>.
    /// </summary>
    /// <exception cref="TimeoutException">The browser stopped working on this page.</exception>
    public static async Task<IReadOnlyList<string>> LookAsync(IPage page, string name, ColorScheme scheme, bool isWhole = true)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
        if (IsDrawing)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Artifacts.File("screens", $"{name}-{scheme.ToString().ToLowerInvariant()}.jpg"), Type = ScreenshotType.Jpeg,
                Quality = 85, FullPage = isWhole, Animations = ScreenshotAnimations.Disabled,
            });
        }

        return await Barriers.FindAsync(page, scheme).WaitAsync(TimeSpan.FromMilliseconds(2 * Guest.Patience));
    }
}
