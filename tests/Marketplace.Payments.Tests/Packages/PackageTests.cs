using System.Text.Json.Nodes;
using Marketplace.Payments.Charging;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Packages;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.Packages;

/// <summary>The packages of the sample recipe: what they cost, what they give, and that a bonus is given exactly once, besides.</summary>
public sealed class PackageTests
{
    [Theory, Trait("Acceptance", "S3-05"), Trait("Acceptance", "S3-06"), Trait("Acceptance", "S3-07")]
    [InlineData("starter", "Starter", "100.00", "0.00", "5.00", "0.05", "New creators")]
    [InlineData("creator", "Creator", "500.00", "50.00", "20.00", "0.04", "Regular uploaders")]
    [InlineData("pro", "Pro", "2000.00", "300.00", "60.00", "0.03", "Heavy users")]
    public void The_sample_packages_are_the_documented_ones(
        string id, string name, string credits, string bonus, string price, string perCredit, string bestFor)
    {
        var package = Sample().Find(id)!;

        Assert.Equal(
            (name, credits, bonus, bestFor), (package.Name, package.Credits.ToString(), package.Bonus.ToString(), package.BestFor));
        Assert.Equal(
            (price, perCredit),
            (package.PriceUsd.ToString(), package.CostPerCredit.ToString("0.00##", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Theory, Trait("Acceptance", "S3-06"), Trait("Acceptance", "S3-09")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_paid_package_gives_its_credits_and_its_bonus_as_two_entries(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var topUp = await StartedAsync(desk, "creator");
        Assert.Equal(2000, desk.Gateway.Intents.Single().AmountCents);

        var paid = desk.Gateway.Pay(topUp.PaymentIntentId!);
        Assert.Equal(ApplyIntentResult.Credited, await desk.ApplyAsync(paid));
        Assert.Equal(ApplyIntentResult.AlreadyCredited, await desk.ApplyAsync(paid));

        await desk.AssertBalanceAsync(550);
        Assert.Equal(
            [("Bonus", 50_000_000L), ("TopUp", 500_000_000L)],
            await desk.QueryAsync<(string, long)>("select type, amount from ledger_entries order by type"));
        Assert.Equal(
            [("Bonus", 50_000_000L), ("Purchased", 500_000_000L)],
            await desk.QueryAsync<(string, long)>("select kind, remaining from ledger_lots order by kind"));
        Assert.Equal(
            [("sys_payment_clearing", -500_000_000L), ("sys_promotions", -50_000_000L)],
            await desk.QueryAsync<(string, long)>("select account_id, amount from ledger_system_entries order by account_id"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_crash_between_the_credits_and_the_bonus_leaves_neither(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var paid = desk.Gateway.Pay((await StartedAsync(desk, "creator")).PaymentIntentId!);
        desk.Ledger.FailuresLeft = 1;
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.ApplyAsync(paid));
        await desk.AssertBalanceAsync(0);

        await desk.ApplyAsync(paid);

        await desk.AssertBalanceAsync(550);
    }

    [Fact]
    public async Task A_package_without_a_bonus_is_one_entry()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        await desk.ApplyAsync(desk.Gateway.Pay((await StartedAsync(desk, "starter")).PaymentIntentId!));

        await desk.AssertBalanceAsync(100);
        Assert.Equal(["TopUp"], await desk.QueryAsync<string>("select type from ledger_entries"));
    }

    [Fact]
    public async Task What_was_started_keeps_its_price_and_bonus_when_the_package_changes()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var key = Desk.NewKey();
        var first = await StartedAsync(desk, "creator", key);
        var dearer = Sample().Find("creator")! with { PriceUsd = new Usd(9_900), Bonus = CreditAmount.Zero };

        var again = Assert.IsType<StartTopUpResult.Started>(await StartAsync(desk, dearer, key)).TopUp;

        Assert.Equal(first.PaymentIntentId, again.PaymentIntentId);
        await desk.ApplyAsync(desk.Gateway.Pay(first.PaymentIntentId!));
        await desk.AssertBalanceAsync(550);
    }

    [Fact]
    public async Task A_key_used_for_an_amount_is_not_one_for_a_package()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var key = Desk.NewKey();
        Assert.IsType<StartTopUpResult.Started>(await desk.StartAsync(500, key));

        Assert.IsType<StartTopUpResult.KeyReused>(await StartAsync(desk, Sample().Find("creator")!, key));
    }

    [Fact]
    public async Task A_request_names_a_package_that_is_sold_at_the_price_that_was_shown()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);

        Assert.Empty(await CheckAsync(desk, new TopUpRequest(PackageId: "creator")));
        Assert.Empty(await CheckAsync(desk, new TopUpRequest(new Usd(2000), PackageId: "creator")));
        Assert.Contains("amount_usd", (await CheckAsync(desk, new TopUpRequest(new Usd(1_999), PackageId: "creator"))).Keys);
        Assert.Contains("package_id", (await CheckAsync(desk, new TopUpRequest(PackageId: "Creator"))).Keys);
        Assert.Contains("package_id", (await CheckAsync(desk, new TopUpRequest(PackageId: ""))).Keys);
        Assert.Contains("amount_usd", (await CheckAsync(desk, new TopUpRequest())).Keys);
    }

    [Theory]
    [InlineData("creator", "Creator", "500", "50", "20", null)]
    [InlineData("", "Creator", "500", "50", "20", "Id")]
    [InlineData("Creator!", "Creator", "500", "50", "20", "Id")]
    [InlineData("creator", "", "500", "50", "20", "Name")]
    [InlineData("creator", "Creator", "0", "50", "20", "Credits")]
    [InlineData("creator", "Creator", "-5", "50", "20", "Credits")]
    [InlineData("creator", "Creator", "0.001", "50", "20", "Credits")]
    [InlineData("creator", "Creator", "500", "-1", "20", "Bonus")]
    [InlineData("creator", "Creator", "500", "0.005", "20", "Bonus")]
    [InlineData("creator", "Creator", "500", "50", "0.49", "PriceUsd")]
    [InlineData("creator", "Creator", "500", "50", "-20", "PriceUsd")]
    [InlineData("creator", "Creator", "500", "50", "1000000", "PriceUsd")]
    [InlineData("creator", "Creator", "9000000000000", "50", "20", "Credits")]
    [InlineData("creator", "Creator", "500", "9000000000000", "20", "Bonus")]
    public async Task What_cannot_be_sold_is_refused_by_field(
        string id, string name, string credits, string bonus, string price, string? field)
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var package = new CreditPackage
        { Id = id, Name = name, Credits = Desk.Amount(Number(credits)), Bonus = Desk.Amount(Number(bonus)),
            PriceUsd = Usd.FromDecimal(Number(price)) };

        var problems = await desk.Shell.InScopeAsync<PackageRules, Dictionary<string, string>>(x => Task.FromResult(x.Check(package)));

        Assert.Equal(field is null ? [] : [field], problems.Keys);
    }

