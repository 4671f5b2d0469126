using System.Net;
using System.Text.Json;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Legal;

/// <summary>The whole product over HTTP: registration, the dashboard's page, purchases and the administrators' list.</summary>
public sealed class TermsSiteTests(TermsSiteTests.Site site) : IClassFixture<TermsSiteTests.Site>
{
    [Fact]
    public async Task The_footer_links_to_what_is_published_and_the_privacy_notice_is_no_question()
    {
        using var visitor = site.App.NewVisitor();
        var links = (await visitor.GetPageAsync("/")).QuerySelectorAll("[data-test=legal-links] a");
        Assert.Equal(
            ["/terms", "/privacy", "/withdrawal", "/accessibility", "/imprint"], links.Select(x => x.GetAttribute("href")));
        foreach (var link in links)
            Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync(link.GetAttribute("href")!)).StatusCode);
        var register = await visitor.GetPageAsync("/account/register");
        Assert.NotNull(register.QuerySelector("[data-test=register-privacy] a[href='/privacy']"));
        Assert.Single(register.QuerySelectorAll("input[type=checkbox]"));
    }

    [Fact]
    public async Task Registration_needs_the_tick_and_the_account_comes_with_an_acceptance()
    {
        using var visitor = site.App.NewVisitor();
        var fields = Registration("tick@example.org");
        fields["Input.AcceptsTerms"] = "false";
        var refused = await Visitor.ReadPageAsync(await visitor.SubmitAsync("/account/register", fields));
        Assert.Equal(
            "Accept them to create your account.", refused.QuerySelector(".field-error")?.TextContent.Trim());
        Assert.Equal("Tick", refused.QuerySelector("input[name='Input.Name']")?.GetAttribute("value"));
        fields["Input.AcceptsTerms"] = "true";
        fields["Input.Terms"] = "cit_of_another_tenant:1";
        Assert.Contains(
            "They have changed while you read", (await Visitor.ReadPageAsync(await visitor.SubmitAsync("/account/register", fields)))
            .QuerySelector(".field-error")?.TextContent, StringComparison.Ordinal);
        fields.Remove("Input.Terms");
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync("/account/register", fields)).StatusCode);

        using var admin = site.App.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var row = await Eventually.BecomesAsync(
            async () =>
                (await admin.GetPageAsync("/admin/content/acceptances?q=tick@example.org")).QuerySelector("[data-test=acceptance]"),
            x => x is not null, _ => "The acceptance is in no list.");
        Assert.Contains("Accepted", row!.TextContent, StringComparison.Ordinal);
        var dashboard = await visitor.GetPageAsync("/dashboard");
        Assert.Null(dashboard.QuerySelector("[data-test=terms-notice]"));
        Assert.NotNull((await visitor.GetPageAsync("/dashboard/terms")).QuerySelector("[data-test=terms-accepted]"));
    }

    [Fact]
    public async Task Whoever_was_never_asked_reads_a_line_and_whoever_declines_cannot_buy()
    {
        using var customer = site.App.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        Assert.NotNull((await customer.GetPageAsync("/dashboard")).QuerySelector("[data-test=terms-notice]"));
        var before = await customer.PostJsonAsync("/api/marketplace/buy-now", new { service_id = "nothing", payment_method = "TFC" });
        Assert.Equal(HttpStatusCode.NotFound, before.StatusCode);

        var no = await customer.SubmitAsync(
            "/dashboard/terms?handler=Decline", new Dictionary<string, string>(StringComparer.Ordinal) { ["returnUrl"] = "/" });
        Assert.Equal("/dashboard", no.Headers.Location?.OriginalString);
        // No loop: the dashboard stays open.
        Assert.Equal(HttpStatusCode.OK, (await customer.GetAsync("/dashboard")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await customer.GetAsync("/dashboard/wallet")).StatusCode);
        foreach (var path in new[] { "/api/marketplace/buy-now", "/api/wallet/instant-purchase", "/api/wallet/topups" })
        {
            var answer = await customer.PostJsonAsync(path, new { });
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            Assert.Equal(
                ("terms_not_accepted", "/dashboard/terms"),
                (problem.RootElement.GetProperty("code").GetString(), problem.RootElement.GetProperty("terms_url").GetString()));
        }

        var yes = await customer.SubmitAsync(
            "/dashboard/terms?handler=Accept&returnUrl=/marketplace",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = await KeyAsync() });
        Assert.Equal("/marketplace", yes.Headers.Location?.OriginalString);
        var after = await customer.PostJsonAsync("/api/marketplace/buy-now", new { service_id = "nothing", payment_method = "TFC" });
        Assert.Equal(HttpStatusCode.NotFound, after.StatusCode);
    }

    [Fact]
    public async Task Another_tenants_text_cannot_be_accepted_and_no_address_outside_is_gone_to()
    {
        using var customer = site.App.NewVisitor("/fiatdashboard");
        await customer.SignInAsync("customer@example.com");
        var page = await Visitor.ReadPageAsync(await customer.SubmitAsync(
            "/dashboard/terms?handler=Accept", new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = await KeyAsync() }));
        Assert.NotNull(page.QuerySelector("[data-test=terms-form]"));
        var answer = await customer.SubmitAsync(
            "/dashboard/terms?handler=Accept",
            new Dictionary<string, string>(StringComparer.Ordinal) { ["returnUrl"] = "https://evil.example/" });
        Assert.Equal("/fiatdashboard/dashboard", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task The_list_needs_its_permission_and_is_taken_away_as_a_file()
    {
        using var editor = site.App.NewVisitor();
        await editor.SignInAsync("editor@example.com");
        Assert.NotEqual(HttpStatusCode.OK, (await editor.GetAsync("/admin/content/acceptances")).StatusCode);
        using var admin = site.App.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        await admin.SubmitAsync(
            "/dashboard/terms?handler=Accept", new Dictionary<string, string>(StringComparer.Ordinal) { ["key"] = await KeyAsync() });
        var file = await admin.GetAsync("/admin/content/acceptances?handler=Csv&said=accepted&q=admin@example.com");
        Assert.Equal("text/csv", file.Content.Headers.ContentType?.MediaType);
        var lines = (await file.Content.ReadAsStringAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("Ada Admin", lines[1], StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await admin.GetAsync("/admin/content/acceptances?before=x&said=y&q=%00")).StatusCode);
    }

    private Task<string> KeyAsync() => site.App.InTenantAsync(
        "mycelium", async x => (await x.GetRequiredService<ITermsOfUse>().FindForRegistrationAsync(default)).Terms!.Key);

    private static Dictionary<string, string> Registration(string email) => new(StringComparer.Ordinal)
    {
        ["Input.Name"] = "Tick", ["Input.Email"] = email, ["Input.Password"] = MarketplaceApp.Password,
    };

    public sealed class Site : IAsyncLifetime
    {
        public MarketplaceApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await MarketplaceApp.StartAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
