using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Ledger.Lots;
using Marketplace.Credits.TransactionDetails;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.TransactionDetails;

public sealed class DetailTextsTests
{
    [Fact]
    public async Task Known_facts_come_first_in_words_and_the_rest_under_its_own_name()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var facts = shell.Get<DetailTexts>().Of(With(new()
        {
            ["deck_name"] = "Öl",
            ["payment_intent_id"] = "pi_1",
            ["stripe_amount_cents"] = "123456",
            ["deployment_id"] = "dep_1",
            ["to_user"] = "usr_x",
            ["empty"] = "",
            ["amount_usd"] = "-0.000001",
        }));
        Assert.Equal(
            [
                new DetailText("In US dollars", "-$0.000001", null), new DetailText("Deployment", "dep_1", "~/dashboard/deployments/dep_1"),
                new DetailText("Payment", "pi_1", null),
                new DetailText("Charged", "$1,234.56", null), new DetailText("Deck name", "Öl", null),
            ],
            facts);
    }

    [Fact]
    public async Task Nothing_is_said_twice()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        Assert.Equal(
            [new DetailText("Order", "ord_1", null), new DetailText("Product", "VM Instance", null)],
            shell.Get<DetailTexts>()
                .Of(With(
                    new() { ["product_id"] = "vm", ["service_name"] = "VM Instance", ["order_id"] = "ord_1", ["amount_usd"] = "1.00" })));
        Assert.Equal([new DetailText("Product", "vm", null)], shell.Get<DetailTexts>().Of(With(new() { ["product_id"] = "vm" })));
    }

    [Fact]
    public async Task Values_that_are_no_numbers_are_shown_as_they_are()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        Assert.Equal(
            ["?", "x"],
            shell.Get<DetailTexts>().Of(With(new() { ["stripe_amount_cents"] = "x", ["amount_usd"] = "?" })).Select(x => x.Value));
    }

    [Fact]
    public async Task Every_kind_of_credits_has_a_name()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        Assert.Equal(
            Enum.GetValues<LotKind>().Length,
            Enum.GetValues<LotKind>().Select(shell.Get<DetailTexts>().Kind).Distinct(StringComparer.Ordinal).Count());
    }

    private static WalletTransaction With(Dictionary<string, string> metadata) => new(
        "txn_1", Ada, 1, TransactionType.TopUp, Amount(1), CreditAmount.Zero, Amount(1), "", metadata, DateTimeOffset.UnixEpoch);
}
