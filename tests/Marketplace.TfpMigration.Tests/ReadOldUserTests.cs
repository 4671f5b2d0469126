using System.Text;
using System.Text.Json.Nodes;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.TfpMigration.Files;
using static Marketplace.TfpMigration.Tests.OldFile;

namespace Marketplace.TfpMigration.Tests;

public sealed class ReadOldUserTests
{
    private const string Ann = "ann@example.com";

    [Theory]
    [InlineData("""{"\ud800":1,"user_email":"a@b.cc","wallet_balance":1}""")]
    [InlineData(
        """{"user_email":"a@b.cc","wallet_balance":1,"transactions":[{"id":"1","timestamp":"2025-01-01T00:00:"""
        + """00Z","transaction_type":{"\ud800":{"amount_tfp":1}}}]}""")]
    [InlineData("""{"user_email":"\udc00@b.cc","wallet_balance":1}""")]
    public void A_name_or_text_that_is_no_unicode_is_a_finding(string json)
    {
        var (user, findings) = ReadOldUser.Read(Encoding.UTF8.GetBytes(json));

        Assert.Null(user);
        Assert.Contains(findings, x => x.IsError);
    }

    [Fact]
    [Trait("Acceptance", "S0-59")]
    [Trait("Acceptance", "S0-60")]
    public void A_file_with_everything_is_read_without_a_finding()
    {
        var file = User(
            Ann,
            150.5m,
            TopUp(250),
            Purchase(50),
            Transaction("AutoTopUp", 100, ("payment_method", "card"), ("threshold_amount", 34.5m), ("triggered_by_purchase", "tx-9")),
            Transaction("Transfer", 200, ("to_user", "bob@example.com")),
            Transaction("Transfer", 20.5m, ("to_user", "ANN@example.com"), ("from_user", "bob@example.com")),
            Transaction("Earning", 30, ("source", "node-1")));
        file["auto_topup_settings"] = new JsonObject
        { ["enabled"] = true, ["threshold_amount"] = 100, ["topup_amount"] = 250, ["daily_limit"] = null };
        file["services"] = new JsonArray(new JsonObject { ["id"] = "svc", ["price_tfp"] = 50 });

        var (user, findings) = ReadOldUser.Read(file.Bytes());

        Assert.Empty(findings);
        Assert.Equal("$15.05", new CreditUnit().Format(user!.Balance.ToCredits()));
        Assert.Equal([1, -1, 1, -1, 1, 1], user.Transactions.Select(x => x.Sign));
        Assert.Equal(
            [TransactionType.TopUp, TransactionType.Purchase, TransactionType.AutoTopUp, TransactionType.Transfer, TransactionType.Transfer,
                TransactionType.Earning],
            user.Transactions.Select(x => x.Type));
        Assert.Equal("5.00", Assert.Single(user.Services).Price.ToCredits().ToString());
        Assert.Equal("10.00", user.AutoTopUp!.Threshold.ToCredits().ToString());
        Assert.Null(user.AutoTopUp.DailyLimit);
    }

