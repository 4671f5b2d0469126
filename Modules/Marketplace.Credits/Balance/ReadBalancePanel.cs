using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Balance;

/// <summary>Reads along the indexes of open holds and open lots, so that it costs the same however long the history is.</summary>
internal sealed class ReadBalancePanel(IDatabase database, TimeProvider time)
{
    public const int MostHolds = 10;

    private static readonly BalancePanel Nothing = new(new WalletBalance(CreditAmount.Zero, CreditAmount.Zero), [], 0, [], []);

    public async Task<BalancePanel> ExecuteAsync(string userId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var now = time.GetUtcNow();
        if (await AccountRows.ReadAsync(db, userId, now, cancellationToken) is not { } account)
            return Nothing;
        var balance = new WalletBalance(account.Posted, account.Held) { Ended = account.Ended };
        var (holds, count) = account.Held.IsPositive ? await HoldsAsync(db, account.Id, cancellationToken) : ([], 0);
        var kinds = await db.QueryAsync<KindTotal>(
            """
            select kind, cast(sum(remaining) as bigint) as amount from ledger_lots
            where account_id = @Id and is_open and (expires_at is null or expires_at > @now) group by kind order by sum(remaining) desc,
            kind
            """,
            new { account.Id, now },
            cancellationToken);
        return new BalancePanel(balance, holds, count, kinds, await ExpiriesAsync(db, account.Id, now, cancellationToken));
    }

    private static async Task<(IReadOnlyList<ReservedHold> Holds, long Count)> HoldsAsync(
        DbSession db, string accountId, CancellationToken cancellationToken)
    {
        var holds = await db.QueryAsync<ReservedHold>(
            """
            select description, reference, amount, created_at, expires_at from ledger_holds
            where account_id = @accountId and status = 'open' order by created_at desc, id desc limit @MostHolds
            """,
            new { accountId, MostHolds },
            cancellationToken);
        var count = holds.Count < MostHolds
            ? holds.Count
            : await db.QuerySingleAsync<long>(
                "select count(*) from ledger_holds where account_id = @accountId and status = 'open'", new { accountId },
                cancellationToken);
        return (holds, count);
    }

    private static async Task<IReadOnlyList<ExpiryDay>> ExpiriesAsync(
        DbSession db, string accountId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var day = db.Dialect.Day("expires_at");
        var rows = await db.QueryAsync<ExpiryRow>(
            $"""
             select {day} as day, min(expires_at) as at, cast(sum(remaining) as bigint) as amount from ledger_lots
             where account_id = @accountId and is_open and expires_at > @now
             group by {day} order by {day}
             """,
            new { accountId, now },
            cancellationToken);
        return [
            .. rows.Select(
                x => new ExpiryDay(
                    DateOnly.ParseExact(x.Day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), x.At, x.Amount))];
    }

    private sealed record ExpiryRow
    {
        public required string Day { get; init; }

        public required DateTimeOffset At { get; init; }

        public required CreditAmount Amount { get; init; }
    }
}
