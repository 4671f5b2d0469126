using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Screens;

/// <summary>
/// One page as people get to see it, at a desk light and dark and then as narrow as a phone: no barrier that axe knows, nothing wider than
/// the screen, a silent console.
/// </summary>
public abstract class ScreenTest(Chromium chromium, Site site, Lookers lookers)
{
    private static readonly (int Width, int Height)[] Sizes = [(1440, 900), (Looks.Phone, 844)];

    /// <summary>The classes of screens run beside each other, and each has pages of its own.</summary>
    protected async Task LookAsync(ScreenPage screen)
    {
        try
        {
            await LookAsync(screen, await lookers.EnterAsync(chromium, site, screen.Who, GetType()));
        }
        catch (TimeoutException)
        {
            // A tab that has shown many pages now and then stops for good. A page that stops in a new one too is to blame itself.
            await lookers.LeaveAsync(screen.Who, GetType());
            await LookAsync(screen, await lookers.EnterAsync(chromium, site, screen.Who, GetType()));
        }
    }

    private static async Task LookAsync(ScreenPage screen, Guest guest)
    {
        guest.Watch.Forget();
        await guest.Page.SetViewportSizeAsync(Sizes[0].Width, Sizes[0].Height);
        await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Light });
        await ReachAsync(guest, screen);
        var problems = new List<string>();
        foreach (var (width, height) in Sizes)
        {
            await guest.Page.SetViewportSizeAsync(width, height);
            foreach (var scheme in Looks.SchemesAt(width))
            {
                var barriers = await Looks.LookAsync(guest.Page, $"{screen.Name}-{width}", scheme, isWhole: screen.Open is null);
                problems.AddRange(barriers.Select(x => $"{width} px, {scheme}: {x}"));
            }

            var wide = await guest.Page.EvaluateAsync<int>(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (wide > 0)
                problems.Add($"{wide} px wider than a screen of {width} px");
        }

        problems.AddRange(guest.Watch.Findings);
        Assert.True(problems.Count == 0, $"{screen.Name}:\n{string.Join('\n', problems)}");
    }

    private static async Task ReachAsync(Guest guest, ScreenPage screen)
    {
        if (screen.Status >= 400)
            guest.Watch.Expect($"{screen.Status}");
        var answer = await guest.GoAsync(screen.Path);
        Assert.Equal(screen.Status, answer!.Status);
        if (screen.Follow is not null)
        {
            await guest.Page.Locator(screen.Follow).First.ClickAsync();
            await Assertions.Expect(guest.Page).Not.ToHaveURLAsync(answer.Url);
            await guest.Page.WaitForLoadStateAsync(LoadState.Load);
        }

        await screen.Act(guest);
        if (screen.Open is not null)
            await guest.Page.Locator(screen.Open).First.ClickAsync();
        await guest.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
    }
}
