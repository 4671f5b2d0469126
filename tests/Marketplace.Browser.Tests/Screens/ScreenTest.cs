using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Screens;

/// <summary>
/// One page as people get to see it, at a desk and on a phone, light and dark: no barrier that axe knows, nothing wider than the screen,
/// a silent console. The pictures stay in <c>tests/artifacts/screens</c>.
/// </summary>
public abstract class ScreenTest(Chromium chromium, Site site, Lookers lookers)
{
    private static readonly AxeRunOptions Everything = new();
    private static readonly AxeRunOptions Colours = new() { RunOnly = new RunOnlyOptions { Type = "rule", Values = ["color-contrast"] } };

    protected async Task LookAsync(ScreenPage screen, int width, int height)
    {
        var options = new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = ColorScheme.Light,
            StorageState = await lookers.StateOfAsync(chromium, site, screen.Who),
        };
        await using var guest = await Guest.EnterAsync(chromium, site.App.Address, options: options);
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

        var problems = new List<string>();
        var wide = await guest.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (wide > 0)
            problems.Add($"{wide} px wider than the screen");
        await LookAsync(guest, screen, width, "light", Everything, problems);
        await guest.Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme.Dark });
        await LookAsync(guest, screen, width, "dark", Colours, problems);
        problems.AddRange(guest.Watch.Findings);
        Assert.True(problems.Count == 0, $"{screen.Name} at {width} px:\n{string.Join('\n', problems)}");
    }

    private static async Task LookAsync(Guest guest, ScreenPage screen, int width, string look, AxeRunOptions options, List<string> problems)
    {
        await guest.Page.ScreenshotAsync(new PageScreenshotOptions
        {
            Path = Artifacts.File("screens", $"{screen.Name}-{width}-{look}.png"), FullPage = screen.Open is null, Animations = ScreenshotAnimations.Disabled,
        });
        var result = await guest.Page.RunAxe(options);
        problems.AddRange(
            from violation in result.Violations
            from node in violation.Nodes
            select $"{look}: {violation.Id}: {violation.Help}: {node.Html} {string.Join(' ', node.Any.Select(x => x.Message))}");
    }
}
