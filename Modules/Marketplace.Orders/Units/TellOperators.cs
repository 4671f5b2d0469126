using Marketplace.Data;

namespace Marketplace.Orders.Units;

/// <summary>Tells everybody who looks after orders.</summary>
internal sealed class TellOperators(INotifier notifier, IDatabase database, IUserDirectory? users = null)
{
    private static readonly string[] Told = [Roles.Administrator, Roles.Operator];

    /// <param name="eventId">Not what the customer is told by, who may be an operator; nobody is told of it twice, in whatever roles they
    /// are.</param>
    public async Task ExecuteAsync(
        string kind, string eventId, Func<IReadOnlyDictionary<string, string>> values, string link, CancellationToken cancellationToken)
    {
        if (users is null)
            return;
        foreach (var role in Told)
        {
            string? after = null;
            IReadOnlyList<UserSummary> page;
            do
            {
                page = await users.ListAsync(new UserListing(UserListing.MaxLimit, after, role), cancellationToken);
                await database.InTransactionAsync(
                    async db =>
                    {
                        foreach (var user in page)
                            await notifier.NotifyAsync(db, new Notification(kind, user.Id, eventId, values, link), cancellationToken);
                    },
                    cancellationToken);
                after = page.Count == 0 ? null : page[^1].Id;
            }
            while (page.Count == UserListing.MaxLimit);
        }
    }

    public async Task<string> NameOfAsync(string userId, CancellationToken cancellationToken) =>
        users is not null && await users.FindAsync(userId, cancellationToken) is { } user ? user.Email : userId;
}
