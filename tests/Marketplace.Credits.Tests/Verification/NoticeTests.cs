using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Tests.Verification;

/// <summary>Whoever runs the tenant hears of a ledger that does not add up, once for each run that finds it.</summary>
public sealed class NoticeTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Every_administrator_gets_one_mail_with_what_differs(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<IUserDirectory>(new Administrators()));
        ledger.Shell.Tenant.Set("site", new SiteSettings { BaseUrl = "https://shop.example/" });
        await ledger.DamageAsync("update ledger_accounts set posted = posted + 2500000 where id = '{bob}'");

        await ledger.FindAsync();
        await ledger.Shell.SettleAsync();
        await ledger.Shell.SettleAsync();

        var mails = ledger.Shell.Mailbox.Mails;
        Assert.Equal(["grace@example.com", "linus@example.com"], mails.Select(x => x.To).Order(StringComparer.Ordinal));
        Assert.All(mails, mail =>
        {
            Assert.Contains("does not add up", mail.Subject, StringComparison.Ordinal);
            Assert.Contains(ledger.Fill("{bob}"), mail.Html, StringComparison.Ordinal);
            Assert.Contains("expected 10, found 12.5", mail.Html, StringComparison.Ordinal);
            Assert.Contains("https://shop.example/admin/credits/verification", mail.Html, StringComparison.Ordinal);
        });
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_run_that_finds_nothing_tells_nobody_and_the_next_that_does_tells_again(DatabaseKind kind)
    {
        await using var ledger = await SmallLedger.CreateAsync(kind, x => x.Services.AddSingleton<IUserDirectory>(new Administrators()));
        await ledger.VerifyAsync();
        await ledger.Shell.SettleAsync();
        Assert.Empty(ledger.Shell.Mailbox.Mails);

        await ledger.DamageAsync("update ledger_accounts set held = held + 1 where id = '{bob}'");
        for (var run = 1; run <= 2; run++)
        {
            await ledger.FindAsync();
            await ledger.Shell.SettleAsync();
            Assert.Equal(run * 2, ledger.Shell.Mailbox.Mails.Count);
        }
    }

    [Fact]
    public async Task Whoever_left_meanwhile_gets_no_mail()
    {
        var users = new Administrators();
        await using var ledger = await SmallLedger.CreateAsync(DatabaseKind.Sqlite, x => x.Services.AddSingleton<IUserDirectory>(users));
        await ledger.DamageAsync("update ledger_accounts set held = held + 1 where id = '{bob}'");
        await ledger.FindAsync();
        await ledger.Shell.DrainOutboxAsync();

        users.Remove("usr_linus");
        await ledger.Shell.RunJobsAsync();

        Assert.Equal(["grace@example.com"], ledger.Shell.Mailbox.Mails.Select(x => x.To));
    }

    private sealed class Administrators : IUserDirectory
    {
        private readonly List<UserSummary> _users = [new("usr_grace", "grace@example.com", "Grace", true), new("usr_linus", "linus@example.com", "Linus", true)];

        public void Remove(string id) => _users.RemoveAll(x => x.Id == id);

        public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) => Task.FromResult(_users.Find(x => x.Id == userId));

        public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken)
        {
            Assert.Equal(Roles.Administrator, listing.Role);
            return Task.FromResult<IReadOnlyList<UserSummary>>([.. _users.Where(x => string.CompareOrdinal(x.Id, listing.After ?? "") > 0).Take(listing.Limit)]);
        }

        public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(IReadOnlyCollection<string> emails, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