    [Fact]
    public async Task Saving_keeps_the_others_in_their_places_and_removing_takes_one()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);

        var creator = Sample().Find("creator")!;
        Assert.True(await ChangeAsync(desk, x => x.SaveAsync(creator with { Name = "Creator plus" }, RecordVersion.Of(creator), default)));
        Assert.False(await ChangeAsync(desk, x => x.SaveAsync(creator with { Name = "Late" }, RecordVersion.Of(creator), default)));
        var mega = new CreditPackage { Id = "mega", Name = "Mega", Credits = Desk.Amount(9), PriceUsd = new Usd(900) };
        Assert.True(await ChangeAsync(desk, x => x.SaveAsync(mega, version: null, default)));
        Assert.False(await ChangeAsync(desk, x => x.SaveAsync(mega with { Name = "Twice" }, version: null, default)));
        Assert.False(await ChangeAsync(desk, x => x.RemoveAsync("starter", RecordVersion.Of(creator), default)));
        Assert.True(await ChangeAsync(desk, x => x.RemoveAsync("starter", RecordVersion.Of(Sample().Find("starter")!), default)));

        Assert.Equal(
            ["Creator plus", "Pro", "Mega"],
            desk.Shell.Tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages.Select(x => x.Name));
    }

    private static Task<bool> ChangeAsync(Desk desk, Func<ChangePackages,
        Task<(TenantChangeResult Result, CreditPackage? Stored)>> change) =>
        desk.Shell.InScopeAsync<ChangePackages, bool>(async x => (await change(x)).Result.Succeeded);

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    private static Task<Desk> OpenAsync(DatabaseKind kind) => Desk.OpenAsync(kind, x => x.Tenant.SetJson(Settings().ToJsonString()));

    private static PackagesSettings Sample() => new TenantSettings(Settings()).Get<PackagesSettings>(PackagesSettings.Section);

    /// <summary>The settings step of the sample recipe.</summary>
    private static JsonObject Settings()
    {
        var recipe = JsonNode.Parse(File.ReadAllText(Path.Combine(Root(), "App_Data.sample", "recipes", "streamvault.json")))!;
        return recipe["steps"]!.AsArray().Single(x => x!["name"]!.GetValue<string>() == "settings")!.DeepClone().AsObject();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Marketplace.slnx")))
            folder = Path.GetDirectoryName(folder)!;
        return folder;
    }

    private static Task<StartTopUpResult> StartAsync(Desk desk, CreditPackage package, string key) =>
        desk.Shell.InScopeAsync<ITopUps, StartTopUpResult>(x => x.StartAsync(
            new StartTopUp(key, Desk.Ada, package.Credits, "/dashboard/wallet") { Package = package }, alongside: null, default));

    private static async Task<TopUp> StartedAsync(Desk desk, string id, string? key = null) =>
        Assert.IsType<StartTopUpResult.Started>(await StartAsync(desk, Sample().Find(id)!, key ?? Desk.NewKey())).TopUp;

    private static Task<Dictionary<string, string[]>> CheckAsync(Desk desk, TopUpRequest request) =>
        desk.Shell.InScopeAsync<TopUpRequestRules, Dictionary<string, string[]>>(x => Task.FromResult(x.Check(request, Desk.Ada)));
}
