using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>Whoever runs the tenant hears of a ledger that does not add up, once for each run that finds it.</summary>
public sealed class NoticeTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_administrator_is_told_once_what_differs(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<IUserDirectory>(new Administrators()));
        await ledger.DamageAsync("update ledger_accounts set posted = posted + 2500000 where id = '{bob}'");

        await ledger.FindAsync();
        await ledger.Shell.SettleAsync();
        await ledger.Shell.SettleAsync();

        var notices = ledger.Shell.Notifier.Told;
        Assert.Equal(["usr_grace", "usr_linus"], notices.Select(x => x.Notification.UserId));
        Assert.All(notices, notice =>
        {
            Assert.Contains("does not add up", notice.Subject, StringComparison.Ordinal);
            Assert.Contains(ledger.Fill("{bob}"), notice.Body, StringComparison.Ordinal);
            Assert.Contains("expected 10, found 12.5", notice.Body, StringComparison.Ordinal);
            Assert.Equal("~/admin/credits/verification", notice.Notification.Link);
        });
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_run_that_finds_nothing_tells_nobody_and_the_next_that_does_tells_again(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<IUserDirectory>(new Administrators()));
        await ledger.VerifyAsync();
        await ledger.Shell.SettleAsync();
        Assert.Empty(ledger.Shell.Notifier.Told);

        await ledger.DamageAsync("update ledger_accounts set held = held + 1 where id = '{bob}'");
        for (var run = 1; run <= 2; run++)
        {
            await ledger.FindAsync();
            await ledger.Shell.SettleAsync();
            Assert.Equal(run * 2, ledger.Shell.Notifier.Told.Count);
        }
    }

    private sealed class Administrators : IUserDirectory
    {
        private readonly List<UserSummary> _users =
            [new("usr_grace", "grace@example.com", "Grace", true), new("usr_linus", "linus@example.com", "Linus", true)];

        public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
            Task.FromResult(_users.Find(x => x.Id == userId));

        public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken)
        {
            Assert.Equal(Roles.Administrator, listing.Role);
            return Task.FromResult<IReadOnlyList<UserSummary>>(
                [.. _users.Where(x => string.CompareOrdinal(x.Id, listing.After ?? "") > 0).Take(listing.Limit)]);
        }

        public Task<IReadOnlyList<UserSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
            IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
            IReadOnlyCollection<string> emails, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
