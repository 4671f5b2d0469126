using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Data;
using Marketplace.Payments.PaymentMethods;

namespace Marketplace.AutoTopUp.Consent;

internal abstract record SaveSettingsResult
{
    private SaveSettingsResult()
    {
    }

    public sealed record Saved(CustomerSettings Settings) : SaveSettingsResult;

    /// <summary>The settings are not what the form showed. Nothing was stored, except that switching off always holds.</summary>
    public sealed record Conflict : SaveSettingsResult;

    /// <summary>Nothing was stored, except that switching off always holds.</summary>
    public sealed record Invalid(IReadOnlyList<SettingsError> Errors) : SaveSettingsResult;
}

/// <summary>
/// Stores what a customer chose. It charges nothing. Switching off takes effect first and whatever else is wrong: what was not sent to the
/// gateway is cancelled in the same transaction, and a link that waits for the customer is void.
/// </summary>
internal sealed class SaveSettings(
    IDatabase database, IPaymentMethods methods, SettingsRules rules, ConsentText consent, INotifier notifier, ITenant tenant,
    TimeProvider time)
{
    /// <summary>From a form, where the settings are still what it showed.</summary>
    /// <param name="version">Of the settings as shown. Switching off needs none.</param>
    public async Task<SaveSettingsResult> ExecuteAsync(
        string userId, SettingsDraft draft, string? version, CancellationToken cancellationToken)
    {
        if (!draft.Enabled)
            version = await SwitchOffAsync(userId, version, cancellationToken);
        return await SaveAsync(userId, (stored, _) => CustomerSettings.VersionOf(stored) == version ? draft : null, cancellationToken);
    }

    /// <summary>From a program, which says what is to change and nothing of the rest.</summary>
    public async Task<SaveSettingsResult> ChangeAsync(
        string userId, Func<SettingsDraft, SettingsDraft> change, CancellationToken cancellationToken)
    {
        if (change(SettingsDraft.Of(DefaultOf(userId))) is { Enabled: false })
            await SwitchOffAsync(userId, cancellationToken);
        SaveSettingsResult result;
        do
        {
            result = await SaveAsync(
                userId,
                (stored, own) => change(
                    SettingsDraft.Of(stored ?? DefaultOf(userId) with { PaymentMethodId = own.Count > 0 ? own[0].Id : null })),
                cancellationToken);
        }
        while (result is SaveSettingsResult.Conflict);
        return result;
    }

    public Task SwitchOffAsync(string userId, CancellationToken cancellationToken) => SwitchOffAsync(userId, null, cancellationToken);

    /// <returns>The version that a form has then which was up to date before.</returns>
    private Task<string?> SwitchOffAsync(string userId, string? version, CancellationToken cancellationToken) =>
        database.InTransactionAsync(
            async db =>
            {
                if (await CustomerSettingsRows.LockAsync(db, userId, cancellationToken) is not { } stored)
                    return version;
                await CustomerSettingsRows.SwitchOffAsync(db, userId, time.GetUtcNow(), cancellationToken);
                await AttemptRows.CancelUnsentAsync(db, userId, time.GetUtcNow(), cancellationToken);
                return CustomerSettings.VersionOf(stored) == version
                    ? CustomerSettings.VersionOf(stored with { Enabled = false })
                    : version;
            },
            cancellationToken);

    /// <param name="ask">Gets what is stored; null: it is not what the form showed.</param>
    private async Task<SaveSettingsResult> SaveAsync(
        string userId, Func<CustomerSettings?, IReadOnlyList<PaymentMethod>, SettingsDraft?> ask, CancellationToken cancellationToken)
    {
        var own = await methods.ListAsync(userId, cancellationToken);
        return await database.InTransactionAsync<SaveSettingsResult>(
            async db =>
            {
                var stored = await CustomerSettingsRows.LockAsync(db, userId, cancellationToken);
                if (ask(stored, own) is not { } draft)
                    return new SaveSettingsResult.Conflict();
                return rules.Check(draft, own) is { Count: > 0 } errors
                    ? new SaveSettingsResult.Invalid(errors)
                    : await StoreAsync(db, userId, stored, draft, own, cancellationToken);
            },
            static x => x is SaveSettingsResult.Saved,
            cancellationToken);
    }

    private CustomerSettings DefaultOf(string userId) =>
        CustomerSettings.DefaultOf(userId, tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section));

    private async Task<SaveSettingsResult> StoreAsync(
        UnitOfWork db, string userId, CustomerSettings? stored, SettingsDraft draft, IReadOnlyList<PaymentMethod> own,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var before = stored ?? DefaultOf(userId);
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

        if (!await CustomerSettingsRows.StoreAsync(db, after, isNew: stored is null, now, cancellationToken))
            return new SaveSettingsResult.Conflict();
        if (before.IsSuspended && after.PaymentMethodId != before.PaymentMethodId)
            await CustomerSettingsRows.LiftSuspensionAsync(db, userId, cancellationToken);
        return new SaveSettingsResult.Saved((await CustomerSettingsRows.FindAsync(db, userId, cancellationToken))!);
    }

    private Task TellAsync(UnitOfWork db, string userId, string terms, DateTimeOffset now, CancellationToken cancellationToken) =>
        notifier.NotifyAsync(
            db,
            new Notification(
                AutoTopUpNotifications.Agreed, userId, PrefixedId.New("atc", now), new Dictionary<string,
                string>(StringComparer.Ordinal) { ["terms"] = terms },
                AutoTopUpNotifications.SettingsPage),
            cancellationToken);

    private static long? Positive(Usd? usd) => usd is { IsPositive: true, Cents: var cents } ? cents : null;
}
