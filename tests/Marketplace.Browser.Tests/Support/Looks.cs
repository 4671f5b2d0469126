using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Support;

internal static class Looks
{
    /// <summary>At a desk and on a phone, light and dark: pictures, and no barrier that axe knows.</summary>
    public static async Task LookAsync(this Guest guest, string name)
    {
        foreach (var (width, height) in new[] { (1280, 900), (390, 844) })
        {
            await guest.Page.SetViewportSizeAsync(width, height);
            // Never wider than the screen, once it is laid out anew.
            await guest.Page.WaitForFunctionAsync("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth");
            foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
            {
                await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
                await guest.Page.ScreenshotAsync(new PageScreenshotOptions
                {
                    Path = Artifacts.File("screens", $"{name}-{width}-{scheme.ToString().ToLowerInvariant()}.jpg"),
                    Type = ScreenshotType.Jpeg, Quality = 85, FullPage = true, Animations = ScreenshotAnimations.Disabled,
                });
                var barriers = await Barriers.FindAsync(guest.Page, scheme);
                Assert.True(barriers.Count == 0, $"{name}: " + string.Join('\n', barriers));
            }
        }

        await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await guest.Page.SetViewportSizeAsync(1280, 900);
    }
}
