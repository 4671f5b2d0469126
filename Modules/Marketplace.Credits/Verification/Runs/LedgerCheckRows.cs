using Marketplace.Credits.Verification.Rules;
using Marketplace.Credits.Verification.Seals;
using Marketplace.Data;

namespace Marketplace.Credits.Verification.Runs;

/// <summary>What is written down of verifications that people start.</summary>
internal sealed class VerificationActs(Microsoft.Extensions.Localization.IStringLocalizer<VerificationActs> text) : IAuditActs
{
    public const string Started = "credits.verification-started";

    public IEnumerable<AuditAct> GetActs() => [new(Started, text["Ledger verified"])];

    public static AuditEntry StartedBy(string who, string checkId) =>
        new(Started, checkId) { Who = who, Link = "~/admin/credits/verification?run=" + checkId };
}

/// <summary>Writes down how a run goes on.</summary>
internal sealed class LedgerCheckRows(IDatabase database, IOutbox outbox, IAudit audit, TimeProvider time)
{
    private const string Alone = "running";

    /// <summary>Opens a run, unless one is under way. One whose process has ended is closed first.</summary>
    /// <returns>Its id, or null.</returns>
    public Task<string?> OpenAsync(string startedBy, IReadOnlyList<LedgerRule> rules, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                await db.ExecuteAsync(
                    "update ledger_checks set status = 'interrupted', alone = null, finished_at = beat_at where alone = @Alone and "
                    + "beat_at < @lost",
                    new { Alone, lost = now - LedgerCheck.LostAfter },
                    cancellationToken);
                var id = PrefixedId.New("chk", now);
                var opened = await db.ExecuteAsync(
                    """
                    insert into ledger_checks (id, alone, status, started_by, started_at, begun, beat_at, sealed)
                    values (@id, @Alone, 'running', @startedBy, @now, @begun, @now, 0) on conflict (alone) do nothing
                    """,
                    new { id, Alone, startedBy, now, begun = false },
                    cancellationToken);
                if (opened == 0)
                    return null;
                for (var position = 0; position < rules.Count; position++)
                {
                    await db.ExecuteAsync(
                        "insert into ledger_check_rules (check_id, position, rule, status, unit, done, total) values (@id, @position, "
                        + "@rule, 'waiting', @unit, 0, 0)",
                        new { id, position, rule = rules[position].Id, unit = rules[position].Walk.Name },
                        cancellationToken);
                }

                if (startedBy != LedgerCheck.Nightly)
                    await audit.WriteAsync(db, VerificationActs.StartedBy(startedBy, id), cancellationToken);
                return id;
            },
            cancellationToken);

    /// <returns>False when somebody else has begun it, or it is not open any more.</returns>
    public async Task<bool> BeginAsync(string id, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            "update ledger_checks set begun = @begun, beat_at = @now where id = @id and alone = @Alone and begun <> @begun",
            new { id, Alone, begun = true, now = time.GetUtcNow() }, cancellationToken) == 1;

    /// <returns>False when the run is not open any more: somebody took it for lost.</returns>
    public async Task<bool> BeatAsync(string id, CancellationToken cancellationToken) =>
        await ExecuteAsync(
            "update ledger_checks set beat_at = @now where id = @id and alone = @Alone", new { id, Alone, now = time.GetUtcNow() },
            cancellationToken) == 1;

    public Task ProgressAsync(string id, int position, long done, long total, CancellationToken cancellationToken) =>
        ExecuteAsync(
            "update ledger_check_rules set status = 'running', done = @done, total = @total where check_id = @id and position = @position",
            new { id, position, done, total },
            cancellationToken);

    public Task EndRuleAsync(string id, int position, long done, LedgerFinding? finding, CancellationToken cancellationToken) =>
        ExecuteAsync(
            """
            update ledger_check_rules set status = @status, done = @done, place = @Place, expected = @Expected, found = @Found
            where check_id = @id and position = @position
            """,
            new { id, position, status = finding is null ? "true" : "differs", done, finding?.Place, finding?.Expected, finding?.Found },
            cancellationToken);

    /// <summary>Closes the run; where it differs, the event that tells of it is written in the same transaction, once.</summary>
    public Task CloseAsync(
        string id, LedgerCheckStatus status, long sealedEntries, LedgerDigest? digest, string? error,
        CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var closed = await db.ExecuteAsync(
                    """
                    update ledger_checks set status = @status, alone = null, finished_at = @now, sealed = @sealedEntries, digest = @Hash,
                    digest_before = @Before, error = @error
                    where id = @id and alone = @Alone
                    """,
                    new { id, Alone, status = status.ToString().ToLowerInvariant(), now = time.GetUtcNow(), sealedEntries, digest?.Hash,
                        digest?.Before, error },
                    cancellationToken);
                if (closed == 1 && status == LedgerCheckStatus.Differs)
                    await outbox.WriteAsync(db, new LedgerCheckFailed(id), cancellationToken);
            },
            cancellationToken);

    /// <summary>Forgets runs that found nothing and are older than <paramref name="age"/>.</summary>
    public Task PurgeAsync(TimeSpan age, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                const string Old = "status <> 'differs' and finished_at < @before";
                var before = time.GetUtcNow() - age;
                await db.ExecuteAsync(
                    $"delete from ledger_check_rules where check_id in (select id from ledger_checks where {Old})", new { before },
                    cancellationToken);
                await db.ExecuteAsync($"delete from ledger_checks where {Old}", new { before }, cancellationToken);
            },
            cancellationToken);

    private Task<int> ExecuteAsync(string sql, object parameters, CancellationToken cancellationToken) =>
        database.InTransactionAsync(db => db.ExecuteAsync(sql, parameters, cancellationToken), cancellationToken);
}
