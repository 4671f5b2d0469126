using Marketplace.Payments.Gateways;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Payments.Tests.Support.PaymentNews;

namespace Marketplace.Payments.Tests.Disputes;

public sealed class TellOperatorsTests
{
    [Theory, Trait("Acceptance", "S0-68")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Those_who_run_the_site_learn_who_disputes_what_and_until_when_to_answer(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(
            kind, x => x.Services.AddSingleton<IUserDirectory>(new KnownUsers().With(Desk.Ada, null).With("usr_operator", null)));
        var intent = await desk.PaidAsync(25m);
        await desk.HearAsync(Dispute(intent, 2500));
        await desk.HearAsync(Dispute(intent, 2500, DisputeStatus.UnderReview));
        await desk.Shell.SettleAsync();

        var told = Assert.Single(
            desk.Shell.Notifier.Told, x => x.Notification is { Kind: "payments.dispute-to-answer", UserId: "usr_operator" });
        Assert.Equal("A payment of $25.00 is disputed", told.Subject);
        Assert.Contains("ada@example.com disputes", told.Body, StringComparison.Ordinal);
        Assert.Contains("by 1970-01-10 00:00 UTC", told.Body, StringComparison.Ordinal);
        Assert.Equal($"~/admin/payments/{(await desk.FindAsync(intent)).Id}", told.Notification.Link);
    }

    [Fact]
    public async Task An_inquiry_takes_nothing_and_tells_nobody_to_answer_a_dispute()
    {
        await using var desk = await Desk.OpenAsync(
            DatabaseKind.Sqlite, x => x.Services.AddSingleton<IUserDirectory>(new KnownUsers().With("usr_operator", null)));
        await desk.HearAsync(Dispute(await desk.PaidAsync(25m), 2500, DisputeStatus.WarningNeedsResponse));
        await desk.Shell.SettleAsync();
        Assert.DoesNotContain(desk.Shell.Notifier.Told, x => x.Notification.Kind.StartsWith("payments.dispute", StringComparison.Ordinal));
    }
}
