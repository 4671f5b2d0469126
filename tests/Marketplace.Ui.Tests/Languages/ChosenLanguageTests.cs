using AngleSharp.Html.Dom;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Ui.Tests.Languages;

/// <summary>What language the sample site answers in, which has English of its own, French and German.</summary>
public sealed class ChosenLanguageTests(ChosenLanguageTests.Running host) : IClassFixture<ChosenLanguageTests.Running>
{
    private MarketplaceApp App => host.App;

    [Theory]
    [InlineData(null, "en")]
    [InlineData("fr", "fr")]
    [InlineData("fr-CA,fr;q=0.9,en;q=0.8", "fr")]
    [InlineData("es,de;q=0.5,en;q=0.4", "de")]
    [InlineData("es,ja", "en")]
    [InlineData("fr;q=0,de", "de")]
    [InlineData("*", "en")]
    [InlineData("!!,;;q=x", "en")]
    public async Task The_browser_s_languages_are_asked_in_their_order(string? accepted, string spoken)
    {
        using var visitor = App.NewVisitor();
        if (accepted is not null)
            visitor.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accepted);
        using var answer = await visitor.GetAsync("/");
        Assert.True(answer.IsSuccessStatusCode, "Nobody is led elsewhere for a language.");
        Assert.Contains("Accept-Language", answer.Headers.Vary);
        Assert.Contains("Cookie", answer.Headers.Vary);
        Assert.Equal(spoken, LanguageOf(await Visitor.ReadPageAsync(answer)));
    }

    [Fact]
    public async Task A_chosen_language_is_kept_and_goes_before_the_browser_s()
    {
        using var visitor = App.NewVisitor();
        visitor.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "fr");
        var page = await visitor.GetPageAsync("/marketplace?q=vm");
        var link = page.QuerySelector(".footer [data-test=language-de]")!;
        Assert.Equal("Deutsch", link.TextContent);
        Assert.Equal("/marketplace?q=vm&lang=de", link.GetAttribute("href"));
        Assert.Equal("fr", page.QuerySelector(".footer [data-test=languages] [aria-current]")!.GetAttribute("lang"));

        Assert.Equal("de", LanguageOf(await visitor.GetPageAsync(link.GetAttribute("href")!)));
        Assert.Equal("de", LanguageOf(await visitor.GetPageAsync("/")));
        Assert.Equal("de", LanguageOf(await visitor.GetPageAsync("/no/such/page")));
    }

    [Fact]
    public async Task One_visitor_s_language_is_not_another_s()
    {
        using var visitor = App.NewVisitor();
        var menus = new List<string>();
        foreach (var language in new[] { "en", "de", "fr", "de" })
        {
            var page = await visitor.GetPageAsync("/?lang=" + language);
            menus.Add(page.QuerySelector(".topbar-links")!.TextContent);
        }

        Assert.Equal(menus[1], menus[3]);
        Assert.Equal(3, menus.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>Of a module, and of what several say.</summary>
    [Theory]
    [InlineData("fr", "Créer un compte", "Se connecter")]
    [InlineData("de", "Konto anlegen", "Anmelden")]
    public async Task Texts_come_out_of_their_modules(string language, string ofUsers, string shared)
    {
        using var visitor = App.NewVisitor();
        var text = (await visitor.GetPageAsync("/account/register?lang=" + language)).Body!.TextContent;
        Assert.Contains(ofUsers, text, StringComparison.Ordinal);
        Assert.Contains(shared, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_language_that_the_site_has_not_changes_nothing()
    {
        using var visitor = App.NewVisitor();
        Assert.Equal("en", LanguageOf(await visitor.GetPageAsync("/?lang=es")));
        Assert.Equal("en", LanguageOf(await visitor.GetPageAsync("/?lang=%00&lang=fr")));
        Assert.DoesNotContain(visitor.Cookies.GetAllCookies(), x => x.Name == SiteLanguages.Cookie);
    }

    [Fact]
    public async Task A_link_of_another_site_is_followed_and_not_kept()
    {
        using var visitor = App.NewVisitor();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/?lang=de");
        request.Headers.Add("Sec-Fetch-Site", "cross-site");
        using var answer = await visitor.Http.SendAsync(request);
        Assert.Equal("de", LanguageOf(await Visitor.ReadPageAsync(answer)));
        Assert.Equal("en", LanguageOf(await visitor.GetPageAsync("/")));
    }

    [Fact]
    public async Task What_a_user_chose_comes_along_to_every_browser()
    {
        using var first = App.NewVisitor();
        await first.SignInAsync("customer@example.com");
        using (await first.SubmitAsync(
            "/dashboard/settings", new Dictionary<string, string>(StringComparer.Ordinal) { ["Language.Code"] = "de" }))
            Assert.Equal("de", LanguageOf(await first.GetPageAsync("/dashboard/settings")));

        using var second = App.NewVisitor();
        second.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "fr");
        Assert.Equal("fr", LanguageOf(await second.GetPageAsync("/")));
        await second.SignInAsync("customer@example.com");
        Assert.Equal("de", LanguageOf(await second.GetPageAsync("/dashboard/wallet")));

        // The chooser on any page is the same choice.
        Assert.Equal("fr", LanguageOf(await second.GetPageAsync("/dashboard/wallet?lang=fr")));
        Assert.Equal("fr", LanguageOf(await second.GetPageAsync("/")));
        Assert.Equal("fr", (await App.InTenantAsync(
            "mycelium", x => x.GetRequiredService<IUserDirectory>().FindByEmailAsync("customer@example.com", default)))!.Language);
    }

    [Fact]
    public async Task A_language_nobody_offers_is_refused_beside_its_field()
    {
        using var visitor = App.NewVisitor();
        await visitor.SignInAsync("editor@example.com");
        using var answer = await visitor.SubmitAsync(
            "/dashboard/settings", new Dictionary<string, string>(StringComparer.Ordinal) { ["Language.Code"] = "es" });
        var page = await Visitor.ReadPageAsync(answer);
        Assert.Contains("Choose one of the list.", page.Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_says_what_there_is_to_choose_from()
    {
        using var visitor = App.NewVisitor("/fiatdashboard");
        await visitor.SignInAsync("admin@example.com");
        var page = await visitor.GetPageAsync("/admin/settings");
        foreach (var box in page.QuerySelectorAll("input[name='Input.Languages']").Cast<IHtmlInputElement>())
            box.IsChecked = false;
        using (var saved = await visitor.SubmitAsync(
            page, "/admin/settings", new Dictionary<string, string>(StringComparer.Ordinal) { ["Input.Language"] = "fr" }))
            Assert.Equal(System.Net.HttpStatusCode.Redirect, saved.StatusCode);

        using var anybody = App.NewVisitor("/fiatdashboard");
        anybody.Http.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "de");
        var home = await anybody.GetPageAsync("/?lang=de");
        Assert.Equal("fr", LanguageOf(home));
        Assert.Null(home.QuerySelector("[data-test=languages]"));
    }

    private static string? LanguageOf(IHtmlDocument page) => page.DocumentElement.GetAttribute("lang");

    public sealed class Running : IAsyncLifetime
    {
        private MarketplaceApp? _app;

        public MarketplaceApp App => _app ?? throw new InvalidOperationException("The host has not started.");

        public async ValueTask InitializeAsync() => _app = await MarketplaceApp.StartAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
