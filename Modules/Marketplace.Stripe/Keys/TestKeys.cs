using System.Net;
using System.Text.Json;
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
            account, account.SecretKey, static (stripe, options, token) => stripe.Accounts.GetSelfAsync(options, token), cancellationToken);
        if (asked.Value is not { } found)
            return Refuse(asked.Error!, KeyField.SecretKey);
        var publishable = await calls.ProbeAsync(
            account, account.PublishableKey,
            static (stripe, options, token) => stripe.PaymentIntents.GetAsync(Nothing, Secret, options, token), cancellationToken);
        return publishable.Error is { } error && (error.Status == (int)HttpStatusCode.Unauthorized || RetryRules.IsOutage(error))
            ? Refuse(error, KeyField.PublishableKey)
            : new TestKeysResult.Fine(found.Id, found.ChargesEnabled)
            { OffersPayPal = TakesPayPal(found) };
    }

    /// <summary>Stripe.net has no member for this capability.</summary>
    private static bool TakesPayPal(Api.Account account) =>
        account.Capabilities?.RawJsonElement is { ValueKind: JsonValueKind.Object } capabilities
        && capabilities.TryGetProperty("paypal_payments", out var state) && state.ValueKind is JsonValueKind.String
        && state.ValueEquals("active");

    private TestKeysResult.Refused Refuse(StripeError error, KeyField key) => error switch
    {
        { Type: StripeError.Connection } => new(
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
        { Status: (int)HttpStatusCode.Forbidden } =>
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
        /// <summary>PayPal is switched on in Stripe's dashboard.</summary>
        public bool OffersPayPal { get; init; }
    }

    /// <param name="Message">Says what to do, and repeats no key.</param>
    public sealed record Refused(KeyField Field, string Message) : TestKeysResult;
}
