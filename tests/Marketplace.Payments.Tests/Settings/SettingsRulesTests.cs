using Marketplace.Payments.Settings;
using Marketplace.Testing;

namespace Marketplace.Payments.Tests.Settings;

public sealed class SettingsRulesTests
{
    private static readonly PaymentsSettings Stored = new() { MaximumMethods = 3 };

    [Fact, Trait("Acceptance", "S0-12")]
    public void What_is_stored_reads_back_unchanged()
    {
        var (settings, problems) = Read(_ => { });

        Assert.Empty(problems);
        Assert.Equal([new Usd(1_000), new Usd(2_500), new Usd(5_000)], settings.FixedAmounts);
        Assert.Equal(
            (new Usd(500), new Usd(1_000_000), 30, new Usd(50_000), null, 3),
            (settings.MinimumAmount, settings.MaximumAmount, settings.NewAccountDays, settings.NewAccountDailyLimitUsd,
                settings.DailyLimitUsd, settings.MaximumMethods));
    }

    [Theory]
    [InlineData("10, 25; 50", null)]
    [InlineData("10\r\n25", null)]
    [InlineData("7,5", "FixedAmounts")]
    [InlineData("10,25", "FixedAmounts")]
    [InlineData("1 000", "FixedAmounts")]
    [InlineData("1,000", "FixedAmounts")]
    [InlineData("1e1", "FixedAmounts")]
    [InlineData("$5;$7.50", null)]
    [InlineData("", "FixedAmounts")]
    [InlineData("10, ten", "FixedAmounts")]
    [InlineData("10, 10", "FixedAmounts")]
    [InlineData("0.49", "FixedAmounts")]
    [InlineData("-10", "FixedAmounts")]
    [InlineData("10.001", "FixedAmounts")]
    [InlineData("1;2;3;4;5;6;7", "FixedAmounts")]
    public void Choices_are_amounts_that_can_be_charged(string typed, string? field) => AssertProblem(field, x => x.FixedAmounts = typed);

    [Theory]
    [InlineData("1000", "100", "MaximumAmount")]
    [InlineData("0", "100", "MinimumAmount")]
    [InlineData("5", "1000000", "MaximumAmount")]
    [InlineData("5", "1e3", "MaximumAmount")]
    [InlineData("$5.50", "5.50", null)]
    [InlineData("5,50", "1000,00", null)]
    [InlineData("5", "10.000,00", "MaximumAmount")]
    public void Bounds_fit_each_other(string least, string most, string? field) =>
        AssertProblem(field, x => (x.MinimumAmount, x.MaximumAmount) = (least, most));

    [Theory]
    [InlineData("30", "4.99", "", "NewAccountDailyLimit")]
    [InlineData("0", "4.99", "", null)]
    [InlineData("30", "0", "", "NewAccountDailyLimit")]
    [InlineData("30", "500", "4", "DailyLimit")]
    [InlineData("30", "500", "5000", null)]
    [InlineData("-1", "500", "", "NewAccountDays")]
    [InlineData("3.5", "500", "", "NewAccountDays")]
    [InlineData("1,000", "500", "", "NewAccountDays")]
    public void A_limit_leaves_something_to_buy(string days, string fresh, string everybody, string? field) =>
        AssertProblem(field, x => (x.NewAccountDays, x.NewAccountDailyLimit, x.DailyLimit) = (days, fresh, everybody));

    [Fact]
    public void A_choice_buys_an_exact_amount_of_credits() =>
        Assert.Equal(["FixedAmounts"], Read(x => x.FixedAmounts = "10", new CreditUnit { UsdValue = 0.03m }).Problems.Keys);

    [Theory]
    [InlineData("Mycelium eG", "Waldweg 1\r\n10115 Berlin", "billing@example.com", null)]
    [InlineData("", "", "", null)]
    [InlineData("A\u0007", "", "", "SellerName")]
    [InlineData("", "1\n2\n3\n4\n5\n6\n7", "", "Address")]
    [InlineData("", "", "nobody", "ContactEmail")]
    public void A_seller_fits_on_paper(string name, string address, string email, string? field)
    {
        var (settings, problems) = new ReceiptSettingsRules(new PlainText<ReceiptSettingsRules>()).Read(
            new ReceiptInput { SellerName = name, Address = address, ContactEmail = email });

        Assert.Equal(field is null ? [] : [field], problems.Keys);
        Assert.DoesNotContain(settings.AddressLines, x => x.Contains('\r', StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Whether_receipts_are_attached_is_kept(bool attach)
    {
        var (settings, _) = new ReceiptSettingsRules(new PlainText<ReceiptSettingsRules>()).Read(new ReceiptInput { AttachPdf = attach });
        Assert.Equal((attach, attach), (settings.AttachPdf, ReceiptInput.From(settings).AttachPdf));
    }

    private static void AssertProblem(string? field, Action<PaymentsInput> change) =>
        Assert.Equal(field is null ? [] : [field], Read(change).Problems.Keys);

    private static (PaymentsSettings Settings, Dictionary<string, string> Problems) Read(
        Action<PaymentsInput> change, CreditUnit? unit = null)
    {
        var input = PaymentsInput.From(Stored);
        change(input);
        return new PaymentsSettingsRules(
            unit ?? new CreditUnit(), new AmountReader(new PlainText<AmountReader>()), new PlainText<PaymentsSettingsRules>()).Read(
                input, Stored);
    }
}
