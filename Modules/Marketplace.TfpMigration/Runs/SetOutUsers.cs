using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Data;
using Marketplace.TfpMigration.Files;

namespace Marketplace.TfpMigration.Runs;

/// <summary>
/// Finds out for every user of a checked run who they are here: an account, what it holds, and whether they were brought over before.
/// </summary>
internal sealed class SetOutUsers(IUserDirectory users)
{
    private const int AtOnce = 500;

    public async Task ExecuteAsync(UnitOfWork db, string runId, CancellationToken cancellationToken)
    {
        var after = "";
        while (await UserRows.ListAsync(db, runId, after, AtOnce, cancellationToken) is { Count: > 0 } rows)
        {
            after = rows[^1].FileName;
            var accounts = await users.FindManyByEmailAsync([.. rows.Select(x => x.Email)], cancellationToken);
            var before = await ReadMigratedAsync(db, rows, cancellationToken);
            var balances = await ReadBalancesAsync(db, [.. accounts.Values.Select(x => x.Id)], cancellationToken);
            foreach (var row in rows)
                await SetOutAsync(db, row, accounts.GetValueOrDefault(row.Email), before, balances, cancellationToken);
        }
    }

    private static async Task SetOutAsync(
        UnitOfWork db,
        TfpUserRow row,
        UserSummary? account,
        Dictionary<string, string> before,
        Dictionary<string, CreditAmount> balances,
        CancellationToken cancellationToken)
    {
        var balance = account is null ? (CreditAmount?)null : balances.GetValueOrDefault(account.Id);
        var state = before.ContainsKey(row.EmailKey) ? UserState.Before
            : account is null ? UserState.NoAccount
            : account.EmailConfirmed ? UserState.Ready
            : UserState.Unconfirmed;
        await UserRows.MarkAsync(
            db, row.Id, state, account?.Id, state == UserState.Unconfirmed ? null : balance, appliedAt: null, cancellationToken);
        if (before.TryGetValue(row.EmailKey, out var sha256) && sha256 != row.Sha256)
            await FindingRows.AddAsync(db, row.RunId, row.FileName, [new Finding("", FindingKind.ChangedSince)], cancellationToken);
        if (state == UserState.Ready && balance is { IsNegative: true } debt)
            await FindingRows.AddAsync(
                db, row.RunId, row.FileName, [new Finding("", FindingKind.InDebt, (-debt).ToString())], cancellationToken);
    }

    /// <returns>The hash of the file that each address was brought over with.</returns>
    private static async Task<Dictionary<string, string>> ReadMigratedAsync(
        UnitOfWork db, IReadOnlyList<TfpUserRow> rows, CancellationToken cancellationToken)
    {
        var found = await db.QueryAsync<(string EmailKey, string Sha256)>(
            $"""
             select m.email_key, u.sha256 from tfp_migrated m join tfp_users u on u.id = m.tfp_user_id
             where {db.Dialect.In("m.email_key", "keys")}
             """,
            new { keys = rows.Select(x => x.EmailKey).ToArray() },
            cancellationToken);
        return found.ToDictionary(x => x.EmailKey, x => x.Sha256, StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, CreditAmount>> ReadBalancesAsync(
        UnitOfWork db, IReadOnlyList<string> owners, CancellationToken cancellationToken)
    {
        if (owners.Count == 0)
            return [];
        var found = await db.QueryAsync<(string Owner, CreditAmount Available)>(
            $"select owner, posted - held from ledger_accounts where kind = 'customer' and asset = @asset and "
            + $"{db.Dialect.In("owner", "owners")}",
            new { asset = Assets.Credit, owners = owners.ToArray() },
            cancellationToken);
        return found.ToDictionary(x => x.Owner, x => x.Available, StringComparer.Ordinal);
    }
}
