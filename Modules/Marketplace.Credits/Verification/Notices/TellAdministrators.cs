namespace Marketplace.Credits;

/// <summary>Sees to it that every administrator of the tenant gets a mail of their own, so that trouble with one repeats none of the others.</summary>
internal sealed class TellAdministrators(IUserDirectory users, IJobQueue jobs) : IEventHandler<LedgerCheckFailed>
{
    public async Task HandleAsync(LedgerCheckFailed @event, string eventId, CancellationToken cancellationToken)
    {
        string? after = null;
        IReadOnlyList<UserSummary> page;
        do
        {
            page = await users.ListAsync(new UserListing(UserListing.MaxLimit, after, Roles.Administrator), cancellationToken);
            foreach (var user in page)
                await jobs.EnqueueAsync<MailLedgerNotice, LedgerNotice>(new LedgerNotice(@event.CheckId, user.Id), $"{@event.CheckId}:{user.Id}", TimeSpan.Zero, cancellationToken);
            after = page.Count == 0 ? null : page[^1].Id;
        }
        while (page.Count == UserListing.MaxLimit);
    }
}
