namespace Marketplace.Stripe.Tests.Official;

/// <summary>The check that the sandbox is held to sees what it is there to see.</summary>
public sealed class KnownMembersTests
{
    private const string Refund =
        """
        "id": "re_1", "object": "refund", "amount": 100, "created": 1793000000, "currency": "usd", "status": "succeeded", "charge": "ch_1",
        "metadata": { "anything": "goes" }
        """;

    [Fact]
    public void What_Stripe_net_reads_is_fine() => Assert.Empty(KnownMembers.Problems($$"""{ {{Refund}} }"""));

    [Theory]
    [InlineData("""{ "object": "refund", "amount": 1, "created": 1, "currency": "usd" }""", "refund lacks id")]
    [InlineData("""{ "id": "re_1", "object": "refund", "created": 1 }""", "refund lacks amount")]
    [InlineData("""{ "id": "re_1", "object": "refund", "created": null, "amount": 1 }""", "refund lacks created")]
    [InlineData(
        """{ "id": "re_1", "object": "refund", "created": "today", "amount": 1 }""", "refund.created is String, where DateTime is read")]
    [InlineData("""{ "id": "re_1", "object": "refund", "created": 1, "amount": 1, "colour": "red" }""", "refund.colour is unknown")]
    [InlineData(
        """{ "id": "re_1", "object": "refund", "created": 1, "amount": 1, "destination_details": { "card": { "by": "post" } } }""",
        "refund.destination_details.card.by is unknown")]
    [InlineData(
        """{ "id": "re_1", "object": "refund", "created": 1, "amount": 1, "metadata": { "deep": { "er": 1 } } }""",
        "refund.metadata.deep is Object, where String is read")]
    [InlineData(
        """{ "id": "re_1", "object": "refund", "created": 1, "amount": 1, "charge": 7 }""",
        "refund.charge is Number, where Charge is read")]
    [InlineData(
        """{ "id": "re_1", "object": "refund", "created": 1, "amount": 1, "payment_method": { "id": "cus_1", "object": "customer" } }""",
        "refund.payment_method is a customer, where a PaymentMethod is read")]
    [InlineData("""{ "id": "x_1", "object": "unheard_of" }""", "answer does not say what it is")]
    [InlineData(
        """{ "object": "list", "data": [{ "id": "x_1" }], "has_more": false, "url": "/v1/x" }""",
        "answer.data[0] does not say what it is")]
    [InlineData("""{ "object": "list", "data": [] }""", "answer lacks has_more")]
    [InlineData("""{ "error": { "type": "card_error", "message": "No.", "mood": "bad" } }""", "error.mood is unknown")]
    [InlineData("""{ "error": { "message": "No." } }""", "error lacks type")]
    [InlineData("""{ "error": { "type": "card_error", "message": "" } }""", "error lacks message")]
    [InlineData("""{ "id": "cus_1", "object": "customer", "deleted": true, "email": null }""", "customer.email is unknown")]
    public void What_it_does_not_know_or_misses_is_found(string answer, string problem) =>
        Assert.Contains(KnownMembers.Problems(answer), x => x.StartsWith(problem, StringComparison.Ordinal));

    [Theory]
    [InlineData("\"description\": null, ", "", "setup_intent lacks description")]
    [InlineData("\"usage\"", "\"metadata\": {}, \"usage\"", "setup_intent.metadata is kept from browsers")]
    [InlineData("\"off_session\"", "7", "setup_intent.usage is Number, where String is read")]
    public void A_browser_is_told_neither_more_nor_less_than_Stripe_tells_it(string before, string after, string problem)
    {
        const string Setup =
            """
            { "id": "seti_1", "object": "setup_intent", "automatic_payment_methods": null, "cancellation_reason": null,
            "client_secret": "seti_1_secret_2", "created": 1793000000, "description": null, "last_setup_error": null, "livemode": false,
            "next_action": null, "payment_method": "pm_1", "payment_method_types": ["card"], "status": "succeeded", "usage": "off_session" }
            """;
        Assert.Empty(PublicMembers.Problems(Setup));
        Assert.Contains(problem, PublicMembers.Problems(Setup.Replace(before, after, StringComparison.Ordinal)));
        Assert.Contains(
            "payment_intent lacks id", PublicMembers.Problems("""{ "error": { "payment_intent": { "object": "payment_intent" } } }"""));
    }

    [Fact]
    public void It_looks_into_events_and_into_what_was_expanded()
    {
        var inEvent = KnownMembers.Problems(
            $$"""
              { "id": "evt_1", "object": "event", "created": 1, "livemode": false, "pending_webhooks": 0, "type": "refund.created",
                "data": { "object": { {{Refund}}, "colour": "red" } } }
              """);
        Assert.Contains(inEvent, x => x.EndsWith("colour is unknown", StringComparison.Ordinal));
        var expanded = KnownMembers.Problems(
            $$"""{ {{Refund}}, "balance_transaction": { "id": "txn_1", "object": "balance_transaction", "colour": "red" } }""");
        Assert.Contains("refund.balance_transaction.colour is unknown", expanded);
        Assert.Contains("refund.balance_transaction lacks net", expanded);
    }
}
