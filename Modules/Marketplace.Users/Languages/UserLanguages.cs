using Marketplace.Data;
using Marketplace.Users.Accounts;

namespace Marketplace.Users.Languages;

internal sealed class UserLanguages(IDatabase database, SessionMemory sessions) : IUserLanguages
{
    public Task<string?> FindAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<string?>("select language from users where id = @userId", new { userId }, cancellationToken);

    /// <summary>Whoever writes the account at the same moment is refused, as if it were another of its forms.</summary>
    public async Task ChooseAsync(string userId, string language, CancellationToken cancellationToken)
    {
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update users set language = @language, concurrency_stamp = @stamp where id = @userId",
                new { userId, language, stamp = Guid.NewGuid().ToString("N") }, cancellationToken),
            cancellationToken);
        sessions.Forget(userId);
    }
}
