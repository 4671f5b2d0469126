using System.Net;
using Marketplace.Payments.Gateways;
using Marketplace.Stripe.Account;
using Marketplace.Stripe.Client;
using Microsoft.Extensions.Localization;
using Api = Stripe;

namespace Marketplace.Stripe.Keys;

/// <summary>Asks Stripe whether it knows a pair of keys, and whose they are.</summary>
internal sealed class TestKeys(StripeCalls calls, StripeAccounts accounts, IStringLocalizer<TestKeys> text)
{
    /// <summary>Any intent will do: a key that Stripe knows is told that there is none, one that it does not know is turned away.</summary>
    private const string Nothing = "pi_0";
    private static readonly Api.PaymentIntentGetOptions Secret = new() { ClientSecret = "pi_0_secret_0" };

    public async Task<TestKeysResult> ExecuteAsync(StripeAccount candidate, CancellationToken cancellationToken)
    {
        if (await accounts.RouteAsync(candidate, cancellationToken) is not { } account)
            return new TestKeysResult.Refused(KeyField.SecretKey, text["These are keys of a sandbox, and there is none here."]);
        var asked = await calls.ProbeAsync(
            account, account.SecretKey, static (stripe, options, token) => stripe.V1.Accounts.GetSelfAsync(options, token),
            cancellationToken);
        if (asked.Value is not { } found)
            return Refuse(asked.Error!, KeyField.SecretKey);
        var offersPayPal = await FindPayPalAsync(account, cancellationToken);
        var publishable = await calls.ProbeAsync(
            account, account.PublishableKey,
            static (stripe, options, token) => stripe.V1.PaymentIntents.GetAsync(Nothing, Secret, options, token), cancellationToken);
        return publishable.Error is { Code: not GatewayError.NoSuchObject } error
            ? Refuse(error, KeyField.PublishableKey)
            : new TestKeysResult.Fine(found.Id, found.ChargesEnabled) { OffersPayPal = offersPayPal };
    }

    /// <summary>What the dashboard's page of payment methods says; a platform's configurations are none of ours.</summary>
    private async Task<bool?> FindPayPalAsync(StripeAccount account, CancellationToken cancellationToken)
    {
        var read = await calls.ProbeAsync(
            account, account.SecretKey,
            static (stripe, options, token) => stripe.V1.PaymentMethodConfigurations.ListAsync(new() { Limit = 100 }, options, token),
            cancellationToken);
        return read.Value?.Data?.Exists(
            x => x is { IsDefault: true, Active: true, Application: null, Paypal.Available: true });
    }

    private TestKeysResult.Refused Refuse(StripeError error, KeyField key) => error switch
    {
        { Type: StripeError.Connection } or { Exception: not null } => new(
            KeyField.None,
            text[
                "Stripe could not be reached from this server, so the keys could not be tested. Check the server's way to api.stripe.com "
                + "and try again."]),
        { Status: (int)HttpStatusCode.Unauthorized } when key == KeyField.PublishableKey => new(
            key, text["Stripe does not know this publishable key. Copy it again from the developers' page of your Stripe account."]),
        { Status: (int)HttpStatusCode.Unauthorized } => new(
            key, text[
                "Stripe does not know this secret key: it is mistyped, was replaced, or belongs to an account that is gone. Copy it again "
                + "from the developers' page of your Stripe account."]),
        { Status: (int)HttpStatusCode.Forbidden } when key == KeyField.SecretKey =>
            new(key, text["This restricted key may not read its account. Give it that right at Stripe, or enter the secret key itself."]),
        { Status: (int)HttpStatusCode.TooManyRequests } =>
            new(KeyField.None,
                text["Stripe has too many requests from this account, so the keys could not be tested. Try again in a minute."]),
        _ => new(
            KeyField.None,
            text["Stripe answered with an error ({0}), so the keys could not be tested. Try again in a few minutes.", error.Status]),
    };
}

internal enum KeyField
{
    /// <summary>No field is to blame.</summary>
    None,
    Mode,
    SecretKey,
    PublishableKey,
    WebhookSecret,
    Reason,
}

internal abstract record TestKeysResult
{
    private TestKeysResult()
    {
    }

    /// <param name="ChargesEnabled">False while Stripe waits for papers.</param>
    public sealed record Fine(string AccountId, bool ChargesEnabled) : TestKeysResult
    {
        /// <summary>PayPal is switched on in Stripe's dashboard; null where this key may not read that.</summary>
        public bool? OffersPayPal { get; init; }
    }

    /// <param name="Message">Says what to do, and repeats no key.</param>
    public sealed record Refused(KeyField Field, string Message) : TestKeysResult;
}
