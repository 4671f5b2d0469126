using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Marketplace.Abstractions.Tests.Money;

public sealed class CreditAmountJsonTests
{
    private static readonly JsonSerializerOptions SmallBuffer = new() { DefaultBufferSize = 16 };

    [Theory]
    [InlineData(25_000_000, "25.00")]
    [InlineData(0, "0.00")]
    [InlineData(-1_550_000, "-1.55")]
    [InlineData(500_000, "0.50")]
    [InlineData(1, "0.000001")]
    [InlineData(15_050_000, "15.05")]
    [InlineData(1_234_567_000_000, "1234567.00")]
    public void It_is_a_number_with_at_least_two_decimals(long micros, string json) =>
        Assert.Equal(json, JsonSerializer.Serialize(new CreditAmount(micros)));

    [Fact]
    public void It_goes_there_and_back() =>
        Prop.ForAll(
            ArbMap.Default.ArbFor<long>(),
            micros => JsonSerializer.Deserialize<CreditAmount>(JsonSerializer.Serialize(new CreditAmount(micros))).Micros == micros)
                .QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("5.00")]
    [InlineData("5.000000")]
    public void Every_plain_spelling_is_read(string json) =>
        Assert.Equal(new CreditAmount(5_000_000), JsonSerializer.Deserialize<CreditAmount>(json));

    [Theory]
    [InlineData("\"25.00\"")]
    [InlineData("5e2")]
    [InlineData("5E-2")]
    [InlineData("5.0000001")]
    [InlineData("5.0000000")]
    [InlineData("1.00000000000000000000000000000000001")]
    [InlineData("9223372036854.775808")]
    [InlineData("99999999999999999999999999999999999999")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    [InlineData("[5]")]
    [InlineData("NaN")]
    public void Anything_else_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<CreditAmount>(json));

    [Fact]
    public void It_is_read_from_a_stream_that_arrives_in_pieces()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("1234567.89", 3000)) + "]");
        var amounts = JsonSerializer.DeserializeAsyncEnumerable<CreditAmount>(new MemoryStream(bytes), SmallBuffer);
        Assert.All(amounts.ToBlockingEnumerable(), x => Assert.Equal(new CreditAmount(1_234_567_890_000), x));
    }
}
