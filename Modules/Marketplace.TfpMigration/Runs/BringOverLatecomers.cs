using Marketplace.Data;

namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// People whose old wallet is here but who had no account, or one whose address nobody had confirmed, when the run took place. They are
/// brought over when they confirm the address: the confirmation is what proves that the wallet is theirs.
/// </summary>
[StoredName("Marketplace.Credits.TfpMigration.BringOverLatecomers")]
[Delivery(Lane.Money)]
internal sealed class BringOverLatecomers(IDatabase database, BringOver bringOver, IUserDirectory users)
    : IEventHandler<UserCreated>, IEventHandler<UserEmailConfirmed>
{
    public Task HandleAsync(UserCreated @event, string eventId, CancellationToken cancellationToken) =>
        BringAsync(@event.UserId, cancellationToken);

    public Task HandleAsync(UserEmailConfirmed @event, string eventId, CancellationToken cancellationToken) =>
        BringAsync(@event.UserId, cancellationToken);

    /// <summary>Everybody who waits and may be brought over by now; for those whose confirmation fell into the run itself.</summary>
    /// <returns>How many were brought over.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<TfpUserRow> waiting;
        await using (var db = await database.OpenAsync(cancellationToken))
            waiting = await UserRows.ListWaitingAsync(db, emailKey: null, cancellationToken);
        var count = 0;
        foreach (var part in waiting.Chunk(500))
        {
            var found = await users.FindManyByEmailAsync([.. part.Select(x => x.Email)], cancellationToken);
            foreach (var row in part.Where(x => found.GetValueOrDefault(x.Email) is { EmailConfirmed: true }))
                count += await BringAsync(row, found[row.Email].Id, cancellationToken) ? 1 : 0;
        }

        return count;
    }

    private async Task BringAsync(string userId, CancellationToken cancellationToken)
    {
        if (await users.FindAsync(userId, cancellationToken) is not { EmailConfirmed: true } user)
            return;
        IReadOnlyList<TfpUserRow> waiting;
        await using (var db = await database.OpenAsync(cancellationToken))
            waiting = await UserRows.ListWaitingAsync(db, Mailbox.KeyOf(user.Email), cancellationToken);
        foreach (var row in waiting)
            await BringAsync(row, userId, cancellationToken);
    }

    private Task<bool> BringAsync(TfpUserRow row, string userId, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                // A rollback of the run at the same moment goes first or waits.
                if (await RunRows.LockStateAsync(db, row.RunId, cancellationToken) != RunState.Applied)
                    return false;
                return await UserRows.FindAsync(db, row.Id, cancellationToken) is { State: UserState.Waiting }
                    && await bringOver.ExecuteAsync(db, row, userId, cancellationToken);
            },
            cancellationToken);
}
