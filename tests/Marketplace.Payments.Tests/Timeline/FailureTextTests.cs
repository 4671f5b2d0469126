using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.Timeline;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.Timeline;

public sealed class FailureTextTests
{
    [Theory]
    [InlineData("connection_error")]
    [InlineData("rate_limit")]
    [InlineData("api_error")]
    [InlineData(GatewayError.NotAnswering)]
    public async Task What_no_gateway_decided_is_told_as_one_that_could_not_be_reached(string code)
    {
        await using var desk = await Desk.OpenAsync(DatabaseKind.Sqlite);
        Assert.Equal(
            "The payment provider could not be reached. No money moved; refund again later.",
            desk.Shell.Get<AdminPaymentTexts>().FailureOf(code));
    }
}
