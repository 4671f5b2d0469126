using System.Security.Claims;
using Marketplace.Data;
using Marketplace.TfpMigration.Plan;
using Microsoft.Extensions.Localization;

namespace Marketplace.TfpMigration.Report;

/// <param name="Figures">What shows how far this is.</param>
internal sealed record RolloutPhase(string Title, bool Done, string Figures);

/// <summary>
/// The order in which the older points give way to credits (acceptance S0-65), with what can be measured of each step: the code, the run
/// over the users, the screens, the navigation without Pools.
/// </summary>
internal sealed class RolloutPhases(IDatabase database, CreditUnit unit, INavigation navigation, IStringLocalizer<RolloutPhases> text)
{
    public async Task<IReadOnlyList<RolloutPhase>> ReadAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var users = await db.QuerySingleAsync<Figures>(
            """
            select coalesce(sum(case when state = 'applied' then 1 else 0 end), 0) as migrated,
                   coalesce(sum(case when state = 'waiting' then 1 else 0 end), 0) as waiting,
                   coalesce(sum(case when state = 'applied' and dismissed_at is not null then 1 else 0 end), 0) as informed,
                   cast(coalesce(sum(case when state = 'applied' then credited else 0 end), 0) as bigint) as credits
            from tfp_users
            """,
            cancellationToken: cancellationToken);
        var pools = await CountPoolsAsync(user);
        return
        [
            new(text["The migration is installed"], Done: true,
                text["Version {0} of the conversion: 1 TFP becomes $0.10.", Conversion.Version]),
            new(
                text["The users are brought over"],
                users.Migrated > 0,
                text["{0} migrated with {1}, {2} wait for sign-up.", users.Migrated, unit.Format(users.Credits), users.Waiting]),
            new(
                text["Screens and mails speak of credits"],
                unit is { Symbol: "$", Code: "USD", UsdValue: 1 },
                text[
                    "Amounts show as {0}; {1} customers have put their notice away.", unit.Format(CreditAmount.FromDecimal(1234.56m)),
                    users.Informed]),
            new(text["Pools are hidden"], pools == 0, pools == 0
                ? text["No menu leads there."]
                : text["{0} menu entries lead there.", pools]),
        ];
    }

    private async Task<int> CountPoolsAsync(ClaimsPrincipal user)
    {
        var count = 0;
        foreach (var menu in new[] { Menus.Storefront, Menus.Dashboard, Menus.Footer })
            count += (await navigation.GetMenuAsync(menu, user)).Count(x => x.Href.Contains("pools", StringComparison.OrdinalIgnoreCase));
        return count;
    }

    private sealed record Figures
    {
        public required int Migrated { get; init; }

        public required int Waiting { get; init; }

        public required int Informed { get; init; }

        public required CreditAmount Credits { get; init; }
    }
}
