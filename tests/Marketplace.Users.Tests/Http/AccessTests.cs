using System.Net;
using Marketplace.Testing;
using Marketplace.Users.Tests.Support;
using static Marketplace.Users.Tests.Http.AccountJourneyTests;

namespace Marketplace.Users.Tests.Http;

public sealed class AccessTests(AppFixture apps) : IClassFixture<AppFixture>
{
    private static readonly string[] PublicPages = [
        "/account/login", "/account/register", "/account/forgot-password", "/account/reset-password?user=a&code=b",
        "/account/confirm-email"];
    private static readonly string[] AdminPages =
        ["/admin/users", "/admin/users?q=a&role=Customer&locked=true&p=2", "/admin/users/new", "/admin/roles"];

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_page_knows_who_may_open_it(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using var visitor = app.NewVisitor();
        foreach (var page in PublicPages)
            Assert.Equal((page, HttpStatusCode.OK), (page, (await visitor.GetAsync(page)).StatusCode));
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.GetAsync("/account/logout")).StatusCode);
        foreach (var page in AdminPages.Append("/dashboard/settings"))
        {
            var answer = await visitor.GetAsync(page);
            Assert.Equal($"/account/login?returnUrl={Uri.EscapeDataString(page)}", answer.Headers.Location?.PathAndQuery);
        }

        await visitor.SignInAsync("customer@example.com");
        foreach (var page in AdminPages)
            Assert.Equal("/account/access-denied", (await visitor.GetAsync(page)).Headers.Location?.AbsolutePath);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync("/account/access-denied")).StatusCode);

        using var editor = app.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        foreach (var page in AdminPages)
            Assert.Equal("/account/access-denied", (await editor.GetAsync(page)).Headers.Location?.AbsolutePath);

        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        foreach (var page in AdminPages)
            Assert.Equal((page, HttpStatusCode.OK), (page, (await admin.GetAsync(page)).StatusCode));
        Assert.Equal(HttpStatusCode.NotFound, (await admin.GetAsync("/admin/users/usr_nobody")).StatusCode);
    }

    [Theory]
    [InlineData("", "/login", "/account/login")]
    [InlineData("", "/Login/", "/account/login")]
    [InlineData("", "/login?returnUrl=%2Fdashboard%2Fwallet", "/account/login?returnUrl=%2Fdashboard%2Fwallet")]
    [InlineData("/fiatdashboard", "/login", "/fiatdashboard/account/login")]
    public async Task What_people_type_by_habit_leads_to_the_sign_in(string prefix, string typed, string page)
    {
        using var visitor = (await apps.GetAsync(DatabaseKind.Sqlite)).NewVisitor(prefix);

        var answer = await visitor.GetAsync(typed);

        Assert.Equal((HttpStatusCode.Redirect, page), (answer.StatusCode, answer.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.OK, (await visitor.FollowAsync(answer)).StatusCode);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_administrator_creates_locks_unlocks_and_gives_roles(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");

        var created = await admin.SubmitAsync(
            "/admin/users/new", Fields(("Input.Email", "made@example.com"), ("Input.Name", "Made"), ("Input.Roles", "Editor")));
        var page = created.Headers.Location!.ToString();
        Assert.StartsWith("/admin/users/usr_", page, StringComparison.Ordinal);
        Assert.Contains(
            "made@example.com", (await admin.GetPageAsync("/admin/users?q=made")).QuerySelector("[data-test=user-row]")!.TextContent,
            StringComparison.Ordinal);
        // What was ticked when the user was made, and nothing else, before any other form is sent.
        Assert.Equal(["Editor"], await RolesAsync(admin));
        await admin.SubmitAsync(page, Fields(("Input.Roles", "Operator")), action: "Roles");
        Assert.Equal(["Operator"], await RolesAsync(admin));

        Assert.Contains(
            "Lock made@example.com", (await admin.GetPageAsync(page + "/lock")).QuerySelector("[data-test=lock-confirm]")!.TextContent,
            StringComparison.Ordinal);
        await admin.SubmitAsync(page + "/lock", Fields(), action: "/lock");
        Assert.NotNull((await admin.GetPageAsync(page)).QuerySelector("[data-test=unlock-user]"));
        await admin.SubmitAsync(page, Fields(), action: "Unlock");
        Assert.NotNull((await admin.GetPageAsync(page)).QuerySelector("[data-test=lock-user]"));
    }

    [Fact]
    public async Task An_administrator_cannot_lock_themselves_and_is_told_why()
    {
        var app = await apps.GetAsync(DatabaseKind.Sqlite);
        using var admin = app.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var own = (await admin.GetPageAsync("/admin/users?q=admin@")).QuerySelector("[data-test=user-row] a")!.GetAttribute("href")!;

        Assert.Null((await admin.GetPageAsync(own)).QuerySelector("[data-test=lock-user]"));
        var answer = await admin.SubmitAsync(own + "/lock", Fields(), action: "/lock");

        Assert.Contains("cannot lock your own account", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_session_and_a_form_of_one_tenant_are_worthless_on_the_other(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using var here = app.NewVisitor();
        await here.SignInAsync("admin@example.com");
        var session = here.Cookies.GetCookies(app.Address)["mp_mycelium"]!.Value;

        using var there = app.NewVisitor("/fiatdashboard");
        there.Cookies.Add(app.Address, new Cookie("mp_fiatdashboard", session, "/fiatdashboard"));
        there.Cookies.Add(app.Address, new Cookie("mp_mycelium", session, "/"));
        Assert.Equal("/fiatdashboard/account/login", (await there.GetAsync("/dashboard/settings")).Headers.Location?.AbsolutePath);

        using var stranger = app.NewVisitor();
        var token = (await stranger.GetPageAsync("/account/login")).QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute(
            "value")!;
        using var target = app.NewVisitor("/fiatdashboard");
        await target.GetPageAsync("/account/login");
        var forged = await target.Http.PostAsync(
            "/fiatdashboard/account/login",
            new FormUrlEncodedContent(
                Fields(
                    ("__RequestVerificationToken", token), ("Input.Email", "admin@example.com"),
                    ("Input.Password", MarketplaceApp.Password))));
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_account_and_a_mailed_link_of_one_tenant_are_unknown_on_the_other(DatabaseKind kind)
    {
        var app = await apps.GetAsync(kind);
        using var here = app.NewVisitor();
        await RegisterAsync(here, "only-here@example.com");
        using var there = app.NewVisitor("/fiatdashboard");

        await Assert.ThrowsAsync<InvalidOperationException>(() => there.SignInAsync("only-here@example.com", TestAccounts.Password));
        var link = await AppFixture.FindMailedLinkAsync(app, "mycelium", "only-here@example.com", "confirm-email");
        var confirmed = await there.SubmitAsync(link, Fields(("Password", TestAccounts.Password)));
        Assert.NotNull((await Visitor.ReadPageAsync(confirmed)).QuerySelector("[data-test=confirm-form]"));
        var registered = await RegisterAsync(there, "only-there@example.com", "/fiatdashboard/dashboard/settings");
        Assert.Equal("/fiatdashboard/dashboard/settings", await AccountJourneyTests.ContinueAsync(there, registered));
        Assert.Contains(
            "path=/fiatdashboard",
            registered.Headers.GetValues("Set-Cookie").Single(x => x.StartsWith("mp_fiatdashboard=", StringComparison.Ordinal)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_program_without_a_session_gets_a_problem_instead_of_a_page()
    {
        var app = await apps.GetAsync(DatabaseKind.Sqlite);
        using var visitor = app.NewVisitor();

        var answer = await visitor.GetAsync("/api/wallet/info");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Signing_out_from_another_site_is_refused()
    {
        var app = await apps.GetAsync(DatabaseKind.Sqlite);
        using var visitor = app.NewVisitor();
        await visitor.SignInAsync("customer@example.com");
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/logout")
        { Headers = { { "Origin", "https://evil.example" } } };

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.Http.SendAsync(request)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/dashboard/settings")).StatusCode);
    }

    private static async Task<IEnumerable<string>> RolesAsync(Visitor admin) =>
        (await admin.GetPageAsync("/admin/users?q=made")).QuerySelectorAll(".chips .chip").Select(x => x.TextContent);
}
