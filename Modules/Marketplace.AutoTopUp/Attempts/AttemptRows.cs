using Marketplace.Data;

namespace Marketplace.AutoTopUp.Attempts;

/// <summary>
/// The SQL of <c>auto_topup_attempts</c>. Every change names the states it may start from, so that the later of two writers changes
/// nothing.
/// </summary>
internal static class AttemptRows
{
    public static Task<Attempt?> FindAsync(DbSession db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Attempt>(
            $"select {Attempt.Columns} from auto_topup_attempts where id = @id", new { id }, cancellationToken);

    public static Task<Attempt?> LockAsync(UnitOfWork db, string id, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Attempt>(
            $"select {Attempt.Columns} from auto_topup_attempts where id = @id {db.Dialect.ForUpdate}", new { id }, cancellationToken);

    public static Task<Attempt?> FindOpenAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Attempt>(
            $"select {Attempt.Columns} from auto_topup_attempts where user_id = @userId and {Attempt.IsOpenSql}", new { userId },
            cancellationToken);

    public static Task<Attempt?> FindBySourceAsync(DbSession db, string userId, string source, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<Attempt>(
            $"select {Attempt.Columns} from auto_topup_attempts where user_id = @userId and source = @source", new { userId, source },
            cancellationToken);

    public static Task<IReadOnlyList<Attempt>> ListAsync(DbSession db, string userId, int limit, CancellationToken cancellationToken) =>
        db.QueryAsync<Attempt>(
            $"select {Attempt.Columns} from auto_topup_attempts where user_id = @userId order by id desc limit @limit",
            new { userId, limit }, cancellationToken);

    public static Task InsertAsync(UnitOfWork db, Attempt x, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            insert into auto_topup_attempts (id, user_id, source, cause, purchase, status, cents, amount, threshold_cents, methods, day,
            month, created_at, updated_at)
            values (@Id, @UserId, @Source, @cause, @Purchase, @status, @Cents, @Amount, @ThresholdCents, @Methods, @Day, @Month, @CreatedAt,
            @CreatedAt)
            """,
            new { x.Id, x.UserId, x.Source, cause = x.Cause.ToString(), x.Purchase, status = x.Status.ToString(), x.Cents, x.Amount,
                x.ThresholdCents, x.Methods, x.Day, x.Month, x.CreatedAt },
            cancellationToken);

    /// <summary>
    /// One caller at a time may talk to the gateway about it, and nobody about one that was switched off before it was sent.
    /// </summary>
    public static async Task<bool> ClaimAsync(
        UnitOfWork db, string id, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            update auto_topup_attempts set status = case when status = 'Reserved' then 'Sending' else status end, claimed_until = @until,
            sent_at = coalesce(sent_at, @now), updated_at = @now
            where id = @id and status in ('Reserved', 'Sending', 'Unknown', 'Processing') and (claimed_until is null
            or claimed_until <= @now)
            """,
            new { id, now, until },
            cancellationToken) == 1;

    /// <summary>On to the next method, unless somebody else went on already.</summary>
    public static async Task<bool> AdvanceAsync(
        UnitOfWork db, Attempt x, string reason, DateTimeOffset now, DateTimeOffset until, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            update auto_topup_attempts set status = 'Sending', place = place + 1, sent_at = @now, claimed_until = @until,
            next_ask_at = null, asked = 0, top_up_id = null,
              payment_intent_id = null, reason = @reason, updated_at = @now
            where id = @Id and place = @Place and status in ('Sending', 'Unknown', 'Processing')
            """,
            new { x.Id, x.Place, reason, now, until },
            cancellationToken) == 1;

    /// <summary>Waits for the gateway or the bank, and is asked about again at <paramref name="nextAskAt"/>.</summary>
    public static Task WaitAsync(
        UnitOfWork db, Attempt x, AttemptStatus status, string topUpId, string? paymentIntentId, DateTimeOffset nextAskAt,
        DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            """
            update auto_topup_attempts set status = @status, top_up_id = @topUpId, payment_intent_id = coalesce(@paymentIntentId,
            payment_intent_id), next_ask_at = @nextAskAt,
              asked = asked + 1, claimed_until = null, updated_at = @now
            where id = @Id and place = @Place and status in ('Sending', 'Unknown', 'Processing')
            """,
            new { x.Id, x.Place, status = status.ToString(), topUpId, paymentIntentId, nextAskAt, now },
            cancellationToken);

    /// <summary>The bank wants its customer: one link, kept as a hash; null where none went out.</summary>
    public static async Task<bool> PauseAsync(
        UnitOfWork db, Attempt x, string topUpId, string? paymentIntentId, string? linkHash, DateTimeOffset linkUntil, DateTimeOffset now,
        CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            update auto_topup_attempts set status = 'NeedsCustomer', top_up_id = @topUpId, payment_intent_id = @paymentIntentId,
            link_hash = @linkHash, link_until = @linkUntil,
              next_ask_at = null, claimed_until = null, updated_at = @now
            where id = @Id and place = @Place and status in ('Sending', 'Unknown', 'Processing')
            """,
            new { x.Id, x.Place, topUpId, paymentIntentId, linkHash, linkUntil, now },
            cancellationToken) == 1;

    public static async Task<bool> SucceedAsync(
        UnitOfWork db, string id, string topUpId, string? paymentIntentId, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            update auto_topup_attempts set status = 'Succeeded', released = @no, top_up_id = @topUpId,
            payment_intent_id = coalesce(@paymentIntentId, payment_intent_id),
              link_hash = null, claimed_until = null, next_ask_at = null, ended_at = @now, updated_at = @now
            where id = @id and status <> 'Succeeded'
            """,
            new { id, topUpId, paymentIntentId, no = false, now },
            cancellationToken) == 1;

    /// <summary>It came to nothing; the caller gives the limits their share back.</summary>
    public static async Task<bool> EndAsync(
        UnitOfWork db, string id, AttemptStatus status, string reason, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            $"""
             update auto_topup_attempts set status = @status, reason = @reason, released = @yes, link_hash = null, claimed_until = null,
             next_ask_at = null, ended_at = @now, updated_at = @now
             where id = @id and {Attempt.IsOpenSql}
             """,
            new { id, status = status.ToString(), reason, yes = true, now },
            cancellationToken) == 1;

    /// <summary>
    /// Switched off or locked: what was not sent is cancelled, what was is only looked for, and a link that waits for the customer is good
    /// no longer.
    /// </summary>
    public static async Task CancelUnsentAsync(UnitOfWork db, string userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await FindOpenAsync(db, userId, cancellationToken) is not { } open)
            return;
        var cancelled = await db.ExecuteAsync(
            "update auto_topup_attempts set status = 'Cancelled', released = @yes, ended_at = @now, updated_at = @now where id = @Id and "
            + "status = 'Reserved'",
            new { open.Id, yes = true, now },
            cancellationToken);
        if (cancelled == 1)
            await Spending.ReleaseAsync(db, open, cancellationToken);
        await db.ExecuteAsync(
            $"""
             update auto_topup_attempts set switched_off = @yes, link_hash = null, link_until = case when status = 'NeedsCustomer' then @now
             else link_until end, updated_at = @now
             where id = @Id and {Attempt.IsOpenSql}
             """,
            new { open.Id, yes = true, now },
            cancellationToken);
    }

    public static Task NoteDebitAsync(UnitOfWork db, string id, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            $"update auto_topup_attempts set debit_during = @yes where id = @id and debit_during = @no and {Attempt.IsOpenSql}",
            new { id, yes = true, no = false }, cancellationToken);

    /// <summary>It may be asked about at once.</summary>
    public static Task AskNowAsync(UnitOfWork db, string id, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update auto_topup_attempts set next_ask_at = @now, claimed_until = null where id = @id and status in ('Unknown', "
            + "'Processing')", new { id, now }, cancellationToken);
}
