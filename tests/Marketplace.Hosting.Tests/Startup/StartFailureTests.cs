using System.Net;
using System.Net.Sockets;
using Marketplace.Testing;

namespace Marketplace.Hosting.Tests.Startup;

/// <summary>A start that cannot succeed says what to mend in one sentence and leaves nothing half made.</summary>
public sealed class StartFailureTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("marketplace-").FullName, "data");

    private MarketplaceAppOptions Options => new() { AppData = _folder };

    [Fact]
    public async Task A_broken_recipe_names_the_file_and_a_mended_one_starts()
    {
        var file = Prepare("recipes/mycelium.json");
        var good = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, good[..(good.Length / 2)]);

        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(Options));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "tenants/mycelium/tenant.db")));
        await File.WriteAllTextAsync(file, good);
        await using var app = await MarketplaceApp.StartAsync(Options);
        Assert.Equal(2, (await app.Tenants.ListAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_first_start_that_broke_off_is_completed_by_the_next()
    {
        var file = Prepare("recipes/fiatdashboard.json");
        var good = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, "{");
        await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(Options));

        await File.WriteAllTextAsync(file, good);
        await using var app = await MarketplaceApp.StartAsync(Options);

        Assert.Equal(["fiatdashboard", "mycelium"], (await app.Tenants.ListAsync(CancellationToken.None)).Select(x => x.Name));
    }

    [Fact]
    public async Task A_development_host_without_samples_asks_for_its_first_tenant()
    {
        File.Delete(Prepare("tenants.json"));

        await using var app = await MarketplaceApp.StartAsync(Options);

        using var visitor = app.NewVisitor();
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/setup")).StatusCode);
    }

    [Theory]
    [InlineData("\"/fiatdashboard\"", "\"/Admin\"", "'/admin' is one of the product's own addresses")]
    [InlineData("\"/fiatdashboard\"", "\"/health\"", "'/health' is one of the product's own addresses")]
    [InlineData("\"recipe\": \"mycelium\"", "\"recipe\": \"mycelium\", \"hosts\": [\"shop.example\"]", null)]
    public async Task A_sample_tenant_keeps_to_the_rules_of_addresses(string old, string replacement, string? refusal)
    {
        var file = Prepare("tenants.json");
        var text = (await File.ReadAllTextAsync(file)).Replace(old, replacement, StringComparison.Ordinal);
        await File.WriteAllTextAsync(
            file, refusal is null
                ? text.Replace("\"/fiatdashboard\"", "\"/fiatdashboard\", \"hosts\": [\"SHOP.example:80\"]", StringComparison.Ordinal)
                : text);

        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(Options));

        Assert.Contains(refusal ?? "In use on this host already: shop.example.", error.Message, StringComparison.Ordinal);
        Assert.Contains("'fiatdashboard'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("lost+found")]
    [InlineData(".samples.new")]
    public async Task An_empty_folder_gets_the_samples_too(string? leftover)
    {
        Directory.CreateDirectory(Path.Combine(_folder, leftover ?? ""));

        await using var app = await MarketplaceApp.StartAsync(Options);

        Assert.Equal(["fiatdashboard", "mycelium"], (await app.Tenants.ListAsync(CancellationToken.None)).Select(x => x.Name));
        Assert.True(File.Exists(Path.Combine(_folder, "recipes", "mycelium.json")));
        Assert.DoesNotContain(
            Directory.EnumerateDirectories(_folder), x => Path.GetFileName(x).StartsWith(".samples", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_folder_that_was_filled_half_is_filled_whole()
    {
        Prepare("tenants.json");
        Directory.CreateDirectory(Path.Combine(_folder, ".samples"));
        Directory.Move(Path.Combine(_folder, "recipes"), Path.Combine(_folder, ".samples", "recipes"));

        await using var app = await MarketplaceApp.StartAsync(Options);

        Assert.Equal(2, (await app.Tenants.ListAsync(CancellationToken.None)).Count);
    }

    [Fact]
    public async Task A_folder_with_somebodys_file_is_left_as_it_is()
    {
        Directory.CreateDirectory(_folder);
        await File.WriteAllTextAsync(Path.Combine(_folder, "mine.txt"), "mine");

        await using var app = await MarketplaceApp.StartAsync(Options);

        Assert.Empty(await app.Tenants.ListAsync(CancellationToken.None));
        Assert.False(Directory.Exists(Path.Combine(_folder, "recipes")));
    }

    [Theory]
    [InlineData("\"Marketplace.Content\"", "\"Marketplace.Nowhere\"", "Marketplace.Nowhere")]
    [InlineData("\"name\": \"catalog\"", "\"name\": \"cattle-log\"", "cattle-log")]
    [InlineData("\"../catalog/mycelium.json\"", "5", "'mycelium'")]
    [InlineData("\"issetuprecipe\": true,", "\"issetuprecipe\": true, \"steps\": 5,", "steps")]
    public async Task A_recipe_with_an_unknown_feature_or_step_is_named(string old, string replacement, string named)
    {
        var file = Prepare("recipes/mycelium.json");
        var text = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(
            file, named == "steps"
                ? text.Replace("\"steps\"", "\"stages\"", StringComparison.Ordinal)
                : text.Replace(old, replacement, StringComparison.Ordinal));

        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(Options));

        Assert.Contains(named, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "tenants/mycelium/tenant.db")));
    }

    [Fact]
    public async Task A_pooler_without_a_way_past_it_is_refused_by_name()
    {
        var (one, other) = (await PostgresCluster.CreateDatabaseAsync(), await PostgresCluster.CreateDatabaseAsync());
        await using var pooler = await PgBouncer.StartAsync(one, connections: 2);

        Assert.Contains("set Marketplace:DirectDatabase", await RefusalAsync(direct: null), StringComparison.Ordinal);
        Assert.Contains(
            "Marketplace:DirectDatabase leads to a connection pooler", await RefusalAsync(pooler.ConnectionString),
            StringComparison.Ordinal);
        Assert.Contains("two different databases", await RefusalAsync(other), StringComparison.Ordinal);
        Assert.Contains(
            "Marketplace:DirectDatabase cannot be used", await RefusalAsync("Host=127.0.0.1;Port=1;Timeout=2"), StringComparison.Ordinal);

        async Task<string> RefusalAsync(string? direct)
        {
            var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Marketplace:DirectDatabase"] = direct ?? "" };
            return (await Assert.ThrowsAsync<StartupException>(
                () => MarketplaceApp.StartAsync(Options with { Database = pooler.ConnectionString, Settings = settings }))).Message;
        }
    }

    [Theory]
    [InlineData("Marketplace:Fonts:0", "/nowhere/fonts", "which is no folder")]
    [InlineData("Marketplace:Fonts", "/", "it is a list")]
    public async Task Folders_of_fonts_that_are_none_name_their_setting(string setting, string value, string reason)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { [setting] = value };
        var error = await Assert.ThrowsAsync<StartupException>(
            () => MarketplaceApp.StartAsync(Options with { Settings = settings }));

        Assert.Contains($"The setting {setting} is '{value}'", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Port", "many", "Port is \"many\"")]
    [InlineData("UseTls", "perhaps", "UseTls is \"perhaps\"")]
    [InlineData("From", "nonsense", "From is \"nonsense\"")]
    [InlineData("Host", "mail.example", "Host is set but Marketplace:Smtp:From is not")]
    [InlineData("Dkim:Selector", "s2026", "Dkim:Domain is not set")]
    public async Task Settings_of_mails_that_cannot_be_used_are_named(string setting, string value, string reason)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { [$"Marketplace:Smtp:{setting}"] = value };
        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(Options with { Settings = settings }));

        Assert.StartsWith($"Marketplace:Smtp:{reason}", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder));
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody;Database=none;Timeout=2")]
    [InlineData("this is no connection string")]
    public async Task A_wrong_connection_string_names_its_setting(string connectionString)
    {
        var error = await Assert.ThrowsAsync<StartupException>(
            () => MarketplaceApp.StartAsync(Options with { Database = connectionString }));

        Assert.Contains("Marketplace:Database", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Marketplace:Outbox:GiveUpAfterDays", "soon")]
    [InlineData("Marketplace:Jobs:Concurrency", "0")]
    [InlineData("Marketplace:Jobs:FirstPause", "-00:00:10")]
    [InlineData("Marketplace:Jobs:ClaimTime", "a minute")]
    public async Task A_number_or_time_that_is_none_is_named(string setting, string value)
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { [setting] = value };

        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(Options with { Settings = settings }));

        Assert.StartsWith($"The setting {setting} is '{value}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_names_its_setting()
    {
        var file = _folder + "-is-a-file";
        await File.WriteAllTextAsync(file, "");

        var error = await Assert.ThrowsAsync<StartupException>(
            () => MarketplaceApp.StartAsync(Options with { AppData = Path.Combine(file, "data") }));

        Assert.Contains("Marketplace:AppData", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_in_use_and_a_locked_database_are_named()
    {
        await using var app = await MarketplaceApp.StartAsync(Options);

        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(Options));

        Assert.Contains("in use by another process", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_broken_database_file_is_named()
    {
        var file = Prepare("host.db");
        await File.WriteAllTextAsync(file, new string('x', 5000));

        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(Options));

        Assert.Contains(file, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_module_file_that_is_missing_is_named()
    {
        var options = Options with
        { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Marketplace:Modules:0"] = "/nowhere/Acme.dll" } };

        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(options));

        Assert.Contains("/nowhere/Acme.dll", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Marketplace:IdleMinutes", "soon")]
    [InlineData("Marketplace:RateLimits:Money", "0")]
    [InlineData("urls", "not an address")]
    public async Task A_setting_that_makes_no_sense_is_named(string setting, string value)
    {
        var options = Options with { Settings = new Dictionary<string, string>(StringComparer.Ordinal) { [setting] = value } };

        var error = await Assert.ThrowsAsync<StartupException>(() => MarketplaceApp.StartAsync(options));

        Assert.Contains(value, error.Message, StringComparison.Ordinal);
        Assert.Contains(setting, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_port_in_use_ends_the_program_with_1_and_a_sentence()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        var before = Console.Error;
        using var error = new StringWriter();
        Console.SetError(error);
        try
        {
            var code = await MarketplaceHost.RunAsync(
                ["--environment", "Development", "--applicationName", "Marketplace.Web", "--contentRoot", MarketplaceApp.ContentRoot(),
                    "--urls", $"http://127.0.0.1:{port}", "--Marketplace:AppData", _folder]);
            Assert.Equal(1, code);
        }
        finally
        {
            Console.SetError(before);
        }

        Assert.Contains("The port is in use", error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>A data folder as a first start makes it, for a test to spoil.</summary>
    private string Prepare(string file)
    {
        var samples = Path.Combine(MarketplaceApp.ContentRoot(), "..", "App_Data.sample");
        foreach (var sample in Directory.EnumerateFiles(samples, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(_folder, Path.GetRelativePath(samples, sample));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(sample, target);
        }

        return Path.Combine(_folder, file);
    }

    public void Dispose() => TestFolder.Delete(Path.GetDirectoryName(_folder)!);
}
