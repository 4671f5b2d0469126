using System.Net;
using AngleSharp.Html.Dom;
using Marketplace.Testing;
using Marketplace.Ui;
using Marketplace.Users.Tests.Support;

namespace Marketplace.Users.Tests.Http;

/// <summary>Tabs that were open while somebody signed in, out, or in as somebody else in the same browser.</summary>
public sealed class StaleFormTests(AppFixture apps) : IClassFixture<AppFixture>
{
    private const string Settings = "/dashboard/settings";

    [Fact]
    public async Task A_second_sign_in_from_an_old_tab_leads_on()
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        var tab = await OpenAsync(visitor, "/account/login?returnUrl=%2Fdashboard%2Fwallet", "login-form");
        await visitor.SignInAsync("customer@example.com");

        var answer = await SendAsync(visitor, tab, ("Input.Email", "customer@example.com"), ("Input.Password", MarketplaceApp.Password));

        Assert.Equal(HttpStatusCode.OK, (await visitor.FollowAsync(answer)).StatusCode);
        var shown = (await visitor.FollowAsync(answer)).RequestMessage!.RequestUri!;
        Assert.Equal("/dashboard/wallet", shown.AbsolutePath);
    }

    [Fact]
    public async Task A_registration_from_an_old_tab_leads_on_and_makes_no_account()
    {
        var app = await apps.GetAsync(DatabaseKind.Sqlite);
        using var visitor = app.NewVisitor();
        var tab = await OpenAsync(visitor, "/account/register", "register-form");
        await visitor.SignInAsync("customer@example.com");

        var answer = await SendAsync(
            visitor, tab, ("Input.Name", "Old Tab"), ("Input.Email", "old-tab@example.com"), ("Input.Password", TestAccounts.Password));

        Assert.Equal(HttpStatusCode.OK, (await visitor.FollowAsync(answer)).StatusCode);
        Assert.Null(await app.InTenantAsync("mycelium", services => Find(services, "old-tab@example.com")));
    }

    [Fact]
    public async Task Signing_out_works_from_any_tab()
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync("customer@example.com");
        var tab = await OpenAsync(visitor, "/account/logout", "logout-form");
        await ChangeUserAsync(visitor, "editor@example.com");

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(visitor, tab)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync(Settings)).StatusCode);
    }

    [Fact]
    public async Task A_form_made_for_somebody_else_does_nothing_and_says_so()
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync("customer@example.com");
        var tab = await OpenAsync(visitor, Settings, "profile-form");
        await ChangeUserAsync(visitor, "editor@example.com");

        var answer = await SendAsync(visitor, tab, ("Profile.Name", "Somebody Else"));

        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await Visitor.ReadPageAsync(answer);
        Assert.Contains("signed in as somebody else now", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(Settings, page.QuerySelector("[data-test=stale-open-again]")!.GetAttribute("href"));
        Assert.DoesNotContain("Somebody Else", (await visitor.GetPageAsync(Settings)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("customer@example.com", true)]
    [InlineData("editor@example.com", false)]
    public async Task A_form_sent_after_signing_out_waits_for_its_own_user(string signsIn, bool isSent)
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync("customer@example.com");
        var tab = await OpenAsync(visitor, Settings, "profile-form");
        await visitor.SubmitAsync("/account/logout", new Dictionary<string, string>());
        var name = $"Kept {Guid.NewGuid():N}";

        var answer = await SendAsync(visitor, tab, ("Profile.Name", name));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        var waiting = await Visitor.ReadPageAsync(answer);
        var signIn = await Visitor.ReadPageAsync(await SubmitOnlyFormAsync(visitor, waiting, "form[action*='handler=Kept']"));
        var form = (IHtmlFormElement)signIn.QuerySelector("[data-test=login-form]")!;
        var wrong = await SendAsync(visitor, Read(form), ("Input.Email", signsIn), ("Input.Password", "mistyped this one"));
        form = (IHtmlFormElement)(await Visitor.ReadPageAsync(wrong)).QuerySelector("[data-test=login-form]")!;
        var signedIn = await SendAsync(visitor, Read(form), ("Input.Email", signsIn), ("Input.Password", MarketplaceApp.Password));
        if (!isSent)
        {
            Assert.Equal(Settings, signedIn.Headers.Location?.ToString());
            return;
        }

        Assert.Equal(HttpStatusCode.OK, signedIn.StatusCode);
        var sent = await SubmitOnlyFormAsync(visitor, await Visitor.ReadPageAsync(signedIn), "[data-test=send-again-form]");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(name, (await visitor.GetPageAsync(Settings)).QuerySelector("[data-test=profile-name]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_form_whose_cookies_were_cleared_can_be_sent_again()
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync("operator@example.com");
        var tab = await OpenAsync(visitor, Settings, "profile-form");
        foreach (Cookie cookie in visitor.Cookies.GetCookies(visitor.Http.BaseAddress!))
            cookie.Expired = cookie.Name.StartsWith("mp_af_", StringComparison.Ordinal);
        var name = $"Again {Guid.NewGuid():N}";

        var answer = await SendAsync(visitor, tab, ("Profile.Name", name));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var sent = await SubmitOnlyFormAsync(visitor, await Visitor.ReadPageAsync(answer), "[data-test=send-again-form]");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal(name, (await visitor.GetPageAsync(Settings)).QuerySelector("[data-test=profile-name]")!.GetAttribute("value"));
    }

    /// <summary>What another site could make a browser send has no way on that does it after all.</summary>
    [Fact]
    public async Task A_form_that_this_site_did_not_make_cannot_be_sent_again()
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync("customer@example.com");

        foreach (var mark in new[] { "", "forged", PageUser.Nobody })
        {
            var tab = new Tab(Settings + "?handler=Profile", new(StringComparer.Ordinal) { [PageUser.Field] = mark });
            var page = await Visitor.ReadPageAsync(await SendAsync(visitor, tab, ("Profile.Name", "Forged")));
            Assert.Null(page.QuerySelector("[data-test=send-again]"));
        }

        Assert.DoesNotContain("Forged", (await visitor.GetPageAsync(Settings)).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_kept_form_holds_no_password()
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync("customer@example.com");
        var tab = await OpenAsync(visitor, Settings, "password-form");
        foreach (Cookie cookie in visitor.Cookies.GetCookies(visitor.Http.BaseAddress!))
            cookie.Expired = cookie.Name.StartsWith("mp_af_", StringComparison.Ordinal);

        var answer = await SendAsync(visitor, tab, ("Password.Current", "this is my secret"), ("Password.New", "this is my next secret"));

        Assert.DoesNotContain("my secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("my next secret", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.NotNull((await Visitor.ReadPageAsync(answer)).QuerySelector("[data-test=secrets-left-out]"));
    }

    /// <summary>Their names say nothing of it: the page itself does.</summary>
    [Theory]
    [InlineData("/admin/stripe/account", "keys", "Input.SecretKey", "Input.PublishableKey")]
    [InlineData("/admin/stripe/account", "keys", "Input.WebhookSecret", "Input.PublishableKey")]
    [InlineData("/admin/tenants/new", "new-tenant-form", "Input.Database", "Input.DisplayName")]
    [InlineData("/admin/tenants/new", "new-tenant-form", "Input.AdministratorPassword", "Input.DisplayName")]
    public async Task A_kept_form_holds_no_other_secret_either(string path, string form, string secret, string harmless)
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        await visitor.SignInAsync("admin@example.com");
        var tab = await OpenAsync(visitor, path, form);
        foreach (Cookie cookie in visitor.Cookies.GetCookies(visitor.Http.BaseAddress!))
            cookie.Expired = cookie.Name.StartsWith("mp_af_", StringComparison.Ordinal);

        var answer = await SendAsync(visitor, tab, (secret, "hunter2 hunter2"), (harmless, "harmless words"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await Visitor.ReadPageAsync(answer);
        Assert.DoesNotContain("hunter2", page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        var again = page.QuerySelector("[data-test=send-again-form]")!;
        Assert.Null(again.QuerySelector($"[name='{secret}']"));
        Assert.Equal("harmless words", again.QuerySelector($"[name='{harmless}']")!.GetAttribute("value"));
        Assert.NotNull(again.QuerySelector("[data-test=secrets-left-out]"));
    }

    [Fact]
    public async Task Scripts_of_a_page_made_for_somebody_else_are_refused()
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor();
        var visitorsPage = (await visitor.GetPageAsync("/")).DocumentElement.GetAttribute("data-page-user")!;
        await visitor.SignInAsync("customer@example.com");
        var customersPage = (await visitor.GetPageAsync("/dashboard/wallet")).DocumentElement.GetAttribute("data-page-user")!;

        Assert.NotEqual(HttpStatusCode.Conflict, await PostAsync(visitor, customersPage));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(visitor, visitorsPage));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(visitor, "forged"));
        // A program says who it is with its request alone.
        Assert.NotEqual(HttpStatusCode.Conflict, await PostAsync(visitor, mark: null));
        await ChangeUserAsync(visitor, "editor@example.com");
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(visitor, customersPage));
        await visitor.SubmitAsync("/account/logout", new Dictionary<string, string>());
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(visitor, customersPage));
    }

    private static async Task<HttpStatusCode> PostAsync(Visitor visitor, string? mark) =>
        (await visitor.PostJsonAsync("/api/wallet/topups", new { }, mark is null ? [] : [(PageUser.Header, mark)])).StatusCode;

    private static async Task ChangeUserAsync(Visitor visitor, string email)
    {
        await visitor.SubmitAsync("/account/logout", new Dictionary<string, string>());
        await visitor.SignInAsync(email);
    }

    private static Task<UserSummary?> Find(IServiceProvider services, string email) =>
        ((IUserDirectory)services.GetService(typeof(IUserDirectory))!).FindByEmailAsync(email, default);

    private static async Task<Tab> OpenAsync(Visitor visitor, string path, string form)
    {
        var page = await visitor.GetPageAsync(path);
        return Read((IHtmlFormElement)page.QuerySelector($"[data-test={form}]")!, path);
    }

    private static Tab Read(IHtmlFormElement form, string path = "") => new(
        form.GetAttribute("action") is { Length: > 0 } action ? action : path,
        form.Elements.OfType<IHtmlInputElement>().Where(x => x.Name is { Length: > 0 } && x.Type is not "checkbox")
            .GroupBy(x => x.Name!, StringComparer.Ordinal).ToDictionary(x => x.Key, x => x.First().Value, StringComparer.Ordinal));

    private static Task<HttpResponseMessage> SendAsync(Visitor visitor, Tab tab, params (string Name, string Value)[] typed)
    {
        var values = new Dictionary<string, string>(tab.Values, StringComparer.Ordinal);
        foreach (var (name, value) in typed)
            values[name] = value;
        return visitor.Http.PostAsync(tab.Address, new FormUrlEncodedContent(values));
    }

    private static Task<HttpResponseMessage> SubmitOnlyFormAsync(Visitor visitor, IHtmlDocument page, string selector) =>
        SendAsync(visitor, Read((IHtmlFormElement)page.QuerySelector(selector)!));

    private sealed record Tab(string Address, Dictionary<string, string> Values);
}
