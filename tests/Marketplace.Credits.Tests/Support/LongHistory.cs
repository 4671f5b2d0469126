using System.Globalization;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Credits.Tests.Support;

/// <summary>Histories longer than a test could post one by one, and postings at chosen times.</summary>
internal static class LongHistory
{
    public static async Task<string> PostedAtAsync(this TestShell shell, string time, Posting posting)
    {
        shell.Time.MoveTo(DateTimeOffset.Parse(time, CultureInfo.InvariantCulture));
        return await shell.PostedAsync(posting);
    }

    /// <summary>
    /// Entries of one credit each, a minute apart and ending now, written straight into the tables of an account that has none yet.
    /// </summary>
    /// <param name="needleAt">The version whose description is "needle"; all others are "straw".</param>
    public static async Task MakeAsync(TestShell shell, string user, int count, int needleAt = 0)
    {
        var now = shell.Time.GetUtcNow();
        await shell.PostedAsync(Money.TopUp(1, user));
        await shell.Database.InTransactionAsync(
            async db =>
            {
                var account = await db.QuerySingleAsync<string>(
                    "select id from ledger_accounts where owner = @user and kind = 'customer'", new { user });
                var time = db.Dialect.Name == "SQLite"
                    ? "strftime('%Y-%m-%dT%H:%M:%S.000000Z', @now, '-' || (@count - n) || ' minutes')"
                    : "cast(@now as timestamptz) - (@count - n) * interval '1 minute'";
                var parameters = new { account, user, count, needleAt, now };
                await db.ExecuteAsync(
                    $"""
                     insert into ledger_transactions (id, idempotency_key, request_hash, type, description, metadata, hold_id, created_at)
                     with recursive numbers(n) as (select 2 union all select n + 1 from numbers where n < @count)
                     select 'txn_made' || @user || n, 'made-' || @user || n, '', 'TopUp', case when n = @needleAt then 'needle'
                     else 'straw' end, '{"{}"}', null, {time} from numbers
                     """,
                    parameters);
                await db.ExecuteAsync(
                    $"""
                     insert into ledger_entries (account_id, version, transaction_id, type, amount, balance_before, balance_after,
                     created_at)
                     with recursive numbers(n) as (select 2 union all select n + 1 from numbers where n < @count)
                     select @account, n, 'txn_made' || @user || n, 'TopUp', 1000000, (n - 1) * cast(1000000 as bigint),
                     n * cast(1000000 as bigint), {time} from numbers
                     """,
                    parameters);
                await db.ExecuteAsync(
                    "update ledger_accounts set posted = @count * cast(1000000 as bigint), version = @count where id = @account",
                    parameters);
            },
            default);
    }
}
