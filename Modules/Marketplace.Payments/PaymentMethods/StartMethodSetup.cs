using System.Security.Cryptography;
using System.Text;
using Marketplace.Payments.Gateways;

namespace Marketplace.Payments.PaymentMethods;

/// <summary>
/// Asks the gateway for a setup, which the browser confirms. It charges nothing and stores nothing here. The key is the caller's, within
/// the user: a repeated request answers the first one.
/// </summary>
internal sealed class StartMethodSetup(IPaymentGateway gateway, PaymentCustomers customers, IPaymentMethods methods, ITenant tenant)
{
    public async Task<StartMethodSetupResult> ExecuteAsync(
        string userId, PaymentMethodKind kind, string key, CancellationToken cancellationToken)
    {
        var offered = (await gateway.GetBrowserSettingsAsync(cancellationToken))?.Kinds;
        if (offered is not null && !offered.Contains(kind))
            return new StartMethodSetupResult.NotOffered();
        if ((await methods.ListAsync(userId,
            cancellationToken)).Count >= tenant.Settings.Get<PaymentsSettings>(PaymentsSettings.Section).MaximumMethods)
            return new StartMethodSetupResult.TooMany();
        var customer = await customers.EnsureAsync(userId, cancellationToken);
        if (customer.Value is not { } customerId)
            return new StartMethodSetupResult.GatewayFailed(customer.Error!);
        var created = await gateway.CreateSetupIntentAsync(
            new CreateSetupIntent(KeyOf(customerId, kind, key), customerId, SetupMetadata.Of(userId, tenant)) { Kinds = [kind] },
            cancellationToken);
        if (created.Value is { } setup)
            return new StartMethodSetupResult.Started(setup);
        if (created.Error!.Code == GatewayError.NoSuchObject)
            await customers.ForgetAsync(customerId, cancellationToken);
        return new StartMethodSetupResult.GatewayFailed(created.Error);
    }

    private string KeyOf(string customerId, PaymentMethodKind kind, string key) =>
        "setup-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{tenant.Name}\n{customerId}\n{kind}\n{key}")));
}

internal abstract record StartMethodSetupResult
{
    private StartMethodSetupResult()
    {
    }

    public sealed record Started(SetupIntent Setup) : StartMethodSetupResult;

    /// <summary>The gateway's account does not take this kind.</summary>
    public sealed record NotOffered : StartMethodSetupResult;

    public sealed record TooMany : StartMethodSetupResult;

    public sealed record GatewayFailed(GatewayError Error) : StartMethodSetupResult;
}

/// <summary>What a setup carries about whose it is: several tenants may share one account at the gateway.</summary>
internal static class SetupMetadata
{
    public static IReadOnlyDictionary<string, string> Of(string userId, ITenant tenant) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["user_id"] = userId, ["tenant"] = tenant.Name };

    public static bool Fits(SetupIntent setup, string userId, ITenant tenant) =>
        Of(userId, tenant).All(x => string.Equals(setup.Metadata.GetValueOrDefault(x.Key), x.Value, StringComparison.Ordinal));
}
