using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Marketplace.Testing;

namespace Marketplace.Benchmarks.Payments;

/// <summary>
/// Buys credits as the payment dialog does: the wallet's endpoint first, then the card at the sandbox with the publishable key.
/// </summary>
internal sealed class CardBuyer(MarketplaceApp app, string cookies, string publishableKey) : IDisposable
{
    private readonly HttpClient _wallet = Client(app.Address, "Cookie", cookies);
    private readonly HttpClient _sandbox = Client(
        app.Address, "Authorization", new AuthenticationHeaderValue("Bearer", publishableKey).ToString());

    public async Task<PaidTopUp> BuyAsync()
    {
        var clock = Stopwatch.GetTimestamp();
        using var started = await _wallet.PostAsJsonAsync("/api/wallet/topups", new { amount_usd = 25m });
        var topUp = await ReadAsync(started);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["client_secret"] = (string)topUp["client_secret"]!, ["use_stripe_sdk"] = "true", ["payment_method_data[type]"] = "card",
            ["payment_method_data[card][number]"] = "4242424242424242", ["payment_method_data[card][exp_month]"] = "12",
            ["payment_method_data[card][exp_year]"] = "34",
            ["payment_method_data[card][cvc]"] = "123",
        });
        using var confirmed = await _sandbox.PostAsync(
            new Uri($"/stripe-sandbox/v1/payment_intents/{topUp["payment_intent_id"]}/confirm", UriKind.Relative), form);
        var intent = await ReadAsync(confirmed);
        var took = Stopwatch.GetElapsedTime(clock);
        return (string?)intent["status"] == "succeeded"
            ? new PaidTopUp((string)topUp["topup_id"]!, took, Stopwatch.GetTimestamp())
            : throw new InvalidOperationException("The sandbox answered " + intent.ToJsonString());
    }

    public void Dispose()
    {
        _wallet.Dispose();
        _sandbox.Dispose();
    }

    private static HttpClient Client(Uri address, string header, string value)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = address };
        client.DefaultRequestHeaders.TryAddWithoutValidation(header, value);
        return client;
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync();
        return response.IsSuccessStatusCode
            ? JsonNode.Parse(text)!.AsObject()
            : throw new InvalidOperationException($"{(int)response.StatusCode} {text}");
    }
}

/// <param name="PaidAt">A timestamp of <see cref="Stopwatch"/>: from then on the sandbox's message is due.</param>
internal sealed record PaidTopUp(string Id, TimeSpan Took, long PaidAt);
