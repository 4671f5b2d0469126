using System.Globalization;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Marketplace.Credits.Points;

namespace Marketplace.Credits.Tests.Points;

public sealed class TfpAmountTests
{
    [Theory]
    [InlineData("1", "0.10")]
    [InlineData("50", "5.00")]
    [InlineData("100", "10.00")]
    [InlineData("250.0", "25.00")]
    [InlineData("150.5", "15.05")]
    [InlineData("15.5", "1.55")]
    [InlineData("34.5", "3.45")]
    [InlineData("0.00001", "0.000001")]
    [InlineData("0", "0.00")]
    [InlineData("-0", "0.00")]
    [InlineData("-150.5", "-15.05")]
    [InlineData("007", "0.70")]
    [InlineData("1.500000000000000000000000000000000000", "0.15")]
    [InlineData("92233720368547.75807", "9223372036854.775807")]
    [Trait("Acceptance", "S0-04")]
    [Trait("Acceptance", "S0-66")]
    [Trait("Acceptance", "S0-102")]
    public void The_old_figures_convert_exactly_and_back(string points, string credits)
    {
        Assert.Equal(TfpParse.Ok, TfpAmount.Parse(points, out var amount));
        Assert.Equal(credits, amount.ToCredits().ToString());
        Assert.Equal(amount, TfpAmount.FromCredits(amount.ToCredits()));
    }

    [Theory]
    [InlineData("", TfpParse.NotANumber)]
    [InlineData("-", TfpParse.NotANumber)]
    [InlineData(".5", TfpParse.NotANumber)]
    [InlineData("5.", TfpParse.NotANumber)]
    [InlineData("1.2.3", TfpParse.NotANumber)]
    [InlineData("1e3", TfpParse.NotANumber)]
    [InlineData("1E-3", TfpParse.NotANumber)]
    [InlineData("NaN", TfpParse.NotANumber)]
    [InlineData("Infinity", TfpParse.NotANumber)]
    [InlineData("1,000", TfpParse.NotANumber)]
    [InlineData("+1", TfpParse.NotANumber)]
    [InlineData(" 1", TfpParse.NotANumber)]
    [InlineData("١", TfpParse.NotANumber)]
    [InlineData("0.000001", TfpParse.TooPrecise)]
    [InlineData("150.123456", TfpParse.TooPrecise)]
    [InlineData("92233720368547.75808", TfpParse.OutOfRange)]
    [InlineData("99999999999999999999", TfpParse.OutOfRange)]
    [InlineData("100000000000000000000000000000000000000000", TfpParse.OutOfRange)]
    public void What_cannot_be_held_exactly_is_refused(string text, TfpParse expected)
    {
        Assert.Equal(expected, TfpAmount.Parse(text, out var amount));
        Assert.Equal(TfpAmount.Zero, amount);
    }

    /// <summary>Against decimal arithmetic: the old formula TFP = USD × 10, and × 0.1 back.</summary>
    [Fact]
    [Trait("Acceptance", "S0-04")]
    public void Every_amount_survives_both_ways() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(ArbMap.Default.ArbFor<long>(), micros =>
            {
                var credits = new CreditAmount(micros);
                var points = TfpAmount.FromCredits(credits);
                return points.ToDecimal() == credits.ToDecimal() * 10m
                    && points.ToCredits() == credits
                    && TfpAmount.Parse(points.ToString(), out var again) == TfpParse.Ok && again == points
                    && decimal.Parse(points.ToString(), CultureInfo.InvariantCulture) * 0.1m == credits.ToDecimal();
            }));

    [Fact]
    public void In_JSON_it_is_a_plain_number()
    {
        Assert.Equal("150.5", JsonSerializer.Serialize(JsonSerializer.Deserialize<TfpAmount>("150.50")));
        foreach (var wrong in new[] { "\"150.5\"", "1e3", "0.000001", "null", "true" })
            Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<TfpAmount>(wrong));
    }
}
