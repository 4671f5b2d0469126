using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Receipts;
using Marketplace.Payments.Refunds;
using Marketplace.Payments.Tests.Support;
using Marketplace.Payments.TopUps;
using Marketplace.Pdf.Tests;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Payments.Tests.Receipts;

/// <summary>Every payment has one receipt, and the numbers of a year have no gaps.</summary>
public sealed class ReceiptTests
{
    [Theory, Trait("Acceptance", "S3-25"), Trait("Acceptance", "S3-56")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_payment_is_stored_with_its_number_and_what_paid(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var topUp = await desk.StartedAsync(25m);
        var card = desk.Gateway.Attach("cus_1", last4: "4444");
        await desk.ApplyAsync(desk.Gateway.Pay(topUp.PaymentIntentId!, card.Id));
        await desk.Shell.DrainOutboxAsync();

        var receipt = (await ReadAsync(desk, topUp.Id))!;

        Assert.Equal($"{desk.Shell.Time.GetUtcNow().Year}-000001", receipt.Purchase.Number);
        Assert.Equal(
            (2500L, Desk.Amount(25m), CreditAmount.Zero), (receipt.Purchase.AmountCents, receipt.Purchase.Credits, receipt.Purchase.Bonus));
        Assert.Equal(
            (topUp.PaymentIntentId, "fake", "Visa •••• 4444"),
            (receipt.Purchase.PaymentId, receipt.Purchase.PaymentMethod, receipt.Purchase.MethodLabel));
        Assert.Equal(("Ada Lovelace", "ada@example.com"), (receipt.CustomerName, receipt.CustomerEmail));
        Assert.Empty(receipt.Refunds);
    }

    [Fact]
    public async Task A_gateway_that_turns_the_question_away_is_asked_again_what_paid()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var topUp = await desk.StartedAsync(25m);
        var card = desk.Gateway.Attach("cus_1", last4: "4444");
        desk.Gateway.MethodFailures.Enqueue(new GatewayError("rate_limit", "Busy.", OutcomeUnknown: false) { SaysNothing = true });
        await desk.ApplyAsync(desk.Gateway.Pay(topUp.PaymentIntentId!, card.Id) with { Method = null });
        await desk.Shell.DrainOutboxAsync();
        Assert.Null((await ReadAsync(desk, topUp.Id))!.Purchase.MethodLabel);

        desk.Shell.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.Shell.DrainOutboxAsync();
        Assert.Equal("Visa •••• 4444", (await ReadAsync(desk, topUp.Id))!.Purchase.MethodLabel);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Payments_at_the_same_moment_each_told_twice_get_numbers_without_gaps(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var started = new List<TopUp>();
        for (var i = 0; i < 12; i++)
            started.Add(await desk.StartedAsync(5m, user: i % 2 == 0 ? Desk.Ada : Desk.Bob));
        var paid = started.ConvertAll(x => desk.Gateway.Pay(x.PaymentIntentId!));

        await Task.WhenAll(paid.Concat(paid).Select(x => Task.Run(() => desk.ApplyAsync(x))));

        Assert.Equal(
            Enumerable.Range(1, 12), await desk.QueryAsync<int>("select receipt_number from credit_purchases order by receipt_number"));
        Assert.Equal(12, (await desk.QueryAsync<string>("select top_up_id from credit_purchases")).Distinct().Count());
        await desk.AssertBalanceAsync(30m);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_crash_while_crediting_leaves_no_gap(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var paid = desk.Gateway.Pay((await desk.StartedAsync(25m)).PaymentIntentId!);
        desk.Ledger.FailuresLeft = 1;
        await Assert.ThrowsAsync<InvalidOperationException>(() => desk.ApplyAsync(paid));
        Assert.Empty(await desk.QueryAsync<string>("select top_up_id from credit_purchases"));

        await desk.ApplyAsync(paid);

        Assert.Equal([1], await desk.QueryAsync<int>("select receipt_number from credit_purchases"));
    }

    [Fact]
    public async Task Each_year_begins_at_one()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        for (var i = 0; i < 2; i++)
            await desk.ApplyAsync(desk.Gateway.Pay((await desk.StartedAsync(25m)).PaymentIntentId!));
        desk.Shell.Time.Advance(TimeSpan.FromDays(366));
        await desk.ApplyAsync(desk.Gateway.Pay((await desk.StartedAsync(25m)).PaymentIntentId!));

        var year = desk.Shell.Time.GetUtcNow().Year;
        Assert.Equal(
            [(year - 1, 1), (year - 1, 2), (year, 1)],
            await desk.QueryAsync<(int, int)>("select receipt_year, receipt_number from credit_purchases order by 1, 2"));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Money_that_went_back_stands_on_the_receipt_and_a_failed_refund_does_not(DatabaseKind kind)
    {
        await using var desk = await OpenAsync(kind);
        var topUp = await PaidAsync(desk, 25m);
        await RefundAsync(desk, topUp, "re_1", 500, RefundStatus.Succeeded);
        await RefundAsync(desk, topUp, "re_2", 300, RefundStatus.Pending);
        await RefundAsync(desk, topUp, "re_3", 200, RefundStatus.Pending);
        await RefundAsync(desk, topUp, "re_3", 200, RefundStatus.Failed);

        var receipt = (await ReadAsync(desk, topUp.Id))!;

        Assert.Equal([500L, 300L], receipt.Refunds.Select(x => x.AmountCents));
        Assert.Equal((800L, 1700L), (receipt.RefundedCents, receipt.PaidCents));
    }

    [Fact]
    public async Task The_customer_gets_one_mail_with_a_link_and_none_for_an_automatic_charge()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var topUp = await PaidAsync(desk, 25m);
        var card = await desk.SaveCardAsync();
        Assert.IsType<ChargeResult.Credited>(await desk.ChargeAsync(
            new ChargeSavedMethod("atu_1:0", Desk.Ada, Desk.Amount(10m), card)
            { Type = Marketplace.Credits.Ledger.Entries.TransactionType.AutoTopUp }));
        await desk.Shell.DrainOutboxAsync();

        var told = Assert.Single(desk.Shell.Notifier.Told, x => x.Notification.Kind == ReceiptNotifications.Receipt);

        Assert.Equal((Desk.Ada, $"~/dashboard/wallet/payments/{topUp.Id}"), (told.Notification.UserId, told.Notification.Link));
        Assert.Contains("you paid $25.00", told.Subject, StringComparison.Ordinal);
        Assert.Contains(topUp.PaymentIntentId!, told.Body, StringComparison.Ordinal);
        Assert.Equal(2, (await desk.QueryAsync<string>("select top_up_id from credit_purchases")).Count);
    }

    [Fact]
    public async Task The_file_says_who_sold_what_to_whom()
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite, x => x.Tenant.Set(
            ReceiptSettings.Section,
            new ReceiptSettings
            { SellerName = "Mycelium eG", AddressLines = ["Waldweg 1", "10115 Berlin"], TaxNumber = "DE123",
                ContactEmail = "pay@example.com", Note = "No VAT is shown." }));
        var topUp = await PaidAsync(desk, 25m);
        var receipt = (await ReadAsync(desk, topUp.Id))!;

