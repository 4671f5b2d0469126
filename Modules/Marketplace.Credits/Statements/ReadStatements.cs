using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Statements;

/// <summary>
/// Months of a customer, from the first entry to now. A month is a span of versions (<see cref="EntryVersions"/>), so the months of an
/// account share no entry and leave none out, and each opens with what the one before closed with.
/// </summary>
internal sealed class ReadStatements(IDatabase database, TimeProvider time)
{
    /// <param name="newest">The month to begin with, or null for the current one.</param>
    public async Task<StatementList> ListAsync(string userId, StatementMonth? newest, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        if (await FindAsync(db, userId, cancellationToken) is not { } found)
            return StatementList.Empty;
        var month = newest is { } wanted && wanted.CompareTo(found.Last) < 0 ? wanted : found.Last;
        var statements = new List<Statement>();
        for (; statements.Count < limit && month.CompareTo(found.First) >= 0; month = month.AddMonths(-1))
            statements.Add(await ReadAsync(db, found.AccountId, month, cancellationToken));
        return new StatementList(statements, month.CompareTo(found.First) >= 0 ? month : null);
    }

    /// <returns>Null before the customer's first entry and for months to come.</returns>
    public async Task<(Statement Statement, IReadOnlyList<TypeTotal> Totals)?> FindAsync(
        string userId, StatementMonth month, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        if (await FindAsync(db, userId, cancellationToken) is not { } found || month.CompareTo(found.First) < 0
            || month.CompareTo(found.Last) > 0)
            return null;
        var statement = await ReadAsync(db, found.AccountId, month, cancellationToken);
        var totals = await db.QueryAsync<(string Type, long Count, long Credits, long Remainder)>(
            $"""
            select type, count(*), {WideSum.Columns("amount")}
            from ledger_entries where account_id = @AccountId and version > @Above and version <= @UpTo
            group by type order by type
            """,
            new { found.AccountId, statement.Above, statement.UpTo },
            cancellationToken);
        return (
            statement,
            [.. totals.Select(x => new TypeTotal { Type = x.Type, Count = x.Count, Amount = WideSum.Of(x.Credits, x.Remainder) })]);
    }

    private async Task<Months?> FindAsync(DbSession db, string userId, CancellationToken cancellationToken)
    {
        if (await AccountRows.FindAsync(db, userId, cancellationToken) is not { } account)
            return null;
        var first = await db.QuerySingleOrDefaultAsync<DateTimeOffset?>(
            "select created_at from ledger_entries where account_id = @Id order by created_at limit 1", new { account.Id },
            cancellationToken);
        return first is { } time1
            ? new Months(account.Id, StatementMonth.Of(time1), Latest(StatementMonth.Of(time1), StatementMonth.Of(time.GetUtcNow())))
            : null;
    }

    private static StatementMonth Latest(StatementMonth a, StatementMonth b) => a.CompareTo(b) > 0 ? a : b;

    private static async Task<Statement> ReadAsync(
        DbSession db, string accountId, StatementMonth month, CancellationToken cancellationToken)
    {
        var above = await EntryVersions.BeforeAsync(db, accountId, month.Begins, cancellationToken);
        var upTo = Math.Max(above, await EntryVersions.BeforeAsync(db, accountId, month.Ends, cancellationToken));
        var moved = await db.QuerySingleAsync<(long In, long InRest, long Out, long OutRest)>(
            $"""
            select {WideSum.InAndOutColumns("amount")}
            from ledger_entries where account_id = @accountId and version > @above and version <= @upTo
            """,
            new { accountId, above, upTo },
            cancellationToken);
        return new Statement(
            month,
            above,
            upTo,
            await BalanceAsync(db, accountId, above, cancellationToken),
            WideSum.Of(moved.In, moved.InRest),
            WideSum.Of(moved.Out, moved.OutRest),
            await BalanceAsync(db, accountId, upTo, cancellationToken));
    }

    private static async Task<CreditAmount> BalanceAsync(DbSession db, string accountId, long version,
        CancellationToken cancellationToken) =>
        await db.QuerySingleOrDefaultAsync<CreditAmount?>(
            "select balance_after from ledger_entries where account_id = @accountId and version = @version", new { accountId, version },
            cancellationToken)
        ?? CreditAmount.Zero;

    private sealed record Months(string AccountId, StatementMonth First, StatementMonth Last);
}
