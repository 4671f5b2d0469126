using Marketplace.Credits.Points;
using Marketplace.Data;
using Marketplace.TfpMigration.Files;

namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// What belongs to an account beside its balance and history (S0-59, S0-67): what the person offered, kept with its price in dollars, and
/// the settings of auto top-up, told to whoever offers that here. Once for each user, also for those who were brought over before this was
/// done.
/// </summary>
internal sealed class BringOverSettings(IDatabase database, IOutbox outbox)
{
    private const int AtOnce = 200;

    public async Task ExecuteAsync(UnitOfWork db, string tfpUserId, string userId, OldUser user, CancellationToken cancellationToken)
    {
        if (await db.ExecuteAsync(
            "update tfp_users set settings_brought = @yes where id = @tfpUserId and settings_brought = @no",
            new { tfpUserId, yes = true, no = false }, cancellationToken) == 0)
            return;
        foreach (var service in user.Services)
        {
            await db.ExecuteAsync(
                "insert into tfp_services (user_id, id, name, price, tfp_user_id) values (@userId, @Id, @Name, @price, @tfpUserId) on "
                + "conflict (user_id, id) do nothing",
                new { userId, service.Id, service.Name, price = service.Price.ToCredits(), tfpUserId },
                cancellationToken);
        }

        if (user.AutoTopUp?.ToWish() is { } wish)
            await outbox.WriteAsync(db, new AutoTopUpWished(userId, tfpUserId, wish), cancellationToken);
    }

    /// <summary>The migration was taken back.</summary>
    public static async Task ForgetAsync(UnitOfWork db, string tfpUserId, CancellationToken cancellationToken)
    {
        await db.ExecuteAsync("delete from tfp_services where tfp_user_id = @tfpUserId", new { tfpUserId }, cancellationToken);
        await db.ExecuteAsync(
            "update tfp_users set settings_brought = @no where id = @tfpUserId", new { tfpUserId, no = false }, cancellationToken);
    }

    /// <summary>Those who were brought over without them.</summary>
    /// <returns>How many got theirs.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var count = 0;
        while (await ListAsync(cancellationToken) is { Count: > 0 } rows)
        {
            foreach (var (id, userId) in rows)
                await database.InTransactionAsync(db => SweepAsync(db, id, userId, cancellationToken), cancellationToken);
            count += rows.Count;
        }

        return count;
    }

    public async Task<IReadOnlyList<MigratedService>> ServicesOfAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<MigratedService>(
            "select id, name, price from tfp_services where user_id = @userId order by name, id", new { userId }, cancellationToken);
    }

    private async Task SweepAsync(UnitOfWork db, string id, string userId, CancellationToken cancellationToken)
    {
        var user = ReadOldUser.Read(await UserRows.ReadOriginalAsync(db, id, cancellationToken)).User
            ?? throw new InvalidOperationException($"The stored file of {id} cannot be read any more.");
        await ExecuteAsync(db, id, userId, user, cancellationToken);
    }

    private async Task<IReadOnlyList<(string Id, string UserId)>> ListAsync(CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<(string Id, string UserId)>(
            "select id, user_id from tfp_users where state = 'applied' and settings_brought = @no and user_id is not null order by id "
            + "limit @AtOnce", new { no = false, AtOnce }, cancellationToken);
    }
}

/// <summary>Something that a customer offered in the older system.</summary>
/// <param name="Price">In credits, which are dollars here.</param>
internal sealed record MigratedService(string Id, string Name, CreditAmount Price);
