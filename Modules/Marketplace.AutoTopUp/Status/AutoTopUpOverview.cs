using System.Diagnostics;
using Marketplace.AutoTopUp.Attempts;
using Marketplace.AutoTopUp.Settings;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Payments.PaymentMethods;
using Microsoft.Extensions.Localization;

namespace Marketplace.AutoTopUp.Status;

/// <summary>How a customer's auto top-up stands. The order is the one in which they matter.</summary>
internal enum AutoTopUpStanding
{
    Off,
    Suspended,
    NeedsYou,
    NoMethod,

    /// <summary>A charge is under way.</summary>
    Buying,

    /// <summary>A charge failed; nothing is tried for a while.</summary>
    Paused,
    Active,
}

/// <param name="Open">The attempt that is under way, or null.</param>
/// <param name="Version">Of the settings, for a form that edits them.</param>
internal sealed record AutoTopUpOverview(CustomerSettings Settings, AutoTopUpStanding Standing, Attempt? Open, string Version);

internal sealed class ReadAutoTopUp(IDatabase database, ITenant tenant, TimeProvider time)
{
    /// <param name="methods">The customer's own.</param>
    public async Task<AutoTopUpOverview> ExecuteAsync(
        string userId, IReadOnlyList<PaymentMethod> methods, CancellationToken cancellationToken)
    {
        await using var db = await database.OpenAsync(cancellationToken);
        if (await CustomerSettingsRows.FindAsync(db, userId, cancellationToken) is not { } settings)
        {
            var none = CustomerSettings.DefaultOf(userId, tenant.Settings.Get<AutoTopUpSettings>(AutoTopUpSettings.Section));
            return new AutoTopUpOverview(
                none with { PaymentMethodId = methods.Count > 0 ? methods[0].Id : null }, AutoTopUpStanding.Off, null,
                CustomerSettings.VersionOf(null));
        }

        var open = await AttemptRows.FindOpenAsync(db, userId, cancellationToken);
        return new AutoTopUpOverview(
            settings, StandingOf(settings, open, methods.Count > 0, time.GetUtcNow()), open, CustomerSettings.VersionOf(settings));
    }

    public static AutoTopUpStanding StandingOf(CustomerSettings settings, Attempt? open, bool hasMethod, DateTimeOffset now) =>
        settings switch
        {
            { Enabled: false } => AutoTopUpStanding.Off,
            { IsSuspended: true } => AutoTopUpStanding.Suspended,
            _ when open?.Status is AttemptStatus.NeedsCustomer => AutoTopUpStanding.NeedsYou,
            _ when open is not null => AutoTopUpStanding.Buying,
            _ when !hasMethod => AutoTopUpStanding.NoMethod,
            _ when settings.CooldownUntil > now => AutoTopUpStanding.Paused,
            _ => AutoTopUpStanding.Active,
        };
}

/// <summary>The word for it (S0-55).</summary>
internal sealed class StandingText(IStringLocalizer<StandingText> text)
{
    public string Of(AutoTopUpStanding standing) => standing switch
    {
        AutoTopUpStanding.Off => text["Off"],
        AutoTopUpStanding.Suspended => text["Suspended"],
        AutoTopUpStanding.NeedsYou => text["Needs you"],
        AutoTopUpStanding.NoMethod => text["Needs a payment method"],
        AutoTopUpStanding.Buying => text["Buying"],
        AutoTopUpStanding.Paused => text["Paused"],
        AutoTopUpStanding.Active => text["Active"],
        _ => throw new UnreachableException(),
    };

    public static string KindOf(AutoTopUpStanding standing) => standing switch
    {
        AutoTopUpStanding.Active => "success",
        AutoTopUpStanding.Buying => "info",
        AutoTopUpStanding.Off => "neutral",
        AutoTopUpStanding.Suspended => "danger",
        AutoTopUpStanding.NeedsYou or AutoTopUpStanding.NoMethod or AutoTopUpStanding.Paused => "warning",
        _ => throw new UnreachableException(),
    };
}

/// <summary>What the wallet, the navigation bar and the burn rate say of it.</summary>
internal sealed class AutoTopUpStatus(ReadAutoTopUp read, IPaymentMethods methods, StandingText words, CreditUnit unit) : IAutoTopUpStatus
{
    public async Task<AutoTopUpState> ReadAsync(string userId, CancellationToken cancellationToken)
    {
        var overview = await read.ExecuteAsync(userId, await methods.ListAsync(userId, cancellationToken), cancellationToken);
        return new AutoTopUpState(
            overview.Settings.Enabled, unit.WorthOf(new Usd(overview.Settings.ThresholdCents)), words.Of(overview.Standing))
        {
            Works = overview.Standing is AutoTopUpStanding.Active or AutoTopUpStanding.Buying,
        };
    }
}
