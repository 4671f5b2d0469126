using Marketplace.Payments.Gateways;
using Marketplace.Payments.MoneyBack;

namespace Marketplace.Payments.Tests.Clawback;

/// <summary>Which news of a refund or a dispute is later than which.</summary>
public sealed class StateOrderTests
{
    [Theory]
    [InlineData("Asked", "Succeeded", true)]
    [InlineData("Refused", "Pending", true)]
    [InlineData("Pending", "RequiresAction", true)]
    [InlineData("Pending", "Succeeded", true)]
    [InlineData("Succeeded", "Failed", true)]
    [InlineData("Succeeded", "Pending", false)]
    [InlineData("Failed", "Succeeded", false)]
    [InlineData("Failed", "Canceled", false)]
    [InlineData("Canceled", "Failed", false)]
    [InlineData("Pending", "Pending", false)]
    public void Of_refunds(string from, string to, bool may) =>
        Assert.Equal(may, Enum.Parse<RefundState>(from).MayBecome(Enum.Parse<RefundState>(to)));

    [Theory]
    [InlineData("WarningNeedsResponse", "NeedsResponse", true)]
    [InlineData("NeedsResponse", "UnderReview", true)]
    [InlineData("UnderReview", "NeedsResponse", false)]
    [InlineData("NeedsResponse", "Won", true)]
    [InlineData("Lost", "Won", true)]
    [InlineData("Won", "Lost", false)]
    [InlineData("Lost", "NeedsResponse", false)]
    [InlineData("NeedsResponse", "WarningClosed", false)]
    [InlineData("Prevented", "NeedsResponse", false)]
    public void Of_disputes(string from, string to, bool may) =>
        Assert.Equal(may, Enum.Parse<DisputeStatus>(from).MayBecome(Enum.Parse<DisputeStatus>(to)));

    [Fact, Trait("Acceptance", "S3-29")]
    public void Only_while_the_bank_has_the_money_is_it_gone() =>
        Assert.Equal(
            [DisputeStatus.NeedsResponse, DisputeStatus.UnderReview, DisputeStatus.Lost],
            Enum.GetValues<DisputeStatus>().Where(x => x.MoneyIsGone));
}
