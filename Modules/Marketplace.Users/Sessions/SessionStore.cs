using System.Security.Cryptography;
using Marketplace.Data;
using Marketplace.Users.Accounts;

namespace Marketplace.Users.Sessions;

/// <summary>
/// Who is signed in where. A session lives in the database: it ends for every process when its row goes, and a copy of its cookie is worth
/// nothing afterwards. It also ends with the security stamp that it began with, and thirty days after it began.
/// </summary>
internal sealed class SessionStore(IDatabase database, SessionMemory memory, TimeProvider time)
{
    public static readonly TimeSpan AbsoluteLength = TimeSpan.FromDays(30);

    /// <returns>The id of the new session, 128 bits from the system's generator.</returns>
    public async Task<string> BeginAsync(User user, CancellationToken cancellationToken)
    {
        var id = NewId();
        var now = time.GetUtcNow();
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                """
                insert into user_sessions (id, user_id, security_stamp, started_at, ends_at) values (@id, @userId, @stamp, @now, @endsAt)
                """,
                new { id, userId = user.Id, stamp = user.SecurityStamp, now, endsAt = now + AbsoluteLength },
                cancellationToken),
            cancellationToken);
        return id;
    }

    /// <summary>Lets a session go on after its user's credentials changed, which ends all others. Its absolute end stays.</summary>
    public async Task KeepAsync(string id, User user, CancellationToken cancellationToken)
    {
        await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update user_sessions set security_stamp = @stamp where id = @id and user_id = @userId",
                new { id, userId = user.Id, stamp = user.SecurityStamp },
                cancellationToken),
            cancellationToken);
        memory.Forget(user.Id);
    }

    public async Task EndAsync(string id, CancellationToken cancellationToken)
    {
        await database.InTransactionAsync(
            db => db.ExecuteAsync("delete from user_sessions where id = @id", new { id }, cancellationToken), cancellationToken);
        memory.ForgetSession(id);
    }

    /// <param name="mayRemember">For requests that change nothing: what was read a moment ago will do.</param>
    /// <returns>The session's user as the database knows them; null when the session has ended, or its user is locked or gone.</returns>
    public async Task<SessionUser?> FindAsync(string id, bool mayRemember, CancellationToken cancellationToken)
    {
        if (mayRemember && memory.Find(id) is { } remembered)
            return remembered;
        var checkedAt = time.GetTimestamp();
        await using var session = await database.OpenAsync(cancellationToken);
        var rows = await session.QueryAsync<Row>(
            """
            select u.id, u.name, u.email, u.language, r.name as role
            from user_sessions s
            join users u on u.id = s.user_id and u.security_stamp = s.security_stamp
            left join user_roles ur on ur.user_id = u.id
            left join roles r on r.id = ur.role_id
            where s.id = @id and s.ends_at > @now and (u.lockout_end is null or u.lockout_end < @forever)
            """,
            new { id, now = time.GetUtcNow(), forever = User.Forever },
            cancellationToken);
        if (rows.Count == 0)
        {
            memory.ForgetSession(id);
            return null;
        }

        var user = new SessionUser(id, rows[0].Id, rows[0].Name, rows[0].Email, [.. rows.Select(x => x.Role).OfType<string>()])
        {
            Language = rows[0].Language,
        };
        memory.Remember(user, checkedAt);
        return user;
    }

    public static string NewId() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    private sealed record Row
    {
        public string Id { get; init; } = "";

        public string Name { get; init; } = "";

        public string Email { get; init; } = "";

        public string? Language { get; init; }

        public string? Role { get; init; }
    }
}
