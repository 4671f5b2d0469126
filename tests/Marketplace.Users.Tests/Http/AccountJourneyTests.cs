using System.Net;
using Marketplace.Testing;
using Marketplace.Users.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Users.Tests.Http;

public sealed class AccountJourneyTests(AppFixture apps) : IClassFixture<AppFixture>
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    [Trait("Acceptance", "S2-09")]
    [Trait("Acceptance", "S0-11")]
    public async Task Somebody_registers_is_signed_in_confirms_signs_out_and_in_again(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using var visitor = app.NewVisitor();

        var registered = await RegisterAsync(visitor, "journey@example.com", "/dashboard/settings");

        Assert.Equal("/dashboard/settings", await ContinueAsync(visitor, registered));
        var cookie = registered.Headers.GetValues("Set-Cookie").Single(x => x.StartsWith("mp_mycelium=", StringComparison.Ordinal));
        Assert.Contains("path=/", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var settings = await visitor.GetPageAsync("/dashboard/settings");
        Assert.Contains("Not confirmed", settings.QuerySelector("[data-test=email-current]")!.TextContent, StringComparison.Ordinal);

        Assert.Contains("$0.00", (await visitor.GetPageAsync("/dashboard/wallet")).Body!.TextContent, StringComparison.Ordinal);

        using var elsewhere = app.NewVisitor();
        var link = await AppFixture.FindMailedLinkAsync(app, "mycelium", "journey@example.com", "confirm-email");
        Assert.NotNull((await elsewhere.GetPageAsync(link)).QuerySelector("[data-test=confirm-password]"));
        Assert.Equal(HttpStatusCode.OK, (await elsewhere.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, link))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(link)).StatusCode);
        Assert.Contains("Not confirmed", (await visitor.GetPageAsync("/dashboard/settings")).Body!.TextContent, StringComparison.Ordinal);
        var broken = await visitor.SubmitAsync(link + "x", CodeOf(link + "x"));
        Assert.NotNull((await Visitor.ReadPageAsync(broken)).QuerySelector("[data-test=confirm-broken]"));
        var refused = await elsewhere.SubmitAsync(link, Fields(("Password", "not the password")));
        Assert.NotNull((await Visitor.ReadPageAsync(refused)).QuerySelector("[data-test=confirm-form]"));
        Assert.Contains("Not confirmed", (await visitor.GetPageAsync("/dashboard/settings")).Body!.TextContent, StringComparison.Ordinal);
        var confirmed = await visitor.SubmitAsync(link, CodeOf(link));
        Assert.NotNull((await Visitor.ReadPageAsync(confirmed)).QuerySelector("[data-test=confirm-ok]"));
        Assert.DoesNotContain(
            "Not confirmed", (await visitor.GetPageAsync("/dashboard/settings")).Body!.TextContent, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync("/account/logout", Fields())).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/dashboard/settings")).StatusCode);
        var wrong = await visitor.SubmitAsync(
            "/account/login", Fields(("Input.Email", "journey@example.com"), ("Input.Password", "wrong password")));
        Assert.Contains("E-mail address or password is wrong", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await visitor.SignInAsync("journey@example.com", TestAccounts.Password);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/dashboard/settings")).StatusCode);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_forgotten_password_is_replaced_by_mail(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using var visitor = app.NewVisitor();
        await RegisterAsync(visitor, "forgot@example.com");
        await visitor.SubmitAsync("/account/logout", Fields());

        var known = await visitor.SubmitAsync("/account/forgot-password", Fields(("Input.Email", "forgot@example.com")));
        var unknown = await visitor.SubmitAsync("/account/forgot-password", Fields(("Input.Email", "stranger@example.com")));
        Assert.Equal(
            (await known.Content.ReadAsStringAsync()).Replace("forgot@", "stranger@", StringComparison.Ordinal),
            await unknown.Content.ReadAsStringAsync());
        var link = await AppFixture.FindMailedLinkAsync(app, "mycelium", "forgot@example.com", "reset-password");
        var reset = await visitor.SubmitAsync(link, Fields(("Input.Password", "a brand new secret")));
        Assert.Equal(HttpStatusCode.Redirect, reset.StatusCode);
        await visitor.SignInAsync("forgot@example.com", "a brand new secret");

        var again = await visitor.SubmitAsync(link, Fields(("Input.Password", "yet another secret")));
        Assert.NotNull((await Visitor.ReadPageAsync(again)).QuerySelector("[data-test=reset-broken]"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Settings_change_name_password_and_sessions(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using var visitor = app.NewVisitor();
        await RegisterAsync(visitor, "settings@example.com");

        Assert.Equal(
            HttpStatusCode.Redirect, (await visitor.SubmitAsync("/dashboard/settings", Fields(("Profile.Name", "Anna <b>")))).StatusCode);
        Assert.Contains(
            "Anna <b>", (await visitor.GetPageAsync("/dashboard/settings")).QuerySelector("[data-test=account-menu]")!.TextContent,
            StringComparison.Ordinal);
        var refused = await visitor.SubmitAsync(
            "/dashboard/settings", Fields(("Password.Current", "wrong"), ("Password.New", "another good one")));
        Assert.Contains("not your current password", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await visitor.SubmitAsync(
            "/dashboard/settings", Fields(("Password.Current", TestAccounts.Password), ("Password.New", "another good one")));
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/dashboard/settings")).StatusCode);
        await visitor.SubmitAsync(
            "/dashboard/settings", Fields(("Address.Email", "moved@example.com"), ("Address.Password", "another good one")));
        var link = await AppFixture.FindMailedLinkAsync(app, "mycelium", "moved@example.com", "confirm-email");
        await visitor.GetPageAsync(link);
        Assert.Contains(
            "settings@example.com",
            (await visitor.GetPageAsync("/dashboard/settings")).QuerySelector("[data-test=email-current]")!.TextContent,
            StringComparison.Ordinal);
        var moved = await visitor.SubmitAsync(link, CodeOf(link));
        Assert.NotNull((await Visitor.ReadPageAsync(moved)).QuerySelector("[data-test=confirm-ok]"));
        Assert.Contains(
            "moved@example.com",
            (await visitor.GetPageAsync("/dashboard/settings")).QuerySelector("[data-test=email-current]")!.TextContent,
            StringComparison.Ordinal);

        await visitor.SubmitAsync("/dashboard/settings", Fields(), action: "SignOutEverywhere");
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/dashboard/settings")).StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/", "/")]
    [InlineData("//evil.example/", "/")]
    [InlineData("/account/access-denied?x=1", "/account/access-denied?x=1")]
    public async Task Signing_in_leads_back_but_never_to_another_site(string returnUrl, string expected)
    {
        var app = await apps.GetAsync(DatabaseKind.Sqlite);
        using var visitor = app.NewVisitor();

        var answer = await visitor.SubmitAsync(
            "/account/login?returnUrl=" + Uri.EscapeDataString(returnUrl),
            Fields(("Input.Email", "customer@example.com"), ("Input.Password", MarketplaceApp.Password)));

        Assert.Equal(expected, answer.Headers.Location?.ToString());
        Assert.Equal(
            expected, (await visitor.GetAsync("/account/login?returnUrl=" + Uri.EscapeDataString(returnUrl))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task A_registration_with_a_bad_field_keeps_what_was_typed()
    {
        var app = await apps.GetAsync(DatabaseKind.Sqlite);
        using var visitor = app.NewVisitor();

        var broken = await Visitor.ReadPageAsync(await RegisterAsync(visitor, "fine@example.com", password: "short"));
        Assert.Equal("fine@example.com", broken.QuerySelector("[data-test=register-email]")!.GetAttribute("value"));
        Assert.Contains("at least 10", broken.QuerySelector(".field-error")!.TextContent, StringComparison.Ordinal);
        Assert.Null(broken.QuerySelector("[data-test=register-password]")!.GetAttribute("value"));
    }

    [Theory]
    [InlineData("You won, see https://evil.example/prize")]
    [InlineData("evil.example")]
    [InlineData("\u200b\u2060")]
    [InlineData("Ann \u202egpj.exe")]
    public async Task A_name_with_a_link_or_without_visible_letters_is_refused_everywhere_and_kept_in_the_form(string name)
    {
        var app = await apps.GetAsync(DatabaseKind.Sqlite);
        using var visitor = app.NewVisitor();
        var fields = Fields(("Input.Name", name), ("Input.Email", "third@example.com"), ("Input.Password", TestAccounts.Password));

        var page = await Visitor.ReadPageAsync(await visitor.SubmitAsync("/account/register", fields));

        Assert.NotNull(page.QuerySelector(".field-error"));
        Assert.Equal(name, page.QuerySelector("[data-test=register-name]")!.GetAttribute("value"));
        Assert.Null(
            await app.InTenantAsync("mycelium",
                x => x.GetRequiredService<IUserDirectory>().FindByEmailAsync("third@example.com", default)));
        using var customer = app.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        var settings = await Visitor.ReadPageAsync(await customer.SubmitAsync("/dashboard/settings", Fields(("Profile.Name", name))));
        Assert.NotNull(settings.QuerySelector(".field-error"));
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var created = await admin.SubmitAsync("/admin/users/new", Fields(("Input.Email", "third@example.com"), ("Input.Name", name)));
        Assert.NotNull((await Visitor.ReadPageAsync(created)).QuerySelector(".field-error"));
    }

    internal static Task<HttpResponseMessage> RegisterAsync(
        Visitor visitor, string email, string returnUrl = "", string password = TestAccounts.Password) =>
        visitor.SubmitAsync(
            "/account/register?returnUrl=" + Uri.EscapeDataString(returnUrl),
            Fields(("Input.Name", "Ann"), ("Input.Email", email), ("Input.Password", password)));

    /// <summary>The hidden field by which the form of a mailed link is known.</summary>
    private static Dictionary<string, string> CodeOf(string link) =>
        Fields(("code", System.Web.HttpUtility.ParseQueryString(link[link.IndexOf('?', StringComparison.Ordinal)..])["code"]!));
    /// <summary>Where the page leads that a registration ends with.</summary>
    internal static async Task<string?> ContinueAsync(Visitor visitor, HttpResponseMessage registered)
    {
        var page = await Visitor.ReadPageAsync(await visitor.Http.GetAsync(registered.Headers.Location));
        return page.QuerySelector("[data-test=welcome-continue]")?.GetAttribute("href");
    }

    internal static Dictionary<string, string> Fields(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(x => x.Name, x => x.Value, StringComparer.Ordinal);
}
