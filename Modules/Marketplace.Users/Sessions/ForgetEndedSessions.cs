using Marketplace.Data;

namespace Marketplace.Users.Sessions;

/// <summary>An ended session is refused in any case; this keeps the table small.</summary>
[BackgroundTask(
    Title = "Forget ended sessions", Description = "Deletes sessions that ended, by time or by a change of credentials.",
    Schedule = "20 3 * * *", WakesTenant = false)]
[StoredName("Marketplace.Users.ForgetEndedSessions")]
internal sealed class ForgetEndedSessions(IDatabase database, TimeProvider time) : IBackgroundTask
{
    public Task RunAsync(CancellationToken cancellationToken) => database.InTransactionAsync(
        db => db.ExecuteAsync(
            """
            delete from user_sessions where ends_at <= @now
              or not exists (select 1 from users u where u.id = user_sessions.user_id and u.security_stamp = user_sessions.security_stamp)
            """,
            new { now = time.GetUtcNow() },
            cancellationToken),
        cancellationToken);
}
