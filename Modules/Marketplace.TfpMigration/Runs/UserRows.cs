using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;
using Marketplace.TfpMigration.Plan;

namespace Marketplace.TfpMigration.Runs;

/// <summary>The users of runs.</summary>
internal static class UserRows
{
    private const string Columns =
        "id, run_id, file_name, sha256, email, email_key, points, entries, state, user_id, balance_before, credited, applied_at";

    public static Task InsertAsync(UnitOfWork db, TfpUserRow row, byte[] original, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into tfp_users (id, run_id, file_name, sha256, original, email, email_key, points, entries, state, credited)
            values (@Id, @RunId, @FileName, @Sha256, @original, @Email, @EmailKey, @Points, @Entries, @State, @Credited)
            """,
            new { row.Id, row.RunId, row.FileName, row.Sha256, original, row.Email, row.EmailKey, row.Points, row.Entries, row.State,
                row.Credited },
            cancellationToken);

    /// <param name="after">The last file's name of the page before, or "".</param>
    public static Task<IReadOnlyList<TfpUserRow>> ListAsync(
        DbSession db, string runId, string after, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<TfpUserRow>(
            $"select {Columns} from tfp_users where run_id = @runId and file_name > @after order by file_name limit @limit",
            new { runId, after, limit },
            cancellationToken);

    public static Task<IReadOnlyList<TfpUserRow>> ListInStateAsync(
        DbSession db, string runId, string state, CancellationToken cancellationToken) =>
        db.QueryAsync<TfpUserRow>(
            $"select {Columns} from tfp_users where run_id = @runId and state = @state order by file_name", new { runId, state },
            cancellationToken);

    /// <summary>In the order in which everybody locks accounts; people without an account come last.</summary>
    public static async Task<IReadOnlyList<TfpUserRow>> ListInOrderOfAccountsAsync(
        DbSession db, string runId, string state, CancellationToken cancellationToken)
    {
        var rows = await ListInStateAsync(db, runId, state, cancellationToken);
        var accounts = (await db.QueryAsync<(string Owner, string Id)>(
            """
            select a.owner, a.id from ledger_accounts a join tfp_users u on u.user_id = a.owner
            where u.run_id = @runId and u.state = @state and a.kind = 'customer' and a.asset = @asset
            """,
            new { runId, state, asset = Assets.Credit },
            cancellationToken)).ToDictionary(x => x.Owner, x => x.Id, StringComparer.Ordinal);
        return [
            .. rows.OrderBy(x => accounts.GetValueOrDefault(x.UserId!, "~"), StringComparer.Ordinal)
                .ThenBy(x => x.UserId, StringComparer.Ordinal)];
    }

    public static Task<TfpUserRow?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<TfpUserRow>($"select {Columns} from tfp_users where id = @id", new { id }, cancellationToken);

    public static async Task<byte[]> ReadOriginalAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        await db.QuerySingleAsync<byte[]>("select original from tfp_users where id = @id", new { id }, cancellationToken);

    /// <summary>The addresses of those whom a run would bring over.</summary>
    public static Task<IReadOnlyList<string>> ListAddressesAsync(DbSession db, string runId, CancellationToken cancellationToken) =>
        db.QueryAsync<string>(
            "select email from tfp_users where run_id = @runId and state <> @before", new { runId, before = UserState.Before },
            cancellationToken);

    /// <summary>Everybody, in any run, who waits for the person of this address.</summary>
    public static Task<IReadOnlyList<TfpUserRow>> ListWaitingAsync(DbSession db, string? emailKey, CancellationToken cancellationToken) =>
        db.QueryAsync<TfpUserRow>(
            $"select {Columns} from tfp_users where state = 'waiting' {(emailKey is null ? "" : "and email_key = @emailKey")} order by id",
            new { emailKey },
            cancellationToken);

    public static Task MarkAsync(
        UnitOfWork db, string id, string state, string? userId, CreditAmount? before, DateTimeOffset? appliedAt,
        CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update tfp_users set state = @state, user_id = @userId, balance_before = @before, applied_at = @appliedAt where id = @id",
            new { id, state, userId, before, appliedAt },
            cancellationToken);

    /// <summary>Sets the flag that lets a user be brought over once.</summary>
    /// <returns>False when it is set already. A transaction at the same moment that sets it is waited for.</returns>
    public static async Task<bool> TryClaimAsync(
        UnitOfWork db, TfpUserRow row, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into tfp_migrated (email_key, version, tfp_user_id, user_id, migrated_at) values (@EmailKey, @version, @Id, @userId,
            @now)
            on conflict (email_key) do nothing
            """,
            new { row.EmailKey, version = Conversion.Version, row.Id, userId, now },
            cancellationToken) == 1;

    public static Task ReleaseAsync(UnitOfWork db, string runId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "delete from tfp_migrated where tfp_user_id in (select id from tfp_users where run_id = @runId)", new { runId },
            cancellationToken);
}
