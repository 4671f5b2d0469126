using Marketplace.Data;

namespace Marketplace.Credits;

/// <summary>Customers' accounts in the order they were opened, newest first.</summary>
internal sealed class ListAccounts(IDatabase database)
{
    private const string Select = "select id, owner, posted, held, version, created_at from ledger_accounts where kind = 'customer' and asset = @asset";

    /// <param name="owner">Only this customer's, or null for all.</param>
    /// <param name="before">The cursor of the page before, or null for the first page.</param>
    public async Task<AccountPage> ExecuteAsync(string? owner, string? before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        var rows = await db.QueryAsync<AccountSummary>(
            $"""
             {Select} {(owner is null ? "" : "and owner = @owner")} {(before is null ? "" : "and id < @before")}
             order by id desc limit @limit
             """,
            new { asset = Assets.Credit, owner, before, limit = limit + 1 },
            cancellationToken);
        var page = rows.Take(limit).ToList();
        return new AccountPage(page, rows.Count > limit ? page[^1].Id : null);
    }

    public async Task<AccountSummary?> FindAsync(string accountId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<AccountSummary>($"{Select} and id = @accountId", new { asset = Assets.Credit, accountId }, cancellationToken);
    }
}
