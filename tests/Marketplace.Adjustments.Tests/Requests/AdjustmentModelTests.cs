using Marketplace.Adjustments.Requests;
using Marketplace.Data;
using Marketplace.Testing;
using static Marketplace.Testing.Money;

namespace Marketplace.Adjustments.Tests.Requests;

/// <summary>Operators who do anything in any order, beside a model that says in a few lines what must come of it.</summary>
public sealed class AdjustmentModelTests
{
    private const int Steps = 60;

    private static readonly string[] Operators = ["usr_olga", "usr_otto", "usr_oskar"];

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 1)]
    [InlineData(DatabaseKind.Sqlite, 2)]
    [InlineData(DatabaseKind.Sqlite, 3)]
    [InlineData(DatabaseKind.Sqlite, 4)]
    [InlineData(DatabaseKind.Postgres, 5)]
    [InlineData(DatabaseKind.Postgres, 6)]
    public async Task Whatever_operators_do_the_wallet_has_what_was_agreed(DatabaseKind kind, int seed)
    {
        var random = new Random(seed);
        await using var shell = await AdjustmentShell.CreateAsync(kind);
        await shell.PostedAsync(TopUp(150));
        var model = new Model(150);
        var requests = new List<AdjustmentRequest>();
        for (var step = 0; step < Steps; step++)
        {
            var who = Operators[random.Next(Operators.Length)];
            var known = requests.Count == 0 ? null : requests[random.Next(requests.Count)];
            var (expected, actual) = random.Next(8) switch
            {
                0 or 1 or 2 => await AskAsync(NewRequest()),
                3 when known is not null => await AskAsync(known),
                4 or 5 when known is not null =>
                    (model.Approve(who, known.Id, shell.Time.GetUtcNow()), Outcome(await shell.ApproveAsync(who, known.Id))),
                6 when known is not null =>
                    (model.Close(who, known.Id, shell.Time.GetUtcNow(), own: true), Outcome(await shell.WithdrawAsync(who, known.Id))),
                7 when known is not null =>
                    (model.Close(who, known.Id, shell.Time.GetUtcNow(), own: false), Outcome(await shell.RefuseAsync(who, known.Id))),
                _ => await AskAsync(NewRequest()),
            };
            Assert.True(expected == actual.GetType(), $"Step {step} of {seed}: expected {expected.Name}, was {actual}");
            await shell.AssertBalanceAsync(model.Balance);
            shell.Time.Advance(TimeSpan.FromHours(random.Next(30)));

            async Task<(Type, object)> AskAsync(AdjustmentRequest request) =>
                (model.Ask(who, request, shell.Time.GetUtcNow()), await shell.RequestAsync(who, request));

            AdjustmentRequest NewRequest()
            {
                var amount = random.Next(1, 300) * (random.Next(2) == 0 ? 1 : -1);
                var request = new AdjustmentRequest(
                    AdjustmentRequest.NewId(shell.Time), AdjustmentKind.Correction, Ada, Amount(amount), "Why not");
                requests.Add(request);
                return request;
            }
        }

        var posted = (await shell.Get<ListAdjustments>().ExecuteAsync(AdjustmentState.Posted, null, null, 1000, default)).Adjustments;
        Assert.Equal(model.Balance - 150, posted.Aggregate(CreditAmount.Zero, (sum, x) => sum + x.Amount).ToDecimal());
        Assert.Equal(posted.Count + 1, await shell.CountAsync("ledger_transactions"));
        Assert.All(
            posted.Where(x => x.DecidedBy is null).GroupBy(x => (x.RequestedBy, x.RequestedAt.UtcDateTime.Date)),
            x => Assert.True(x.Aggregate(CreditAmount.Zero, (sum, y) => sum + y.Amount.Abs()) <= Amount(100)));
        Assert.All(posted, x => Assert.NotEqual(x.RequestedBy, x.DecidedBy));
        await LedgerInvariants.AssertAsync(shell.Database);
    }

    /// <summary>What came of it: of what could not be done, why.</summary>
    private static object Outcome(ApprovalAnswer answer) => answer is ApprovalAnswer.Impossible { Cause: { } cause } ? cause : answer;

    private sealed class Model(decimal balance)
    {
        private readonly Dictionary<(string Who, DateOnly Day), decimal> _alone = [];

        private readonly Dictionary<string,
            (string By, decimal Amount, DateTimeOffset Until, bool Waits, bool Asked)> _rows = new(StringComparer.Ordinal);

        public decimal Balance { get; private set; } = balance;

        public Type Ask(string who, AdjustmentRequest request, DateTimeOffset now)
        {
            if (_rows.TryGetValue(request.Id, out var sent))
            {
                return sent.By != who ? typeof(AdjustmentResult.AlreadySent)
                    : !sent.Waits ? Posted.Contains(request.Id) ? typeof(AdjustmentResult.Posted) : typeof(AdjustmentResult.AlreadyDecided)
                    : now < sent.Until ? typeof(AdjustmentResult.Waiting) : typeof(AdjustmentResult.AlreadyDecided);
            }

            var amount = request.Amount.ToDecimal();
            if (Balance + amount < 0)
                return typeof(AdjustmentResult.InsufficientBalance);
            var day = (who, DateOnly.FromDateTime(now.UtcDateTime));
            var alone = _alone.GetValueOrDefault(day) + Math.Abs(amount);
            _rows[request.Id] = (who, amount, now.AddDays(7), alone > 100, alone > 100);
            if (alone > 100)
                return typeof(AdjustmentResult.Waiting);
            _alone[day] = alone;
            return Post(request.Id, amount);
        }

        public Type Approve(string who, string id, DateTimeOffset now)
        {
            if (WhyNot(id, now) is { } refusal)
                return refusal;
            var row = _rows[id];
            if (row.By == who)
                return typeof(ApprovalAnswer.OwnRequest);
            if (Balance + row.Amount < 0)
                return typeof(AdjustmentResult.InsufficientBalance);
            _rows[id] = row with { Waits = false };
            Post(id, row.Amount);
            return typeof(ApprovalAnswer.Approved);
        }

        public Type Close(string who, string id, DateTimeOffset now, bool own)
        {
            if (WhyNot(id, now) is { } refusal)
                return refusal;
            if (_rows[id].By == who != own)
                return own ? typeof(ApprovalAnswer.OthersRequest) : typeof(ApprovalAnswer.OwnRequest);
            _rows[id] = _rows[id] with { Waits = false };
            return typeof(ApprovalAnswer.Closed);
        }

        private HashSet<string> Posted { get; } = new(StringComparer.Ordinal);

        private Type? WhyNot(string id, DateTimeOffset now) =>
            !_rows.TryGetValue(id, out var row) ? typeof(ApprovalAnswer.NotFound)
            : !row.Asked ? typeof(ApprovalAnswer.NotFound)
            : !row.Waits || now >= row.Until ? typeof(ApprovalAnswer.AlreadyDecided)
            : null;

        private Type Post(string id, decimal amount)
        {
            Balance += amount;
            Posted.Add(id);
            return typeof(AdjustmentResult.Posted);
        }
    }
}
