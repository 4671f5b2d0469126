using System.IO.Compression;
using System.Net;
using AngleSharp.Html.Dom;
using Marketplace.Testing;

namespace Marketplace.Ui.Tests.Host;

/// <summary>The real host with its sample tenants.</summary>
public sealed class FramesOnTheHostTests(FramesOnTheHostTests.Running host) : IClassFixture<FramesOnTheHostTests.Running>
{
    private MarketplaceApp App => host.App;

    [Fact]
    public async Task The_home_page_says_what_is_sold_and_lets_visitors_search()
    {
        using var visitor = App.NewVisitor();
        var page = await visitor.GetPageAsync("/");
        Assert.NotEmpty(page.QuerySelector("h1")!.TextContent.Trim());
        Assert.Equal("/marketplace", page.QuerySelector(".hero form, form.hero-search")!.GetAttribute("action"));
        Assert.NotEmpty(page.QuerySelectorAll(".topbar-links a"));
        Assert.NotNull(page.QuerySelector("a[data-test=sign-in-link]"));
        Assert.Equal(3, page.QuerySelectorAll(".how-steps li").Length);
    }

    [Theory]
    [InlineData("", "Mycelium")]
    [InlineData("/fiatdashboard", "ThreeFold Cloud")]
    public async Task A_page_stays_inside_its_tenant(string prefix, string name)
    {
        using var visitor = App.NewVisitor(prefix);
        var page = await visitor.GetPageAsync("/");
        Assert.Equal(prefix, page.DocumentElement.GetAttribute("data-base"));
        Assert.Equal(name, page.QuerySelector(".brand-name")!.TextContent);
        var outside = page.QuerySelectorAll("a[href^='/'], form[action^='/'], link[href^='/'], script[src^='/']")
            .Select(x => x.GetAttribute("href") ?? x.GetAttribute("action") ?? x.GetAttribute("src")!)
            .Where(x => !x.StartsWith(prefix + "/", StringComparison.Ordinal) && x != prefix);
        Assert.Empty(outside);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/fiatdashboard")]
    public async Task Everything_a_page_loads_is_there(string prefix)
    {
        using var visitor = App.NewVisitor(prefix);
        var page = await visitor.GetPageAsync("/");
        visitor.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        var files = page.QuerySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=preload], script[src]")
            .Select(x => x.GetAttribute("href") ?? x.GetAttribute("src")!);
        foreach (var file in files)
        {
            var answer = await visitor.Http.GetAsync(file);
            Assert.True(answer.IsSuccessStatusCode, $"{file}: {(int)answer.StatusCode}");
            Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [InlineData("/_content/Marketplace.Ui/lib/bootstrap/bootstrap.layer.css?v=1", "text/css", "immutable")]
    [InlineData("/_content/Marketplace.Ui/js/ui.js", "text/javascript", "no-cache")]
    public async Task Scripts_and_styles_travel_compressed_to_those_who_can_read_them(string path, string type, string cache)
    {
        using var visitor = App.NewVisitor("/fiatdashboard");
        var plain = await visitor.GetAsync(path);
        Assert.Empty(plain.Content.Headers.ContentEncoding);
        visitor.Http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip, br");
        var packed = await visitor.GetAsync(path);
        Assert.Equal(["gzip"], packed.Content.Headers.ContentEncoding);
        Assert.Equal(type, packed.Content.Headers.ContentType!.MediaType);
        Assert.Contains(cache, packed.Headers.CacheControl!.ToString());
        Assert.Contains("Accept-Encoding", packed.Headers.Vary);
        Assert.NotEqual(plain.Headers.ETag, packed.Headers.ETag);
        await using var unpacked = new GZipStream(await packed.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        Assert.Equal(await plain.Content.ReadAsStringAsync(), await new StreamReader(unpacked).ReadToEndAsync());
    }

    [Fact]
    public async Task The_colours_of_a_tenant_are_its_own_and_may_be_kept()
    {
        using var mycelium = App.NewVisitor();
        using var fiat = App.NewVisitor("/fiatdashboard");
        var version = (await mycelium.GetPageAsync("/")).QuerySelector("link[href*='theme.css']")!.GetAttribute("href")!;
        var kept = await mycelium.Http.GetAsync(version);
        Assert.Equal("text/css", kept.Content.Headers.ContentType!.MediaType);
        Assert.Contains("immutable", kept.Headers.CacheControl!.ToString());
        var other = await (await fiat.GetAsync("/theme.css")).Content.ReadAsStringAsync();
        Assert.NotEqual(await kept.Content.ReadAsStringAsync(), other);
        Assert.Equal("image/svg+xml", (await mycelium.GetAsync("/favicon.ico")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_chosen_look_is_in_the_page_before_any_script_runs()
    {
        using var visitor = App.NewVisitor();
        Assert.Null((await visitor.GetPageAsync("/")).DocumentElement.GetAttribute("data-bs-theme"));
        visitor.Cookies.Add(new Cookie("mp_theme", "dark", "/", App.Address.Host));
        Assert.Equal("dark", (await visitor.GetPageAsync("/")).DocumentElement.GetAttribute("data-bs-theme"));
    }

    [Theory]
    [InlineData("/no/such/page", null, ".topbar")]
    [InlineData("/admin/no-such-page", "admin@example.com", ".admin-rail")]
    public async Task An_error_page_says_what_to_do_and_carries_a_reference(string path, string? user, string frame)
    {
        using var visitor = App.NewVisitor();
        if (user is not null)
            await visitor.SignInAsync(user);
        var answer = await visitor.GetAsync(path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await Visitor.ReadPageAsync(answer);
        Assert.NotNull(page.QuerySelector(frame));
        Assert.NotNull(page.QuerySelector("[data-test=error-page] .error-actions a"));
        Assert.NotEmpty(page.QuerySelector(".error-reference code")!.TextContent);
    }

    [Fact]
    public async Task The_error_page_answers_any_method_without_a_token()
    {
        using var visitor = App.NewVisitor();
        var answer = await visitor.Http.PostAsync("/error/500", null);
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.NotNull((await Visitor.ReadPageAsync(answer)).QuerySelector("[data-code='500']"));
    }

    [Fact]
    public async Task Members_see_their_menu_and_administrators_the_way_to_the_portal()
    {
        using var customer = App.NewVisitor();
        await customer.SignInAsync("customer@example.com");
        var page = await customer.GetPageAsync("/dashboard");
        Assert.Contains("/dashboard/wallet", Links(page, ".rail a"));
        Assert.Equal("page", page.QuerySelector(".rail a[href='/dashboard']")!.GetAttribute("aria-current"));
        Assert.Null(page.QuerySelector("[data-test=admin-link]"));
        Assert.NotEqual(HttpStatusCode.OK, (await customer.GetAsync("/admin")).StatusCode);

        using var admin = App.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        Assert.NotNull((await admin.GetPageAsync("/dashboard")).QuerySelector("[data-test=admin-link]"));
        Assert.Contains("/admin", Links(await admin.GetPageAsync("/admin"), ".admin-menu a"));
    }

    [Fact]
    public async Task The_admin_search_finds_entries_without_script()
    {
        using var admin = App.NewVisitor();
        await admin.SignInAsync("admin@example.com");
        var answer = await admin.GetAsync("/admin/search?q=overview");
        Assert.Equal("/admin", answer.Headers.Location!.ToString());
        var none = await admin.GetPageAsync("/admin/search?q=%3Cscript%3E");
        Assert.NotNull(none.QuerySelector(".empty-state"));
    }

    private static IEnumerable<string?> Links(IHtmlDocument page, string selector) =>
        page.QuerySelectorAll(selector).Select(x => x.GetAttribute("href"));

    public sealed class Running : IAsyncLifetime
    {
        public MarketplaceApp App { get; private set; } = null!;

        public async ValueTask InitializeAsync() => App = await MarketplaceApp.StartAsync();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
