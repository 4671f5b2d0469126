using System.Net;
using System.Text.RegularExpressions;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Setup.Tests;

public sealed partial class SetupTests
{
    [Theory, InlineData(DatabaseKind.Sqlite, "Staging"), InlineData(DatabaseKind.Postgres, "Production")]
    public async Task A_new_production_host_is_set_up_once(DatabaseKind kind, string environment)
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Kind = kind, Environment = environment });
        using var visitor = app.NewVisitor();
        var anywhere = await visitor.GetAsync("/some/where");
        Assert.Equal((HttpStatusCode.Redirect, "/setup"), (anywhere.StatusCode, anywhere.Headers.Location!.ToString()));

        var (fields, token) = (Fields(TokenOf(app)), app.Services.GetRequiredService<ISetupToken>());
        Assert.True(token.Matches(TokenOf(app)));
        var done = await visitor.SubmitAsync("/setup", fields);
        Assert.Equal((HttpStatusCode.Redirect, "/"), (done.StatusCode, done.Headers.Location!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/setup")).StatusCode);
        Assert.False(token.Matches(TokenOf(app)));
        Assert.Contains("Spore Shop", (await visitor.GetPageAsync("/")).Title, StringComparison.Ordinal);
        var tenant = Assert.Single(await app.Tenants.ListAsync(default));
        Assert.Equal("default", tenant.Name);
        Assert.DoesNotContain(tenant.Features, x => x.Contains("Sandbox", StringComparison.Ordinal));

        var users = await app.InTenantAsync("default", async services =>
        {
            var directory = (IUserDirectory)services.GetService(typeof(IUserDirectory))!;
            return (Owner: await directory.FindByEmailAsync("owner@example.org", default),
                Sample: await directory.FindByEmailAsync("admin@example.com", default));
        });
        Assert.NotNull(users.Owner);
        Assert.Null(users.Sample);
        Assert.DoesNotContain(fields["Input.Password"], app.Log.Text, StringComparison.Ordinal);
        await AssertMailsIgnoreTheRequestsHostAsync(app);
    }

    /// <summary>It was set up at a loopback address, so it knows no public one.</summary>
    private static async Task AssertMailsIgnoreTheRequestsHostAsync(MarketplaceApp app)
    {
        using var stranger = app.NewVisitor();
        stranger.Http.DefaultRequestHeaders.Host = "evil.example";
        var asked = new Dictionary<string, string>(StringComparer.Ordinal) { ["Input.Email"] = "owner@example.org" };
        Assert.Equal(HttpStatusCode.OK, (await stranger.SubmitAsync("/account/forgot-password", asked)).StatusCode);
        var mail = (await FirstMailAsync(Path.Combine(app.AppData, "mail", "default"))).Replace("=\r\n", "", StringComparison.Ordinal);
        Assert.Contains("/account/reset-password?user", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("://", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("127.0.0.1", mail, StringComparison.Ordinal);
    }

    /// <summary>The host's own workers send it.</summary>
    private static async Task<string> FirstMailAsync(string folder)
    {
        string[] Files() => Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml") : [];
        await Eventually.IsTrueAsync(() => Files().Length > 0, "a mail was sent");
        return await File.ReadAllTextAsync(Files()[0]);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_form_sent_twice_at_once_sets_up_one_whole_site(DatabaseKind kind)
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Kind = kind, Environment = "Production" });
        using var first = app.NewVisitor();
        using var second = app.NewVisitor();
        await Task.WhenAll(first.GetPageAsync("/setup"), second.GetPageAsync("/setup"));

        var answers = await Task.WhenAll(
            first.SubmitAsync("/setup", Fields(TokenOf(app))), second.SubmitAsync("/setup", Fields(TokenOf(app))));

        Assert.Single(answers, x => x.StatusCode == HttpStatusCode.Redirect);
        Assert.Contains("Spore Shop", (await first.GetPageAsync("/")).Title, StringComparison.Ordinal);
        Assert.NotNull(
            await app.InTenantAsync(
                "default", x => ((IUserDirectory)x.GetService(typeof(IUserDirectory))!).FindByEmailAsync("owner@example.org", default)));
    }

    [Fact]
    public async Task Links_in_mails_keep_the_address_of_the_setup()
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Environment = "Production" });
        using var visitor = app.NewVisitor();
        visitor.Http.DefaultRequestHeaders.Host = "spores.example";

        var done = await visitor.SubmitAsync("/setup", Fields(TokenOf(app)));

        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        var baseUrl = await app.InTenantAsync(
            "default",
            services => Task.FromResult(((ITenant)services.GetService(typeof(ITenant))!).Settings.Get<SiteSettings>("site").BaseUrl));
        Assert.Equal("http://spores.example", baseUrl);
    }

    [Fact]
    public async Task A_database_that_holds_another_site_is_refused_and_left_alone()
    {
        var own = await PostgresCluster.CreateDatabaseAsync();
        await using (var other = await MarketplaceApp.StartAsync(new() { Environment = "Production" }))
            await SetUpAsync(other, own);
        await using var app = await MarketplaceApp.StartAsync(new() { Environment = "Production" });

        var page = await Visitor.ReadPageAsync(await SetUpAsync(app, own));

        Assert.Contains("tenant_default", page.QuerySelector(".error-summary")!.TextContent, StringComparison.Ordinal);
        Assert.True(await new PostgresServer(own).HasSchemaAsync("tenant_default", default));
    }

    /// <summary>
    /// A form's cookies are as strict as the session's. Only a host that nobody has set up yet takes them over plain HTTP: it is set up on
    /// localhost.
    /// </summary>
    [Fact]
    public async Task After_the_setup_cookies_travel_over_HTTPS_alone()
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Environment = "Prodution" });
        using var visitor = app.NewVisitor();
        Assert.Equal(("mp_af_setup", false), await FormCookieAsync(visitor, "/setup"));

        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SubmitAsync("/setup", Fields(TokenOf(app)))).StatusCode);

        Assert.Equal(("mp_af_default", true), await FormCookieAsync(visitor, "/account/login"));
    }

    [Fact]
    public async Task In_Development_a_form_needs_no_HTTPS()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var visitor = app.NewVisitor();
        Assert.Equal(("mp_af_mycelium", false), await FormCookieAsync(visitor, "/account/login"));
    }

    private static async Task<(string Name, bool IsSecure)> FormCookieAsync(Visitor visitor, string path)
    {
        var answer = await visitor.GetAsync(path);
        var cookie = Assert.Single(answer.Headers.GetValues("Set-Cookie"), x => x.StartsWith("mp_af_", StringComparison.Ordinal));
        return (cookie[..cookie.IndexOf('=', StringComparison.Ordinal)], cookie.Contains("; secure", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_the_token_of_the_log_nothing_is_made()
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Environment = "Production" });
        using var visitor = app.NewVisitor();
        var page = await Visitor.ReadPageAsync(await visitor.SubmitAsync("/setup", Fields("0123456789abcdef0123456789abcdef")));
        Assert.NotNull(page.GetElementById("Input_Token-error"));
        Assert.Equal("Spore Shop", page.GetElementById("Input_SiteName")!.GetAttribute("value"));
        Assert.Empty(await app.Tenants.ListAsync(default));
    }

    [Fact]
    public async Task Wrong_answers_are_refused_beside_their_fields()
    {
        await using var app = await MarketplaceApp.StartAsync(new() { Environment = "Production" });
        using var visitor = app.NewVisitor();
        var fields = Fields(TokenOf(app));
        fields["Input.SiteName"] = "";
        fields["Input.Email"] = "nobody";
        fields["Input.Password"] = "short";
        var page = await Visitor.ReadPageAsync(await visitor.SubmitAsync("/setup", fields));
        var token = page.GetElementById("Input_Token")!;
        Assert.Equal(("password", null), (token.GetAttribute("type"), token.GetAttribute("value")));
        Assert.DoesNotContain(TokenOf(app), page.DocumentElement.OuterHtml, StringComparison.Ordinal);
        foreach (var field in (string[])["SiteName", "Email", "Password", "PasswordAgain"])
            Assert.NotNull(page.GetElementById($"Input_{field}-error"));

        fields = Fields(TokenOf(app));
        fields["Input.OwnDatabase"] = "true";
        Assert.NotNull((await Visitor.ReadPageAsync(await visitor.SubmitAsync("/setup", fields))).GetElementById("Input_Database-error"));
        fields["Input.Database"] = "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2";
        var failed = await Visitor.ReadPageAsync(await visitor.SubmitAsync("/setup", fields));
        Assert.NotNull(failed.QuerySelector(".error-summary"));
        Assert.Empty(await app.Tenants.ListAsync(default));
    }

    /// <summary>Neither on the page, nor in a sentence, nor in the log.</summary>
    [Fact]
    public async Task A_database_password_is_not_told_to_anybody()
    {
        const string Secret = "s3cret;h4lf";
        await using var app = await MarketplaceApp.StartAsync(new() { Environment = "Staging" });
        using var visitor = app.NewVisitor();
        foreach (var (typed, shown, field) in (IReadOnlyList<(string, string, string)>)
        [
            ($"Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2;Password='{Secret}'",
                "host=127.0.0.1;port=1;username=x;database=x;timeout=2", "DatabasePassword"),
            ($"Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2;pwd=\"{Secret}\"",
                "host=127.0.0.1;port=1;username=x;database=x;timeout=2", "DatabasePassword"),
            ($"Host=127.0.0.1;Database=x;Password={Secret}", "", "Database"),
            ($"postgresql://x:{Secret}@127.0.0.1:1/x", "", "Database"),
            ("Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2", "Host=127.0.0.1;Port=1;Username=x;Database=x;Timeout=2", ""),
        ])
        {
            var fields = Fields(TokenOf(app));
            (fields["Input.OwnDatabase"], fields["Input.Database"], fields["Input.DatabasePassword"]) =
                ("true", typed, field.Length > 0 ? "" : Secret);
            var answer = await visitor.SubmitAsync("/setup", fields);
            var text = await answer.Content.ReadAsStringAsync();
            var page = await Visitor.ReadPageAsync(answer);

            Assert.DoesNotContain("s3cret", text, StringComparison.Ordinal);
            Assert.DoesNotContain("h4lf", text, StringComparison.Ordinal);
            Assert.Equal(shown, page.GetElementById("Input_Database")!.GetAttribute("value"));
            Assert.Equal("Spore Shop", page.GetElementById("Input_SiteName")!.GetAttribute("value"));
            if (field.Length > 0)
                Assert.NotNull(page.GetElementById($"Input_{field}-error"));
        }

        Assert.DoesNotContain("s3cret", app.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("h4lf", app.Log.Text, StringComparison.Ordinal);
        Assert.Empty(await app.Tenants.ListAsync(default));
    }

    [Fact]
    public async Task A_development_host_needs_no_setup()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/setup")).StatusCode);
    }

    private static async Task<HttpResponseMessage> SetUpAsync(MarketplaceApp app, string database)
    {
        using var visitor = app.NewVisitor();
        var fields = Fields(TokenOf(app));
        (fields["Input.OwnDatabase"], fields["Input.Database"]) = ("true", database);
        return await visitor.SubmitAsync("/setup", fields);
    }

    private static Dictionary<string, string> Fields(string token) => new(StringComparer.Ordinal)
    {
        ["Input.Token"] = token,
        ["Input.SiteName"] = "Spore Shop",
        ["Input.Recipe"] = "mycelium",
        ["Input.Email"] = "owner@example.org",
        ["Input.Password"] = "A long password 7!",
        ["Input.PasswordAgain"] = "A long password 7!",
    };

    private static string TokenOf(MarketplaceApp app) => Token().Match(app.Log.Text).Value;

    [GeneratedRegex("(?<=enter the token )[0-9a-f]{32}", RegexOptions.None, 1000)]
    private static partial Regex Token();
}
