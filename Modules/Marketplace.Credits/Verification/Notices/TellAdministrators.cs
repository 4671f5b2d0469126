using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Runs;
using Marketplace.Data;
using Microsoft.Extensions.Localization;

namespace Marketplace.Credits.Verification.Notices;

/// <summary>Tells every administrator of the tenant what a verification of the ledger found.</summary>
[StoredName("Marketplace.Credits.TellAdministrators")]
[Delivery(Lane.Work)]
internal sealed class TellAdministrators(
    ReadLedgerChecks checks, IEnumerable<LedgerRule> rules, IUserDirectory users, INotifier notifier, IDatabase database,
    IStringLocalizer<TellAdministrators> text)
    : IEventHandler<LedgerCheckFailed>
{
    public async Task HandleAsync(LedgerCheckFailed @event, string eventId, CancellationToken cancellationToken)
    {
        var found = (await checks.ListRulesAsync(@event.CheckId, cancellationToken)).Where(x => x.Finding is not null).ToList();
        Dictionary<string, string> Values() =>
            new(StringComparer.Ordinal) { ["findings"] = string.Join("; ", found.Select(Line)) };
        string? after = null;
        IReadOnlyList<UserSummary> page;
        do
        {
            page = await users.ListAsync(new UserListing(UserListing.MaxLimit, after, Roles.Administrator), cancellationToken);
            await database.InTransactionAsync(
                async db =>
                {
                    foreach (var user in page)
                    {
                        await notifier.NotifyAsync(
                            db, new Notification(
                                CreditsNotifications.LedgerBroken, user.Id, @event.CheckId, Values, "~/admin/credits/verification"),
                                cancellationToken);
                    }
                },
                cancellationToken);
            after = page.Count == 0 ? null : page[^1].Id;
        }
        while (page.Count == UserListing.MaxLimit);
    }

    private string Line(LedgerCheckRule row)
    {
        var rule = rules.FirstOrDefault(x => x.Id == row.Rule);
        return text[
            "{0}: {1} (expected {2}, found {3})",
            rule is null ? row.Rule : text[rule.Title].Value, row.Place!, text[LedgerFinding.Show(rule, row.Expected!)].Value,
            text[LedgerFinding.Show(rule, row.Found!)].Value];
    }
}
