using System.Text.Json.Nodes;
using Marketplace.TfpMigration.Files;
using Marketplace.TfpMigration.Plan;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

public sealed class ConvertRecordTests
{
    [Fact]
    [Trait("Acceptance", "S0-59")]
    [Trait("Acceptance", "S0-60")]
    [Trait("Acceptance", "S0-61")]
    [Trait("Acceptance", "S0-66")]
    public void The_record_speaks_of_dollars_and_keeps_the_rest()
    {
        var old = JsonNode.Parse(
            """
            {
              "user_email": "ann@example.com",
              "wallet_balance": 150.5,
              "display_currency": "EUR",
              "auto_topup_settings": {"enabled": true, "threshold_amount": 100.0, "topup_amount": 250.0, "daily_limit": null,
            """
            + " \"payment_method_id\": \"pm_1\"},\n"
            + """
              "transactions": [
                {"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"Purchase": {"product_id": "vm", "amount_tfp": 50.0}},
            """
            + " \"note\": 1e3},\n"
            + """
                {"id": "b", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"AutoTopUp": {"triggered_by_purchase": "a",
            """
            + " \"threshold_amount\": 34.5, \"amount\": 15.5, \"payment_method\": \"card\"}}}\n"
            + """
              ],
              "services": [{"id": "s", "price_tfp": 50.0, "stars": 4.500}],
              "ssh_public_key": "ssh-ed25519 AAAA"
            }
            """)!;

        var record = JsonNode.Parse(ConvertRecord.Of(old.Bytes()))!;

        Assert.Equal(
            JsonNode.Parse(
                """
                {
                  "user_email": "ann@example.com",
                  "wallet_balance": 15.05,
                  "auto_topup_settings": {"enabled": true, "threshold_amount": 10.00, "topup_amount": 25.00, "daily_limit": null,
                """
                + " \"payment_method_id\": \"pm_1\"},\n"
                + """
                  "transactions": [
                    {"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"Purchase": {"product_id": "vm", "amount_usd":
                """
                + " 5.00}}, \"note\": 1e3},\n"
                + """
                    {"id": "b", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"AutoTopUp": {"triggered_by_purchase": "a",
                """
                + " \"threshold_amount\": 3.45, \"amount_usd\": 1.55, \"payment_method\": \"card\"}}}\n"
                + """
                  ],
                  "services": [{"id": "s", "price_usd": 5.00, "stars": 4.500}],
                  "ssh_public_key": "ssh-ed25519 AAAA"
                }
                """)!.ToJsonString(),
            record.ToJsonString());
    }

    [Fact]
    public void Converted_once_it_is_refused_as_input() =>
        Assert.Contains(
            ReadOldUser.Read(System.Text.Encoding.UTF8.GetBytes(ConvertRecord.Of(User("ann@example.com", 1, TopUp(10)).Bytes()))).Findings,
            x => x.Kind == FindingKind.AlreadyInDollars);
}
