using System.Text.Json;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.TopUps;

/// <summary>
/// The SQL of <c>top_ups</c>. Every change names the states it may start from, so that the later of two writers changes nothing.
/// </summary>
internal sealed class TopUpRows(IDatabase database, TimeProvider time)
{
    /// <summary>What is older was closed before, or cannot be closed.</summary>
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(3);

    private const string Columns =
        "id, user_id, amount, amount_cents, package_id, bonus, purpose, request_hash, status, payment_intent_id, client_secret, "
        + "failure_message, created_at, " +
        "type, payment_method_id, decline, reference, facts, customer_id, kinds";

    public async Task<TopUpRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<TopUpRow>($"select {Columns} from top_ups where id = @id", new { id }, cancellationToken);
    }

    public async Task<TopUpRow?> FindByIntentAsync(string paymentIntentId, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<TopUpRow>(
            $"select {Columns} from top_ups where payment_intent_id = @paymentIntentId", new { paymentIntentId }, cancellationToken);
    }

    public async Task<TopUpRow?> FindByKeyAsync(string userId, string idempotencyKey, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QuerySingleOrDefaultAsync<TopUpRow>(
            $"select {Columns} from top_ups where user_id = @userId and idempotency_key = @idempotencyKey", new { userId, idempotencyKey },
            cancellationToken);
    }

    /// <summary>
    /// Stores the attempt with its share of the day's limit, or finds the one that was stored under the same key before. What does not fit
    /// into the limit is not stored.
    /// </summary>
    /// <param name="payer">What the intent is asked for besides; kept, because a repeated request must not differ.</param>
    public Task<StoredTopUp> StoreAsync(
        StartTopUp request, long amountCents, string requestHash, string gateway, Payer payer, DailyLimit? limit,
        CancellationToken cancellationToken) =>
        StoreAsync(
            new NewTopUp(request.UserId, request.Amount, amountCents, request.IdempotencyKey, requestHash, gateway)
            {
                CustomerId = payer.CustomerId, Kinds = string.Join(',', payer.Kinds),
                PackageId = request.Package?.Id, Bonus = request.Package?.Bonus ?? CreditAmount.Zero, Purpose = request.Purpose,
                ReturnUrl = request.ReturnUrl,
            },
            limit,
            // What was given up before it began may begin again.
            static row => row.PaymentIntentId is null && row.Status is TopUpStatus.Created,
            cancellationToken);

    public Task<StoredTopUp> StoreAsync(
        ChargeSavedMethod request, long amountCents, string requestHash, string gateway, DailyLimit? limit,
        CancellationToken cancellationToken) =>
        StoreAsync(
            new NewTopUp(request.UserId, request.Amount, amountCents, request.IdempotencyKey, requestHash, gateway)
            {
                Type = request.Type.ToString(), PaymentMethodId = request.PaymentMethodId, Reference = request.Reference,
                Facts = request.Facts.Count == 0 ? null : JsonSerializer.Serialize(request.Facts),
            },
            limit,
            static row => row.PaymentIntentId is null && row.Status is TopUpStatus.Created,
            cancellationToken);

    private Task<StoredTopUp> StoreAsync(
        NewTopUp row, DailyLimit? limit, Func<TopUpRow, bool> needsRoom, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                await db.ExecuteAsync(
                    """
                    insert into top_ups (id, user_id, amount, amount_cents, package_id, bonus, purpose, return_url, idempotency_key,
                    request_hash, gateway, status,
                      type, payment_method_id, decline, reference, facts, customer_id, kinds, created_at, updated_at)
                    values (@id, @UserId, @Amount, @AmountCents, @PackageId, @Bonus, @Purpose, @ReturnUrl, @IdempotencyKey, @RequestHash,
                    @Gateway, @Created,
                      @Type, @PaymentMethodId, @None, @Reference, @Facts, @CustomerId, @Kinds, @now, @now)
                    on conflict (user_id, idempotency_key) do nothing
                    """,
                    new
                    {
                        id = PrefixedId.New("top", now), row.UserId, row.Amount, row.AmountCents, row.PackageId, row.Bonus, row.Purpose,
                            row.ReturnUrl,
                        row.IdempotencyKey, row.RequestHash, row.Gateway, Created = nameof(TopUpStatus.Created),
                        row.Type, row.PaymentMethodId, None = nameof(DeclineKind.None), row.Reference, row.Facts, row.CustomerId, row.Kinds,
                        now,
                    },
                    cancellationToken);
                var stored = await db.QuerySingleAsync<TopUpRow>(
                    $"select {Columns} from top_ups where user_id = @UserId and idempotency_key = @IdempotencyKey",
                    new { row.UserId, row.IdempotencyKey },
                    cancellationToken);
                var fits = stored.RequestHash != row.RequestHash || !needsRoom(stored)
                    || await TopUpDays.TryReserveAsync(db, stored, limit, now, cancellationToken);
                return new StoredTopUp(stored, fits);
            },
            static stored => stored.Fits,
            cancellationToken);

    /// <summary>
    /// Notes that the gateway made no intent: nobody can pay the attempt until its key is used again, so its share of the day is free.
    /// </summary>
    public Task SetUnstartedAsync(string id, string message, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var unstarted = await db.ExecuteAsync(
                    "update top_ups set failure_message = @message, updated_at = @now where id = @id and payment_intent_id is null",
                    new { id, message, now = time.GetUtcNow() },
                    cancellationToken);
                if (unstarted == 1)
                    await TopUpDays.ReleaseAsync(db, id, cancellationToken);
            },
            cancellationToken);

    /// <summary>Payments on screen that were opened before the moment and not finished, the oldest first.</summary>
    public async Task<IReadOnlyList<TopUpRow>> ListAbandonedAsync(
        string userId, DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        return await db.QueryAsync<TopUpRow>(
            $"""
             select {Columns} from top_ups
             where status in ('Created', 'Pending') and type = 'TopUp' and reference is null and user_id = @userId and created_at < @before
             and created_at >= @since
             order by created_at limit @limit
             """,
            new { userId, before, since = before - Remembered, limit },
            cancellationToken);
    }

    /// <returns>False when the intent was stored before, or the attempt has ended.</returns>
    public async Task<bool> SetIntentAsync(
        UnitOfWork db, string id, string paymentIntentId, string protectedSecret, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isNew = await db.ExecuteAsync(
            """
            update top_ups set payment_intent_id = @paymentIntentId, client_secret = @protectedSecret, status = @pending,
            failure_message = null, updated_at = @now
            where id = @id and payment_intent_id is null and status = @created
            """,
            new { id, paymentIntentId, protectedSecret, created = nameof(TopUpStatus.Created), pending = nameof(TopUpStatus.Pending), now },
            cancellationToken) == 1;
        if (isNew)
            await TopUpSteps.RecordAsync(db, id, TopUpStep.Opened, paymentIntentId, now, cancellationToken);
        return isNew;
    }

    /// <returns>False when it had succeeded before.</returns>
    public async Task<bool> SetSucceededAsync(UnitOfWork db, string id, string paymentIntentId, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            update top_ups set status = @succeeded, payment_intent_id = @paymentIntentId, failure_message = null, updated_at = @now
            where id = @id and status <> @succeeded
            """,
            new { id, paymentIntentId, succeeded = nameof(TopUpStatus.Succeeded), now = time.GetUtcNow() },
            cancellationToken) == 1;

    /// <returns>False when it had succeeded or finally failed before.</returns>
    public async Task<bool> SetFailedAsync(
        UnitOfWork db, string id, string? paymentIntentId, string message, DeclineKind decline, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var isNew = await db.ExecuteAsync(
            """
            update top_ups set status = @failed, payment_intent_id = coalesce(payment_intent_id, @paymentIntentId),
            failure_message = @message, decline = @decline, updated_at = @now
            where id = @id and status in ('Created', 'Pending')
            """,
            new { id, paymentIntentId, message, decline = decline.ToString(), failed = nameof(TopUpStatus.Failed), now },
            cancellationToken) == 1;
        if (isNew)
            await TopUpSteps.RecordAsync(db, id, TopUpStep.Failed, message, now, cancellationToken);
        return isNew;
    }

    /// <summary>Notes what the method is still good for where the gateway's message of the end came first, which does not tell.</summary>
    public Task SetDeclineAsync(string id, DeclineKind decline, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update top_ups set decline = @decline where id = @id and status = @failed and decline = @none",
                new { id, decline = decline.ToString(), failed = nameof(TopUpStatus.Failed), none = nameof(DeclineKind.None) },
                cancellationToken),
            cancellationToken);

    /// <summary>Notes why the last try failed; the customer may try again with another card.</summary>
    public Task<bool> SetMessageAsync(string id, string message, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                var now = time.GetUtcNow();
                var isOpen = await db.ExecuteAsync(
                    "update top_ups set failure_message = @message, updated_at = @now where id = @id and status in ('Created', 'Pending')",
                    new { id, message, now },
                    cancellationToken) == 1;
                if (isOpen)
                    await TopUpSteps.RecordAsync(db, id, TopUpStep.Declined, message, now, cancellationToken);
                return isOpen;
            },
            cancellationToken);

    /// <returns>True for one caller per <paramref name="pause"/>: it may ask the gateway.</returns>
    public async Task<bool> TakeTurnToAskAsync(string id, TimeSpan pause, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await database.InTransactionAsync(
            db => db.ExecuteAsync(
                "update top_ups set asked_at = @now where id = @id and coalesce(asked_at, created_at) <= @before",
                new { id, now, before = now - pause },
                cancellationToken),
            cancellationToken) == 1;
    }

    /// <param name="Fits">False where the day's limit left no room: then nothing was stored.</param>
    internal sealed record StoredTopUp(TopUpRow Row, bool Fits);

    private sealed record NewTopUp(
        string UserId, CreditAmount Amount, long AmountCents, string IdempotencyKey, string RequestHash, string Gateway)
    {
        public string? PackageId { get; init; }

        public CreditAmount Bonus { get; init; }

        public string Purpose { get; init; } = "tfc_purchase";

        public string ReturnUrl { get; init; } = "";

        public string Type { get; init; } = nameof(TransactionType.TopUp);

        public string? PaymentMethodId { get; init; }

        public string? Reference { get; init; }

        public string? Facts { get; init; }

        public string? CustomerId { get; init; }

        public string Kinds { get; init; } = nameof(PaymentMethodKind.Card);
    }
}
