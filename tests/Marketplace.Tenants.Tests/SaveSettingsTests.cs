using Marketplace.Data;
using Marketplace.Tenants.Settings;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Tenants.Tests;

/// <summary>What a credit is worth decides how far one operator goes alone: once somebody has credits it takes two to change it.</summary>
public sealed class SaveSettingsTests
{
    private const string Olga = "usr_olga";
    private const string Otto = "usr_otto";

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Another_value_waits_for_a_second_person_once_somebody_has_credits(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        Assert.IsType<SaveSiteSettingsResult.Saved>(await SaveAsync(shell, "Before", 0.5m));
        Assert.Equal(("Before", 0.5m), (shell.Tenant.DisplayName, ValueOf(shell)));
        await shell.PostedAsync(TopUp(10));

        Assert.IsType<SaveSiteSettingsResult.ReasonMissing>(await SaveAsync(shell, "Nothing", 0.000001m, reason: " "));
        Assert.Equal(("Before", 0.5m), (shell.Tenant.DisplayName, ValueOf(shell)));
        var waits = Assert.IsType<SaveSiteSettingsResult.ValueWaits>(await SaveAsync(shell, "After", 0.000001m));
        Assert.Equal(("After", 0.5m), (shell.Tenant.DisplayName, ValueOf(shell)));
        Assert.Equal(waits.Id, Assert.IsType<SaveSiteSettingsResult.AnotherValueWaits>(await SaveAsync(shell, "After", 2)).Id);

        Assert.IsType<ApprovalAnswer.OwnRequest>(await ApproveAsync(shell, waits.Id, Olga));
        Assert.IsType<ApprovalAnswer.Approved>(await ApproveAsync(shell, waits.Id, Otto));
        await shell.SettleAsync();
        Assert.Equal(("After", 0.000001m), (shell.Tenant.DisplayName, ValueOf(shell)));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task All_else_counts_at_once_whoever_has_credits(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await shell.PostedAsync(TopUp(10));
        Assert.IsType<SaveSiteSettingsResult.Saved>(await SaveAsync(shell, "Other", 1, reason: null));
        Assert.Equal("Other", shell.Tenant.DisplayName);
        Assert.Equal(0, await shell.CountAsync("approvals"));
    }

    [Fact]
    public async Task A_form_that_is_older_than_the_settings_asks_nobody()
    {
        await using var shell = await CreateAsync(DatabaseKind.Sqlite);
        await shell.PostedAsync(TopUp(10));
        var old = InputOf(shell);
        await SaveAsync(shell, "Other", 1);
        Assert.IsType<SaveSiteSettingsResult.Conflict>(await SaveAsync(shell, old with { Reason = "Cheaper" }, 0.5m));
        Assert.Equal((0, 1m), (await shell.CountAsync("approvals"), ValueOf(shell)));
    }

    private static Task<TestShell> CreateAsync(DatabaseKind kind) =>
        TestShell.CreateAsync(kind, new Audit.Startup(), new Credits.Startup(), new Startup());

    private static decimal ValueOf(TestShell shell) => shell.Tenant.Settings.Get<CreditUnit>("credits").UsdValue;

    private static SettingsInput InputOf(TestShell shell) =>
        SettingsInput.From(new TenantEdit(shell.Tenant.DisplayName, shell.Tenant.Settings));

    private static Task<SaveSiteSettingsResult> SaveAsync(TestShell shell, string name, decimal value, string? reason = "Cheaper") =>
        SaveAsync(shell, InputOf(shell) with { DisplayName = name, Reason = reason }, value);

    private static Task<SaveSiteSettingsResult> SaveAsync(TestShell shell, SettingsInput input, decimal value) =>
        shell.InScopeAsync((SaveSettings x) => x.ExecuteAsync(Olga, input, decimals: 2, value, default));

    private static Task<ApprovalAnswer> ApproveAsync(TestShell shell, string id, string who) =>
        shell.InScopeAsync((IApproval x) => x.ApproveAsync(id, who, default));
}
