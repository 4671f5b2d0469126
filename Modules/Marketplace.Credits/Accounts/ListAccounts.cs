using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;

namespace Marketplace.Credits.Accounts;

/// <summary>Customers' accounts: those opened last first, or those with most to spend.</summary>
internal sealed class ListAccounts(IDatabase database, TimeProvider time)
{
    private const string Select =
        $"select id, owner, posted, held, version, created_at, {EndedLots.SumOfAccount} as ended from ledger_accounts where kind = "
        + "'customer' and asset = @asset";

    /// <param name="after">The cursor of the page before, or null for the first page.</param>
    public async Task<AccountPage> ExecuteAsync(AccountFilter filter, AccountCursor? after, int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<AccountSummary>(
            $"""
             {Select} {Condition(db, filter)} {(after is null ? "" : From(filter.Order))}
             order by {(filter.Order == AccountOrder.Balance ? "posted - held desc, id desc" : "id desc")} limit @limit
             """,
            new
            {
                asset = Assets.Credit, owners = (filter.Owners ?? []).ToArray(), filter.Least, filter.Most, after?.Available, after?.Id,
                    limit = limit + 1,
                now, end = EndedLots.EndOf(now),
            },
            cancellationToken);
        var page = rows.Take(limit).ToList();
        return new AccountPage(page, rows.Count > limit ? new AccountCursor(page[^1].Available, page[^1].Id) : null);
    }

    public async Task<AccountSummary?> FindAsync(string accountId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<AccountSummary>(
            $"{Select} and id = @accountId", new { asset = Assets.Credit, accountId, now, end = EndedLots.EndOf(now) }, cancellationToken);
    }

    private static string Condition(DbSession db, AccountFilter filter) => string.Join(' ',
        filter.Owners is null ? "" : "and " + db.Dialect.In("owner", "owners"),
        filter.With switch { AccountWith.Debt => "and posted - held < 0", AccountWith.Holds => "and held > 0", _ => "" },
        filter.Least is null ? "" : "and posted - held >= @Least",
        filter.Most is null ? "" : "and posted - held <= @Most");

    private static string From(AccountOrder order) =>
        order == AccountOrder.Balance ? "and (posted - held < @Available or (posted - held = @Available and id < @Id))" : "and id < @Id";
}
