using Marketplace.Data;

namespace Marketplace.Adjustments.Tests.Requests;

public sealed class OperatorAllowanceTests
{
    [Theory]
    [InlineData(null, "1", "100.00")]
    [InlineData(null, "0.1", "1000.00")]
    [InlineData(null, "3", "33.333333")]
    [InlineData(null, "0", "0.00")]
    [InlineData("0", "1", "0.00")]
    [InlineData("12.3456789", "1", "12.345678")]
    [InlineData("-5", "1", "0.00")]
    [InlineData("99999999999999999999", "1", "9223372036854.775807")]
    public void The_limit_is_what_is_set_or_worth_100_dollars(string? set, string usdValue, string limit)
    {
        var settings = new OperatorAllowance
        { ApprovalAbove = set is null ? null : decimal.Parse(set, System.Globalization.CultureInfo.InvariantCulture) };
        var unit = new CreditUnit { UsdValue = decimal.Parse(usdValue, System.Globalization.CultureInfo.InvariantCulture) };
        Assert.Equal(limit, settings.LimitIn(unit).ToString());
    }
}
