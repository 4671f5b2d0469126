using System.Text.RegularExpressions;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Access.Tests.Texts;

/// <summary>
/// Every page in a language that marks what was looked up: a word outside of the marks is one that no translator ever sees, or it is data.
/// </summary>
public sealed class PseudoLanguageTests(House house)
{
    [Theory]
    [InlineData(Caller.Anonymous)]
    [InlineData(Caller.Customer)]
    [InlineData(Caller.Editor)]
    [InlineData(Caller.Operator)]
    [InlineData(Caller.Administrator)]
    public async Task No_page_says_a_word_that_was_not_looked_up(Caller caller)
    {
        await ForgetNotesAsync(caller);
        var shown = new List<(string Path, string Text, string Where)>();
        var pages = 0;
        foreach (var path in await PathsAsync(caller))
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            // As from another site, so that it is not kept as this visitor's choice.
            request.Headers.Add("Sec-Fetch-Site", "cross-site");
            using var answer = await house.As(caller).Http.SendAsync(request);
            if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            pages++;
            shown.AddRange(
                ShownText.Of(await Visitor.ReadPageAsync(answer)).Where(x => ShownText.WordsOutside(x.Text).Any())
                    .Select(x => (path, x.Text, x.Where)));
        }

        var site = await house.App.InTenantAsync("mycelium", SiteData.ReadAsync);
        var siteWithTexts = await house.App.InTenantAsync("mycelium", SiteData.ReadWithTextsAsync);
        var found = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var (path, text, where) in shown)
        {
            foreach (var word in ShownText.WordsOutside((ShowsTexts(path) ? siteWithTexts : site).Without(text)))
            {
                if (!found.TryGetValue($"{word} ({where})", out var places))
                    found.Add($"{word} ({where})", places = new SortedSet<string>(StringComparer.Ordinal));
                places.Add(path);
            }
        }

        Assert.True(pages > 5, $"Only {pages} pages were seen.");
        Assert.True(
            found.Count == 0,
            $"As {caller}, outside of what was looked up:\n"
                + string.Join('\n', found.Select(x => $"{x.Key} at {x.Value.First()} ({x.Value.Count})")));
    }

    /// <summary>A note of what this visitor saved before, in another language, is shown once more and then no longer.</summary>
    private async Task ForgetNotesAsync(Caller caller)
    {
        foreach (var path in (string[])["/", "/admin/approvals"])
        {
            using var answer = await house.As(caller).GetAsync(path);
        }
    }

    /// <summary>The pages without parameters, and for whoever sees most, the ones that they lead to.</summary>
    private async Task<IReadOnlyCollection<string>> PathsAsync(Caller caller)
    {
        await AllowAsync();
        var paths = house.Doors.Where(x => x is { IsSafe: true, IsPage: true } && !x.Pattern.Contains('{', StringComparison.Ordinal))
            .Select(x => x.Path).ToHashSet(StringComparer.Ordinal);
        if (caller == Caller.Administrator)
        {
            // One of each kind of page is enough.
            paths.UnionWith(
                (await house.LinksAsync()).GroupBy(x => house.PatternOf(x) ?? "", StringComparer.Ordinal).Where(x => x.Key.Length > 0)
                    .Select(x => x.First()));
        }

        paths.RemoveWhere(x => x is "/account/logout");
        return [.. paths.Select(x => x + "?lang=" + SiteLanguages.Pseudo.Code)];
    }

    /// <summary>The pseudo-language is offered by whoever writes it into the settings by hand.</summary>
    private Task AllowAsync() => house.App.InTenantAsync("mycelium", async services =>
    {
        var tenant = services.GetRequiredService<ITenant>();
        if (tenant.Settings.Get<SiteSettings>("site").Languages.Contains(SiteLanguages.Pseudo.Code, StringComparer.Ordinal))
            return;
        var changed = await services.GetRequiredService<ITenantAdministration>().EditAsync(
            x =>
            {
                var site = x.Settings.Get<SiteSettings>("site");
                return x with
                {
                    Settings = x.Settings.With("site", site with { Languages = [.. site.Languages, SiteLanguages.Pseudo.Code] }),
                };
            },
            CancellationToken.None);
        Assert.True(changed.Succeeded, changed.Error);
    });

    /// <summary>Whether it is about what editors write: the documentation and their part of the portal.</summary>
    private static bool ShowsTexts(string path) =>
        ((string[])["/docs", "/admin/docs", "/admin/content"]).Any(x => path.StartsWith(x, StringComparison.Ordinal));
}
