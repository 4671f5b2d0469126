using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.Reconciliation.Rules;
using Marketplace.Payments.Tests.Support;
using Marketplace.Testing;
using static Marketplace.Payments.Tests.Support.PaymentNews;

namespace Marketplace.Payments.Tests.Clawback;

/// <summary>
/// Lives of payments, told in any order and more than once, against a reference that knows only how far each refund and dispute was heard
/// of: the wallet has given the share of what is gone, to the last millionth where that is nothing or everything.
/// </summary>
public sealed class RandomLivesTests
{
    private const int Lives = 30;

    private static readonly RefundStatus[][] Refunds =
    [
        [RefundStatus.Succeeded],
        [RefundStatus.Pending, RefundStatus.Succeeded],
        [RefundStatus.RequiresAction, RefundStatus.Pending, RefundStatus.Succeeded],
        [RefundStatus.Succeeded, RefundStatus.Failed],
        [RefundStatus.Pending, RefundStatus.Canceled],
        [RefundStatus.Pending, RefundStatus.Failed],
    ];

    private static readonly DisputeStatus[][] Disputes =
    [
        [DisputeStatus.NeedsResponse, DisputeStatus.UnderReview, DisputeStatus.Won],
        [DisputeStatus.NeedsResponse, DisputeStatus.Lost],
        [DisputeStatus.NeedsResponse, DisputeStatus.UnderReview, DisputeStatus.Lost, DisputeStatus.Won],
        [DisputeStatus.WarningNeedsResponse, DisputeStatus.WarningUnderReview, DisputeStatus.WarningClosed],
        [DisputeStatus.WarningNeedsResponse, DisputeStatus.NeedsResponse, DisputeStatus.Lost],
        [DisputeStatus.Prevented],
    ];

    [Theory, Trait("Acceptance", "S3-27"), Trait("Acceptance", "S3-29")]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Any_order_and_repetition_ends_where_the_money_is(DatabaseKind kind)
    {
        await using var desk = await Desk.OpenAsync(kind);
        for (var seed = 1; seed <= Lives; seed++)
            await LiveAsync(desk, new Random(seed), seed);
    }

    private static async Task LiveAsync(Desk desk, Random random, int seed)
    {
        var user = $"usr_{seed}";
        var (credits, bonus, cents) = (random.Next(1, 90_000), random.Next(3) == 0 ? 0 : random.Next(1, 9_000), random.Next(50, 9_999));
        var intent = await desk.StartedPackageAsync(credits / 100m, bonus / 100m, cents / 100m, user);
        var stories = Stories(random, cents).Select((x, i) => x with { Id = (x.IsDispute ? "dp" : "re") + $"_{seed}_{i}" }).ToList();
        var news = stories.SelectMany(x => Enumerable.Range(0, x.Length).Select(step => (Story: x, Step: step)))
            .Append((Story: null!, Step: 0)).ToList();
        news.AddRange(news.Where(_ => random.Next(2) == 0).ToList());
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(news));

        var paid = desk.Gateway.Pay(intent);
        var (isCredited, spent) = (false, 0m);
        foreach (var (story, step) in news)
        {
            if (story is null)
            {
                await desk.ApplyAsync(paid);
                isCredited = true;
            }
            else
            {
                Assert.True(
                    story.IsDispute
                        ? await desk.HearAsync(Dispute(intent, story.Cents, story.Dispute![step], story.Id))
                        : await desk.HearAsync(Refund(intent, story.Cents, story.Refund![step], story.Id)));
                story.Heard = Math.Max(story.Heard, step);
            }

            if (random.Next(4) == 0 && await desk.TrySpendAsync(credits / 300m, user) is PostResult.Posted)
                spent += decimal.Round(credits / 300m, 2);
            await AssertAsync(desk, user, seed, isCredited, spent, (credits + bonus) / 100m, cents, stories);
        }

        await LedgerInvariants.AssertAsync(desk.Shell.Database);
        Assert.Null(await new TakingsAgree().CheckAsync(desk.Shell.Database, _ => Task.CompletedTask, default));
    }

    private static IEnumerable<Story> Stories(Random random, long cents)
    {
        for (var left = cents; left > 0 && random.Next(5) > 0;)
        {
            var part = random.Next(3) == 0 ? left : random.NextInt64(1, left + 1);
            left -= part;
            yield return new Story(part, Refunds[random.Next(Refunds.Length)], null);
        }

        for (var i = random.Next(3); i > 0; i--)
            yield return new Story(
                random.Next(2) == 0 ? cents : random.NextInt64(1, cents + 1), null, Disputes[random.Next(Disputes.Length)]);
    }

    private static async Task AssertAsync(
        Desk desk, string user, int seed, bool isCredited, decimal spent, decimal given, long paid, List<Story> stories)
    {
        var balance = (await desk.Shell.Get<ILedger>().GetBalanceAsync(user, default)).Posted.ToDecimal();
        var gone = Math.Min(stories.Where(x => x.IsGone).Sum(x => x.Cents), paid);
        var expected = isCredited ? given - (given * gone / paid) - spent : 0;
        // Shares are rounded to millionths; nothing and everything are exact.
        var tolerance = !isCredited || gone == 0 || gone == paid ? 0 : 0.000001m * 2 * (stories.Count + 1);
        Assert.True(Math.Abs(balance - expected) <= tolerance, $"Life {seed}: {balance} instead of {expected}");
    }

    private sealed record Story(long Cents, RefundStatus[]? Refund, DisputeStatus[]? Dispute)
    {
        public string Id { get; init; } = "";

        public bool IsDispute => Dispute is not null;

        public int Length => Refund?.Length ?? Dispute!.Length;

        /// <summary>The latest of its steps that was told; −1 before any was.</summary>
        public int Heard { get; set; } = -1;

        public bool IsGone => Heard >= 0 && (IsDispute
            ? Dispute![Heard] is DisputeStatus.NeedsResponse or DisputeStatus.UnderReview or DisputeStatus.Lost
            : Refund![Heard] is RefundStatus.Pending or RefundStatus.RequiresAction or RefundStatus.Succeeded);
    }
}
