using Marketplace.Data;
using Marketplace.Payments;

namespace Marketplace.AutoTopUp;

internal abstract record SaveSettingsResult
{
    private SaveSettingsResult()
    {
    }

    public sealed record Saved(CustomerSettings Settings) : SaveSettingsResult;

    /// <summary>Nothing was stored, except that switching off always holds.</summary>
    public sealed record Invalid(IReadOnlyList<SettingsError> Errors) : SaveSettingsResult;
}

/// <summary>
/// Stores what a customer chose. It charges nothing. Switching off takes effect first and whatever else is wrong: what was not sent to the gateway
/// is cancelled in the same transaction, and a link that waits for the customer is void.
/// </summary>
internal sealed class SaveSettings(
    IDatabase database, IPaymentMethods methods, SettingsRules rules, ConsentText consent, INotifier notifier, ITenant tenant, TimeProvider time)
{
    public async Task<SaveSettingsResult> ExecuteAsync(string userId, SettingsDraft draft, CancellationToken cancellationToken)
    {
        if (!draft.Enabled)
            await SwitchOffAsync(userId, cancellationToken);
        var own = await methods.ListAsync(userId, cancellationToken);
        if (rules.Check(draft, own) is { Count: > 0 } errors)
            return new SaveSettingsResult.Invalid(errors);
        return new SaveSettingsResult.Saved(await database.InTransactionAsync(db => StoreAsync(db, userId, draft, own, cancellationToken), cancellationToken));
    }

    public Task SwitchOffAsync(string userId, CancellationToken cancellationToken) => database.InTransactionAsync(
        async db =>
        {
            if (await CustomerSettingsRows.LockAsync(db, userId, cancellationToken) is null)
                return;
            await CustomerSettingsRows.SwitchOffAsync(db, userId, time.GetUtcNow(), cancellationToken);
            await AttemptRows.CancelUnsentAsync(db, userId, time.GetUtcNow(), cancellationToken);
        },
        cancellationToken);

    private async Task<CustomerSettings> StoreAsync(UnitOfWork db, string userId, SettingsDraft draft, IReadOnlyList<PaymentMethod> own, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = await CustomerSettingsRows.LockAsync(db, userId, cancellationToken)
            ?? CustomerSettings.DefaultOf(userId, tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section));
        var after = before with
        {
            Enabled = draft.Enabled,
            Mode = draft.Mode,
            ThresholdCents = draft.Threshold!.Value.Cents,
            // What the chosen mode does not use was not checked: it stays as it was where it makes no sense.
            AmountCents = Positive(draft.Amount) ?? before.AmountCents,
            TargetCents = Positive(draft.Target) ?? before.TargetCents,
            RunwayDays = draft.RunwayDays is > 0 and <= SettingsDraft.MostRunwayDays ? draft.RunwayDays.Value : before.RunwayDays,
            PaymentMethodId = string.IsNullOrEmpty(draft.PaymentMethodId) ? null : draft.PaymentMethodId,
            DailyLimitCents = draft.DailyLimit?.Cents,
            MonthlyLimitCents = draft.MonthlyLimit?.Cents,
        };
        if (after.Enabled)
        {
            var terms = consent.TermsOf(after, own.First(x => x.Id == after.PaymentMethodId));
            if (!before.Enabled || before.ConsentTerms != terms)
                await TellAsync(db, userId, terms, now, cancellationToken);
            after = after with { ConsentAt = now, ConsentText = consent.Agreement, ConsentTerms = terms };
        }

        await CustomerSettingsRows.StoreAsync(db, after, now, cancellationToken);
        if (before.IsSuspended && after.PaymentMethodId != before.PaymentMethodId)
            await CustomerSettingsRows.LiftSuspensionAsync(db, userId, cancellationToken);
        return (await CustomerSettingsRows.FindAsync(db, userId, cancellationToken))!;
    }

    private Task TellAsync(UnitOfWork db, string userId, string terms, DateTimeOffset now, CancellationToken cancellationToken) => notifier.NotifyAsync(
        db,
        new Notification(
            AutoTopUpNotifications.Agreed, userId, PrefixedId.New("atc", now), new Dictionary<string, string>(StringComparer.Ordinal) { ["terms"] = terms },
            AutoTopUpNotifications.SettingsPage),
        cancellationToken);

    private static long? Positive(Usd? usd) => usd is { IsPositive: true, Cents: var cents } ? cents : null;
}