        var file = await desk.Shell.InScopeAsync<ReceiptPdf, byte[]>(x => Task.FromResult(x.Write(receipt)));

        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(file, 0, 8), StringComparison.Ordinal);
        Assert.Equal(["Waldweg 1", "10115 Berlin"], receipt.Seller.AddressLines);
    }

    /// <summary>Letters of Devanagari change by their neighbours, so no font makes them right one by one.</summary>
    [Theory]
    [InlineData("Ада Лавлейс", "ada@example.com", "Customer: Ада Лавлейс (ada@example.com)")]
    [InlineData("राम", "ada@example.com", "Customer: ada@example.com")]
    [InlineData("राम", null, "Customer: ram")]
    public async Task The_file_names_the_customer_so_that_it_can_be_read(string name, string? address, string shown)
    {
        await using var desk = await OpenAsync(DatabaseKind.Sqlite);
        var topUp = await PaidAsync(desk, 25m);
        var receipt = (await ReadAsync(desk, topUp.Id))! with { CustomerName = name, CustomerEmail = address };

        var file = await desk.Shell.InScopeAsync<ReceiptPdf, byte[]>(x => Task.FromResult(x.Write(receipt)));

        Assert.Contains(shown, new ReadBack(file).Lines());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Postgres, true)]
    public async Task The_mail_carries_the_receipt_where_the_seller_wants_that(DatabaseKind kind, bool attach)
    {
        await using var desk = await OpenAsync(kind, x =>
        {
            if (attach)
                x.Tenant.Set(ReceiptSettings.Section, new ReceiptSettings { AttachPdf = true });
        });
        var topUp = await PaidAsync(desk, 25m);
        var told = Assert.Single(desk.Shell.Notifier.Told, x => x.Notification.Kind == ReceiptNotifications.Receipt);
        if (!attach)
        {
            Assert.Null(told.Notification.Attachment);
            return;
        }

        Assert.Equal(new NotificationAttachment("payments.receipt", topUp.Id), told.Notification.Attachment);
        var made = await desk.Shell.InScopeAsync<IAttachmentMaker, MailAttachment?>(x => x.MakeAsync(topUp.Id, default));
        Assert.Equal(
            ($"receipt-{desk.Shell.Time.GetUtcNow().Year}-000001.pdf", "application/pdf"), (made!.FileName, made.ContentType));
        Assert.StartsWith("%PDF-", System.Text.Encoding.ASCII.GetString(made.Content, 0, 8), StringComparison.Ordinal);
        Assert.Null(await desk.Shell.InScopeAsync<IAttachmentMaker, MailAttachment?>(x => x.MakeAsync("top_none", default)));
    }

    private static async Task<TopUp> PaidAsync(Desk desk, decimal amount)
    {
        var topUp = await desk.StartedAsync(amount);
        await desk.ApplyAsync(desk.Gateway.Pay(topUp.PaymentIntentId!));
        await desk.Shell.DrainOutboxAsync();
        return topUp;
    }

    private static Task<bool> RefundAsync(Desk desk, TopUp topUp, string id, long cents, RefundStatus status) =>
        desk.Shell.InScopeAsync<IRefunds, bool>(x => x.ApplyAsync(
            new GatewayRefund(
                id, cents, "usd", status, topUp.PaymentIntentId, null, new Dictionary<string, string>(), null, desk.Shell.Time.GetUtcNow()),
                default));

    private static Task<Receipt?> ReadAsync(Desk desk, string topUpId) =>
        desk.Shell.InScopeAsync<ReadReceipt, Receipt?>(x => x.ExecuteAsync(topUpId, default));

    private static Task<Desk> OpenAsync(DatabaseKind kind, Action<TestShellSetup>? setup = null) => Desk.OpenAsync(kind, x =>
    {
        x.Services.AddSingleton<IUserDirectory>(new KnownUsers().With(Desk.Ada, null).With(Desk.Bob, null, "Bob"));
        setup?.Invoke(x);
    });
}
