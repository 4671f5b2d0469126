using Marketplace.Adjustments.Campaigns;
using Marketplace.Adjustments.Tests.Requests;
using Marketplace.Testing;
using static Marketplace.Adjustments.Tests.Campaigns.CampaignShell;
using static Marketplace.Testing.Money;

namespace Marketplace.Adjustments.Tests.Campaigns;

public sealed class AudienceTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Customers_are_narrowed_by_registration_and_by_what_they_have(DatabaseKind kind)
    {
        await using var shell = await WithCustomersAsync(kind, 10);
        var today = DateOnly.FromDateTime(shell.Time.GetUtcNow().UtcDateTime);
        Assert.Equal(10, (await PreviewAsync(shell, new CampaignAudience())).Count);
        Assert.Equal([FewUsers.Id(9), FewUsers.Id(10)], await IdsAsync(shell, new CampaignAudience(RegisteredFrom: today.AddDays(-1))));
        Assert.Equal([FewUsers.Id(1), FewUsers.Id(2)], await IdsAsync(shell, new CampaignAudience(RegisteredUntil: today.AddDays(-8))));
        Assert.Equal([FewUsers.Id(9)], await IdsAsync(shell, new CampaignAudience(null, today.AddDays(-1), today.AddDays(-1))));

        await shell.PostedAsync(TopUp(5, FewUsers.Id(1)));
        await shell.PostedAsync(TopUp(5.01m, FewUsers.Id(2)));
        await shell.PostedAsync(TopUp(6, FewUsers.Id(3)));
        await shell.PlacedAsync(Hold(2, FewUsers.Id(3)));
        var below = await IdsAsync(shell, new CampaignAudience(BalanceBelow: Amount(5.01m)));
        Assert.Equal(Enumerable.Range(1, 10).Where(x => x != 2).Select(FewUsers.Id), below);
        Assert.DoesNotContain(FewUsers.Id(1), await IdsAsync(shell, new CampaignAudience(BalanceBelow: Amount(5))));
    }

    [Fact]
    public async Task More_customers_than_a_page_are_all_found()
    {
        await using var shell = await WithCustomersAsync(DatabaseKind.Sqlite, 1203);
        var preview = await PreviewAsync(shell, new CampaignAudience(BalanceBelow: Amount(1)));
        Assert.Equal((1203L, 10), (preview.Count, preview.Sample.Count));
        Assert.Equal(1203, (await IdsAsync(shell, new CampaignAudience())).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task Listed_addresses_count_once_and_unknown_ones_are_named()
    {
        await using var shell = await WithCustomersAsync(DatabaseKind.Sqlite, 3);
        var input = new CampaignInput
        { Name = "Spring", Who = CampaignWho.Addresses, Addresses = "user1@example.com\nUSER1@example.com, user3@example.com" };
        var audience = new CampaignAudience(input.Listed("e-mail\nnobody@example.com\nUser3@example.com"));
        var preview = await PreviewAsync(shell, audience);
        Assert.Equal(2, preview.Count);
        Assert.Equal([FewUsers.Email(1), FewUsers.Email(3)], preview.Sample.Select(x => x.Email));
        Assert.Equal(["nobody@example.com"], preview.Unknown);
        Assert.Equal([FewUsers.Id(1), FewUsers.Id(3)], await IdsAsync(shell, audience));
    }

    [Fact]
    public async Task Without_a_module_that_knows_users_there_is_nobody()
    {
        await using var shell = await AdjustmentShell.CreateAsync(DatabaseKind.Sqlite);
        Assert.Equal(0, (await PreviewAsync(shell, new CampaignAudience())).Count);
        Assert.Equal(["a@example.com"], (await PreviewAsync(shell, new CampaignAudience(["a@example.com"]))).Unknown);
    }

    [Fact]
    public void An_address_with_an_apostrophe_is_never_cut_into_somebody_elses()
    {
        var input = new CampaignInput
        { Name = "Spring", Who = CampaignWho.Addresses, Addresses = "o'brien@example.com; Pat O'Brien <pat+shop@example.com>" };
        Assert.Empty(input.RefusedLines("'d'arcy@example.com'"));
        Assert.Equal(["o'brien@example.com", "pat+shop@example.com", "d'arcy@example.com"], input.Listed("'d'arcy@example.com'"));
    }

    [Fact]
    public void Lines_that_are_no_address_are_named_by_where_they_stand()
    {
        var input = new CampaignInput { Who = CampaignWho.Addresses, Addresses = "ann@example.com\no'brien @example.com" };
        Assert.Equal(
            [(false, new ListedText(2, "o'brien @example.com")), (true, new ListedText(3, "Ben"))],
            input.RefusedLines("name,e-mail\nAnn,ann@example.com\nBen"));
        Assert.Empty((input with { Who = CampaignWho.Customers }).RefusedLines(null));
    }

    [Fact]
    public void An_audience_survives_its_storage()
    {
        var audience = new CampaignAudience(["a@x.org"], new DateOnly(2026, 1, 2), new DateOnly(2026, 3, 4), Amount(1.5m));
        var read = CampaignAudience.Parse(audience.ToJson());
        Assert.Equal(audience.Addresses, read.Addresses);
        Assert.Equal(audience with { Addresses = null }, read with { Addresses = null });
    }

    private static Task<AudiencePreview> PreviewAsync(TestShell shell, CampaignAudience audience) =>
        shell.InScopeAsync((ReadAudience x) => x.PreviewAsync(audience, [], default));

    private static Task<IReadOnlyList<string>> IdsAsync(TestShell shell, CampaignAudience audience) =>
        shell.InScopeAsync((ReadAudience x) => x.IdsAsync(audience, [], default));
}