    public static TheoryData<string, string, string> Bad => new()
    {
        { """{"wallet_balance": 1}""", "user_email", "Missing" },
        { """{"user_email": null, "wallet_balance": 1}""", "user_email", "Missing" },
        { """{"user_email": "  ", "wallet_balance": 1}""", "user_email", "Missing" },
        { """{"user_email": 7, "wallet_balance": 1}""", "user_email", "WrongType" },
        { """{"user_email": "ann", "wallet_balance": 1}""", "user_email", "BadEmail" },
        { """{"user_email": "Ann <ann@example.com>", "wallet_balance": 1}""", "user_email", "BadEmail" },
        { """{"user_email": "a\u0000@example.com", "wallet_balance": 1}""", "user_email", "BadText" },
        { """{"user_email": "a\ud800@example.com", "wallet_balance": 1}""", "user_email", "BadText" },
        { """{"user_email": "ann@example.com"}""", "wallet_balance", "Missing" },
        { """{"user_email": "ann@example.com", "wallet_balance": "150.5"}""", "wallet_balance", "WrongType" },
        { """{"user_email": "ann@example.com", "wallet_balance": -1}""", "wallet_balance", "Negative" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1e3}""", "wallet_balance", "NotANumber" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1.5E+2}""", "wallet_balance", "NotANumber" },
        { """{"user_email": "ann@example.com", "wallet_balance": 0.000001}""", "wallet_balance", "TooPrecise" },
        { """{"user_email": "ann@example.com", "wallet_balance": 99999999999999999999}""", "wallet_balance", "OutOfRange" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1000000000.1}""", "wallet_balance", "OutOfRange" },
        { """{"user_email": "ann@example.com", "wallet_balance": NaN}""", "", "NotJson" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1""", "", "NotJson" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1} {}""", "", "NotJson" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1, "wallet_balance": 2}""", "", "NotJson" },
        { "", "", "NotJson" },
        { "\0\0\0\0", "", "NotJson" },
        { "[]", "", "NotAnObject" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1, "transactions": {}}""", "transactions", "WrongType" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1, "transactions": [7]}""", "transactions[0]", "WrongType" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1, "auto_topup_settings": []}""", "auto_topup_settings", "WrongType" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1, "auto_topup_settings": {"enabled": "yes", "threshold_amount": 1,"""
            + """ "topup_amount": 1}}""", "auto_topup_settings.enabled", "WrongType" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1, "services": [{"id": "a", "price_tfp": "50"}]}""",
            "services[0].price_tfp", "WrongType" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1, "services": [{"price_tfp": 50}]}""", "services[0].id", "Missing" },
        { """{"user_email": "ann@example.com", "wallet_balance": 1, "display_currency": 5}""", "display_currency", "WrongType" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void Whatever_does_not_fit_is_named_with_its_field(string json, string field, string kind)
    {
        var (user, findings) = ReadOldUser.Read(Encoding.UTF8.GetBytes(json));

        Assert.Null(user);
        Assert.Contains(findings, x => x.Field == field && x.Kind.ToString() == kind && x.IsError);
    }

    public static TheoryData<string, string, string> BadTransactions => new()
    {
        { """{"timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"TopUp": {"amount_tfp": 1, "payment_method": "card"}}}""", "id",
            "Missing" },
        { """{"id": "a", "transaction_type": {"TopUp": {"amount_tfp": 1, "payment_method": "card"}}}""", "timestamp", "Missing" },
        { """{"id": "a", "timestamp": "yesterday", "transaction_type": {"TopUp": {"amount_tfp": 1, "payment_method": "card"}}}""",
            "timestamp", "BadTime" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00", "transaction_type": {"TopUp": {"amount_tfp": 1, "payment_method": "card"}}}""",
            "timestamp", "BadTime" },
        { """{"id": "a", "timestamp": "2024-02-30T00:00:00Z", "transaction_type": {"TopUp": {"amount_tfp": 1, "payment_method":"""
            + """ "card"}}}""", "timestamp", "BadTime" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z"}""", "transaction_type", "Missing" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": "TopUp"}""", "transaction_type", "WrongType" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {}}""", "transaction_type", "WrongType" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"TopUp": {}, "Purchase": {}}}""", "transaction_type",
            "WrongType" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"Refund": {"amount_tfp": 1}}}""", "transaction_type",
            "UnknownType" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"TopUp": {"payment_method": "card"}}}""",
            "transaction_type.TopUp.amount_tfp", "Missing" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"TopUp": {"amount_tfp": -1, "payment_method":"""
            + """ "card"}}}""", "transaction_type.TopUp.amount_tfp", "Negative" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"TopUp": {"amount_usd": 1, "payment_method":"""
            + """ "card"}}}""", "transaction_type.TopUp.amount_usd", "AlreadyInDollars" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"TopUp": {"amount": 1, "amount_tfp": 2,"""
            + """ "payment_method": "card"}}}""", "transaction_type.TopUp.amount", "TwoAmounts" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"Purchase": {"amount_tfp": 1}}}""",
            "transaction_type.Purchase.product_id", "Missing" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"AutoTopUp": {"amount_tfp": 1, "payment_method":"""
            + """ "card"}}}""", "transaction_type.AutoTopUp.threshold_amount", "Missing" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"Earning": {"amount_tfp": 1}}}""",
            "transaction_type.Earning.source", "Missing" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"Transfer": {"amount_tfp": 1}}}""",
            "transaction_type.Transfer.to_user", "Missing" },
        { """{"id": "a", "timestamp": "2024-01-01T00:00:00Z", "transaction_type": {"Transfer": {"amount_tfp": 1, "to_user":"""
            + """ "ANN@example.com", "from_user": "ann@example.com"}}}""", "transaction_type.Transfer.to_user", "TransferToSelf" },
    };

    [Theory]
    [MemberData(nameof(BadTransactions))]
    public void A_transaction_that_does_not_fit_is_named_with_its_place(string json, string field, string kind)
    {
        var file = User(Ann, 1, TopUp(1));
        file["transactions"]!.AsArray().Add(JsonNode.Parse(json));

        var (user, findings) = ReadOldUser.Read(file.Bytes());

        Assert.Null(user);
        Assert.Contains(findings, x => x.Field == "transactions[1]." + field && x.Kind.ToString() == kind);
    }

    [Fact]
    public void One_look_finds_everything_that_is_wrong()
    {
        var (_, findings) = ReadOldUser.Read("""{"wallet_balance": "x", "transactions": [{}], "services": 5}"""u8.ToArray());
        Assert.Equal(
            ["user_email", "wallet_balance", "transactions[0].id", "transactions[0].timestamp", "transactions[0].transaction_type",
                "services"],
            findings.Select(x => x.Field));
    }

    [Fact]
    public void The_same_transaction_twice_is_an_error_and_a_strange_order_a_remark()
    {
        var first = TopUp(1);
        var second = TopUp(2);
        Assert.Contains(
            ReadOldUser.Read(User(Ann, 3, first, (JsonObject)first.DeepClone()).Bytes()).Findings,
            x => x is { Kind: FindingKind.DuplicateTransaction, IsError: true });

        var (user, findings) = ReadOldUser.Read(User(Ann, 3, second, (JsonObject)first.DeepClone()).Bytes());
        Assert.NotNull(user);
        Assert.Equal(new Finding("transactions[1].timestamp", FindingKind.OutOfOrder), Assert.Single(findings));
    }

    [Fact]
    public void What_moved_nothing_or_never_took_place_is_left_out_and_said()
    {
        var failed = TopUp(100);
        failed["status"] = "Failed";

        var (user, findings) = ReadOldUser.Read(User(Ann, 1, TopUp(1), TopUp(0), failed).Bytes());

        Assert.Single(user!.Transactions);
        Assert.Equal([FindingKind.ZeroAmount, FindingKind.NotCompleted], findings.Select(x => x.Kind));
        Assert.DoesNotContain(findings, x => x.IsError);
    }

    [Fact]
    public void A_byte_order_mark_does_no_harm_and_too_large_a_file_is_refused()
    {
        Assert.NotNull(ReadOldUser.Read((byte[])[0xEF, 0xBB, 0xBF, .. User(Ann, 1).Bytes()]).User);
        Assert.Equal(FindingKind.FileTooLarge, Assert.Single(ReadOldUser.Read(new byte[ReadOldUser.LargestFile + 1]).Findings).Kind);
    }

    /// <summary>Half a file, whatever half, is never taken for a whole one.</summary>
    [Fact]
    public void A_file_cut_off_anywhere_is_refused()
    {
        var bytes = User(Ann, 150.5m, TopUp(250), Purchase(99.5m)).Bytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.Null(ReadOldUser.Read(bytes.AsMemory(0, length)).User);
        Assert.NotNull(ReadOldUser.Read(bytes).User);
    }
}
