using Marketplace.Data;

namespace Marketplace.AutoTopUp.Settings;

/// <summary>
/// The SQL of <c>auto_topup_settings</c>. Whoever decides about a customer locks the row first; two deciders at once then take turns.
/// </summary>
internal static class CustomerSettingsRows
{
    private const string Replacing =
        """
        update set enabled = excluded.enabled, mode = excluded.mode, threshold_cents = excluded.threshold_cents,
          amount_cents = excluded.amount_cents, target_cents = excluded.target_cents, runway_days = excluded.runway_days,
          payment_method_id = excluded.payment_method_id, daily_limit_cents = excluded.daily_limit_cents,
          monthly_limit_cents = excluded.monthly_limit_cents,
          consent_at = excluded.consent_at, consent_text = excluded.consent_text, consent_terms = excluded.consent_terms,
          asks_to_go_on = excluded.asks_to_go_on, updated_at = excluded.updated_at
        """;

    public static Task<CustomerSettings?> FindAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<CustomerSettings>(
            $"select {CustomerSettings.Columns} from auto_topup_settings where user_id = @userId", new { userId }, cancellationToken);

    public static Task<CustomerSettings?> LockAsync(UnitOfWork db, string userId, CancellationToken cancellationToken) =>
        db.QuerySingleOrDefaultAsync<CustomerSettings>(
            $"select {CustomerSettings.Columns} from auto_topup_settings where user_id = @userId {db.Dialect.ForUpdate}", new { userId },
            cancellationToken);

    /// <summary>
    /// Stores what a customer chose; what became of earlier choices stays, and nothing is asked about settings that came over any more.
    /// </summary>
    /// <param name="isNew">The customer had chosen nothing: where there is a row all the same, somebody was faster.</param>
    /// <returns>False where somebody was; nothing is written then.</returns>
    public static async Task<bool> StoreAsync(
        UnitOfWork db, CustomerSettings x, bool isNew, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            $"""
            insert into auto_topup_settings (user_id, enabled, mode, threshold_cents, amount_cents, target_cents, runway_days,
            payment_method_id, daily_limit_cents,
              monthly_limit_cents, consent_at, consent_text, consent_terms, asks_to_go_on, created_at, updated_at)
            values (@UserId, @Enabled, @mode, @ThresholdCents, @AmountCents, @TargetCents, @RunwayDays, @PaymentMethodId, @DailyLimitCents,
              @MonthlyLimitCents, @ConsentAt, @ConsentText, @ConsentTerms, @no, @now, @now)
            on conflict (user_id) do {(isNew ? "nothing" : Replacing)}
            """,
            new
            {
                x.UserId, x.Enabled, mode = x.Mode.ToString(), x.ThresholdCents, x.AmountCents, x.TargetCents, x.RunwayDays,
                    x.PaymentMethodId, x.DailyLimitCents,
                x.MonthlyLimitCents, x.ConsentAt, x.ConsentText, x.ConsentTerms, no = false, now,
            },
            cancellationToken) == 1;

    /// <summary>Stores what came over from an older system, switched off, unless the customer has settings here.</summary>
    /// <returns>False where they have.</returns>
    public static async Task<bool> TakeOverAsync(
        UnitOfWork db, CustomerSettings x, DateTimeOffset now, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            insert into auto_topup_settings (user_id, enabled, mode, threshold_cents, amount_cents, target_cents, runway_days,
            daily_limit_cents, monthly_limit_cents,
              taken_over_at, asks_to_go_on, created_at, updated_at)
            values (@UserId, @no, 'Fixed', @ThresholdCents, @AmountCents, @TargetCents, @RunwayDays, @DailyLimitCents, @MonthlyLimitCents,
            @now, @AsksToGoOn, @now, @now)
            on conflict (user_id) do nothing
            """,
            new { x.UserId, x.ThresholdCents, x.AmountCents, x.TargetCents, x.RunwayDays, x.DailyLimitCents, x.MonthlyLimitCents,
                x.AsksToGoOn, no = false, now },
            cancellationToken) == 1;

    /// <summary>What came over goes with the migration that is taken back, unless its customer has agreed to it meanwhile.</summary>
    public static Task ForgetTakenOverAsync(UnitOfWork db, string userId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "delete from auto_topup_settings where user_id = @userId and taken_over_at is not null and consent_at is null and enabled = "
            + "@no", new { userId, no = false }, cancellationToken);

    /// <summary>The customer was asked and wants it to stay off.</summary>
    public static Task LeaveOffAsync(UnitOfWork db, string userId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update auto_topup_settings set asks_to_go_on = @no where user_id = @userId", new { userId, no = false }, cancellationToken);

    public static Task SwitchOffAsync(UnitOfWork db, string userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update auto_topup_settings set enabled = @no, updated_at = @now where user_id = @userId", new { userId, no = false, now },
            cancellationToken);

    /// <summary>Money arrived: earlier failures count no more.</summary>
    public static Task ForgetFailuresAsync(UnitOfWork db, string userId, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update auto_topup_settings set failures_in_row = 0, cooldown_until = null where user_id = @userId", new { userId },
            cancellationToken);

    public static Task CountFailureAsync(UnitOfWork db, string userId, DateTimeOffset cooldownUntil, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update auto_topup_settings set failures_in_row = failures_in_row + 1, cooldown_until = @cooldownUntil where user_id = @userId",
            new { userId, cooldownUntil }, cancellationToken);

    public static Task PauseAsync(UnitOfWork db, string userId, DateTimeOffset cooldownUntil, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update auto_topup_settings set cooldown_until = @cooldownUntil where user_id = @userId", new { userId, cooldownUntil },
            cancellationToken);

    public static Task SuspendAsync(
        UnitOfWork db, string userId, string reason, string methods, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.ExecuteAsync(
            "update auto_topup_settings set suspended_at = @now, suspended_reason = @reason, suspended_methods = @methods where user_id = "
            + "@userId",
            new { userId, reason, methods, now },
            cancellationToken);

    /// <returns>False where nothing was suspended.</returns>
    public static async Task<bool> LiftSuspensionAsync(UnitOfWork db, string userId, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(
            """
            update auto_topup_settings set suspended_at = null, suspended_reason = null, suspended_methods = null, failures_in_row = 0,
            cooldown_until = null
            where user_id = @userId and suspended_at is not null
            """,
            new { userId },
            cancellationToken) == 1;
}
