using Marketplace.Credits.Verification.Rules;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation.Rules;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Payments.Tests.Support.PaymentNews;

namespace Marketplace.Payments.Tests.Clawback;

public sealed class TakingsAgreeTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_verification_names_the_payment_whose_takings_were_changed(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        await desk.PaidAsync(25m, Desk.Bob);
        var intent = await desk.PaidPackageAsync();
        await desk.HearAsync(Refund(intent, 333));
        await desk.HearAsync(Refund(intent, 500, id: "re_2"));
        await desk.HearAsync(Refund(intent, 500, RefundStatus.Failed, "re_2"));
        Assert.Null(await CheckAsync(desk));

        await desk.Shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update top_up_takings set bought = bought + 1 where bought_restored = 0"), default);

        var finding = await CheckAsync(desk);
        Assert.Equal(((await desk.FindAsync(intent)).Id, "91575001", "91575000"), (finding!.Place, finding.Expected, finding.Found));
    }

    private static Task<Marketplace.Credits.Verification.Rules.LedgerFinding?> CheckAsync(Desk desk) =>
        new TakingsAgree().CheckAsync(desk.Shell.Database, _ => Task.CompletedTask, default);
}
