using Marketplace.Data;

namespace Marketplace.Credits.Verification.Runs;

/// <summary>The verifier's runs, for whoever shows them.</summary>
internal sealed class ReadLedgerChecks(IDatabase database, TimeProvider time)
{
    private const string Select =
        "select id, status, started_by, started_at, beat_at, finished_at, sealed, digest, digest_before, error from ledger_checks";

    /// <summary>Newest first.</summary>
    public Task<IReadOnlyList<LedgerCheck>> ListAsync(int limit, CancellationToken cancellationToken) =>
        ReadAsync($"{Select} order by id desc limit @limit", new { limit }, cancellationToken);

    public async Task<LedgerCheck?> FindAsync(string id, CancellationToken cancellationToken) =>
        await ReadAsync($"{Select} where id = @id", new { id }, cancellationToken) is [var check, ..] ? check : null;

    /// <summary>The last run that was not interrupted, among the last hundred.</summary>
    public async Task<LedgerCheck?> FindLastFinishedAsync(CancellationToken cancellationToken) =>
        (await ListAsync(100, cancellationToken)).FirstOrDefault(
            x => x.Status is LedgerCheckStatus.Clean or LedgerCheckStatus.Differs or LedgerCheckStatus.Failed);

    public async Task<IReadOnlyList<LedgerCheckRule>> ListRulesAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<LedgerCheckRule>(
            "select position, rule, status, unit, done, total, place, expected, found from ledger_check_rules where check_id = @id order "
            + "by position",
            new { id },
            cancellationToken);
    }

    private async Task<IReadOnlyList<LedgerCheck>> ReadAsync(string sql, object parameters, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return [.. (await db.QueryAsync<LedgerCheck>(sql, parameters, cancellationToken)).Select(x => x.At(time.GetUtcNow()))];
    }
}
