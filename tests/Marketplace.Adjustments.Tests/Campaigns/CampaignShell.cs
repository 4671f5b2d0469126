using Marketplace.Adjustments.Campaigns;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Tests.Campaigns;

internal static class CampaignShell
{
    public const string Olga = "usr_olga";
    public const string Otto = "usr_otto";

    /// <summary>A shell with so many customers, registered a day after one another until today.</summary>
    public static Task<TestShell> WithCustomersAsync(DatabaseKind kind, int customers, string settings = "{}") =>
        TestShell.CreateAsync(
            kind, setup => Arrange(setup, customers, settings), new Audit.Startup(), new Credits.Startup(), new Startup());

    public static Task<TestShell> WithCustomersAsync(TestDatabase database, int customers) =>
        TestShell.CreateAsync(
            database, setup => Arrange(setup, customers, "{}"), new Audit.Startup(), new Credits.Startup(), new Startup());

    private static void Arrange(TestShellSetup setup, int customers, string settings)
    {
        setup.Tenant.SetJson(settings);
        var users = new FewUsers();
        for (var i = 1; i <= customers; i++)
            users.Add(i, setup.Time.GetUtcNow().AddDays(i - customers));
        setup.Services.AddScoped<IUserDirectory>(_ => users);
        var faults = new PostingFaults();
        setup.Services.AddSingleton(faults);
        setup.Services.Watch<ILedger>(faults.Before, faults.After);
    }

    public static CampaignRequest Plan(this TestShell shell, decimal amount, decimal budget, CampaignAudience? audience = null) => new(
        PrefixedId.New(Campaign.Prefix, shell.Time), "Spring", LotKind.Promotional, Money.Amount(amount),
        shell.Time.GetUtcNow().AddDays(30), Money.Amount(budget),
        audience ?? new CampaignAudience());

    public static Task<CampaignResult> CreateAsync(this TestShell shell, CampaignRequest request, string by = Olga) =>
        shell.Get<CreateCampaign>().ExecuteAsync(by, request, default);

    public static Task<CampaignResult> StartAsync(this TestShell shell, string id, long count, string by = Olga) =>
        shell.InScopeAsync((StartCampaign x) => x.ExecuteAsync(by, id, count, default));

    public static async Task<CampaignRequest> StartedAsync(this TestShell shell, decimal amount, int count)
    {
        var plan = shell.Plan(amount, amount * count);
        Assert.IsType<CampaignResult.Changed>(await shell.CreateAsync(plan));
        Assert.Equal(new CampaignResult.Changed(CampaignState.Running), await shell.StartAsync(plan.Id, count));
        return plan;
    }

    public static async Task<Campaign> CampaignAsync(this TestShell shell, string id) =>
        (await shell.Get<ListCampaigns>().FindAsync(id, default))!;

    public static Task<CampaignResult> PauseAsync(this TestShell shell, string id) =>
        shell.InScopeAsync((ChangeCampaign x) => x.PauseAsync(Olga, id, default));

    public static Task<CampaignResult> ContinueAsync(this TestShell shell, string id) =>
        shell.InScopeAsync((ChangeCampaign x) => x.ContinueAsync(Olga, id, default));

    public static Task<CampaignResult> CancelAsync(this TestShell shell, string id) =>
        shell.InScopeAsync((ChangeCampaign x) => x.CancelAsync(Olga, id, default));

    public static Task<bool> GiveBatchAsync(this TestShell shell, string id, int run) =>
        shell.InScopeAsync((GiveCampaignCredits x) => x.GiveBatchAsync(new CampaignStarted(id, run), default));

    public static async Task AssertEachHasAsync(this TestShell shell, int customers, decimal amount)
    {
        for (var i = 1; i <= customers; i++)
            await shell.AssertBalanceAsync(amount, user: FewUsers.Id(i));
    }
}
