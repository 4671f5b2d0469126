using Marketplace.Data;
using Marketplace.Payments.Packages;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.Packages;

/// <summary>Nobody makes credits out of nothing by a package alone: a discount is one, ten credits for the price of one are not.</summary>
public sealed class SavePackageTests
{
    private const string Olga = "usr_olga";

    [Theory]
    [InlineData(100, 0, 100)]
    [InlineData(100, 10, 90)]
    [InlineData(100, 25, 100)]
    [InlineData(5, 0, 100)]
    public async Task What_is_a_discount_is_sold_at_once(int credits, int bonus, int price)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        Assert.True(Assert.IsType<SavePackageResult.Answered>(await SaveAsync(desk, Package(credits, bonus, price))).Result.Succeeded);
        Assert.Single(Stored(desk));
        Assert.Empty(desk.Shell.Get<TestApproval>().Waiting);
    }

    [Theory]
    [InlineData(1, 1_000_000_000, 1)]
    [InlineData(1_000_000_000, 1_000_000_000, 1)]
    [InlineData(200, 1, 100)]
    [InlineData(100, 26, 100)]
    [InlineData(2, 0, 1)]
    public async Task What_gives_more_waits_for_a_second_person_and_needs_a_reason(int credits, int bonus, int price)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        Assert.IsType<SavePackageResult.ReasonMissing>(await SaveAsync(desk, Package(credits, bonus, price), reason: " "));
        Assert.Empty(desk.Shell.Get<TestApproval>().Waiting);

        Assert.IsType<SavePackageResult.Waiting>(await SaveAsync(desk, Package(credits, bonus, price)));

        var request = Assert.Single(desk.Shell.Get<TestApproval>().Waiting);
        Assert.Equal(
            (PackageApproval.KindId, "mega", Olga, "Summer"),
            (request.Kind, request.Record, request.AskedBy, request.Reason.ToString()));
        Assert.Equal(Desk.Amount(credits + (decimal)bonus - price), request.Amount);
        Assert.Empty(Stored(desk));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_approved_is_sold_once_and_never_over_what_somebody_changed_since(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        var (before, wanted) = (Package(100, 0, 100), Package(100, 900, 100));
        await SaveAsync(desk, before);
        Assert.IsType<SavePackageResult.Waiting>(await SaveAsync(desk, wanted, RecordVersion.Of(before)));
        var payload = Assert.Single(desk.Shell.Get<TestApproval>().Waiting).Payload;

        var changed = Assert.IsType<SettingsMerge.Changed>(await MergeAsync(desk, payload));
        Assert.Equal([wanted], changed.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages);
        desk.Shell.Tenant.Settings = changed.Settings;
        Assert.IsType<SettingsMerge.AlreadyThere>(await MergeAsync(desk, payload));

        await SaveAsync(desk, wanted with { Bonus = CreditAmount.Zero }, RecordVersion.Of(wanted));
        desk.Shell.Tenant.Set(PackagesSettings.Section, new PackagesSettings { Packages = [before with { Name = "Other" }] });
        Assert.IsType<SettingsMerge.Outdated>(await MergeAsync(desk, payload));
        desk.Shell.Tenant.Set(PackagesSettings.Section, new PackagesSettings());
        Assert.IsType<SettingsMerge.Outdated>(await MergeAsync(desk, payload));
    }

    [Fact]
    public async Task What_was_approved_once_may_be_renamed_or_give_less_alone()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        var big = Package(100, 900, 100);
        desk.Shell.Tenant.Set(PackagesSettings.Section, new PackagesSettings { Packages = [big] });
        var renamed = big with { Name = "Bigger words" };
        Assert.IsType<SavePackageResult.Answered>(await SaveAsync(desk, renamed, RecordVersion.Of(big)));
        Assert.IsType<SavePackageResult.Answered>(
            await SaveAsync(desk, renamed with { Bonus = Desk.Amount(800) }, RecordVersion.Of(renamed)));
        Assert.Equal(Desk.Amount(800), Assert.Single(Stored(desk)).Bonus);
        Assert.Empty(desk.Shell.Get<TestApproval>().Waiting);

        // The same gift for less money, as often as somebody buys it, is more.
        var cheaper = Package(1, 800, 1);
        Assert.IsType<SavePackageResult.Waiting>(await SaveAsync(desk, cheaper, RecordVersion.Of(Assert.Single(Stored(desk)))));
    }

    [Fact]
    public async Task A_package_that_somebody_else_changed_asks_nobody()
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        await SaveAsync(desk, Package(100, 0, 100));
        var late = Assert.IsType<SavePackageResult.Answered>(await SaveAsync(desk, Package(100, 900, 100), "old"));
        Assert.True(late.Result.IsConflict);
        Assert.Empty(desk.Shell.Get<TestApproval>().Waiting);
    }

    private static CreditPackage Package(int credits, int bonus, int price) => new()
    {
        Id = "mega", Name = "Mega", Credits = Desk.Amount(credits), Bonus = Desk.Amount(bonus), PriceUsd = Usd.FromDecimal(price),
    };

    private static IReadOnlyList<CreditPackage> Stored(Desk desk) =>
        desk.Shell.Tenant.Settings.Get<PackagesSettings>(PackagesSettings.Section).Packages;

    private static Task<SavePackageResult> SaveAsync(
        Desk desk, CreditPackage package, string? version = null, string reason = "Summer") =>
        desk.Shell.InScopeAsync((SavePackage x) => x.ExecuteAsync(Olga, package, reason, version, default));

    private static Task<SettingsMerge> MergeAsync(Desk desk, string payload) =>
        desk.Shell.InScopeAsync((IEnumerable<IApprovalKind> kinds) =>
            Task.FromResult(kinds.OfType<PackageApproval>().Single().Merge(desk.Shell.Tenant.Settings, payload)));
}
