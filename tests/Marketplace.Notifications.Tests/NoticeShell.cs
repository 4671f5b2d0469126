using System.Collections.Concurrent;
using Marketplace.Data;
using Marketplace.Notifications.Deliveries;
using Marketplace.Notifications.Notices;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Tests;

/// <summary>The module with kinds to tell, two people, and a mail sender that a test can make fail.</summary>
internal static class NoticeShell
{
    public const string Ann = "usr_ann";
    public const string Ben = "usr_ben";

    public static Task<TestShell> CreateAsync(DatabaseKind kind) => TestShell.CreateAsync(kind, Arrange, new Startup());

    public static Task<TestShell> CreateAsync(TestDatabase database) => TestShell.CreateAsync(database, Arrange, new Startup());

    public static void Arrange(TestShellSetup setup)
    {
        setup.Tenant.DisplayName = "Myzel";
        setup.Services
            .AddSingleton<INotificationKinds, SampleKinds>()
            .AddSingleton<IUserDirectory, People>()
            .AddSingleton<Post>()
            .AddSingleton<IMailSender>(x => x.GetRequiredService<Post>());
    }

    public static Task<bool> NotifyAsync(this TestShell shell, Notification notification) =>
        shell.Database.InTransactionAsync(
            db => shell.Get<INotifier>().NotifyAsync(db, notification, CancellationToken.None), CancellationToken.None);

    public static Task<bool> TellAsync(this TestShell shell, string eventId, string userId = Ann, string kind = SampleKinds.Received) =>
        shell.NotifyAsync(new Notification(kind, userId, eventId, SampleKinds.Values("$5.00", "ben@example.com"), "~/dashboard/wallet"));

    public static async Task<IReadOnlyList<Delivery>> DeliveriesAsync(this TestShell shell, DeliveryFilter? filter = null) =>
        (await shell.InScopeAsync<ListDeliveries,
            DeliveryPage>(x =>
                x.ExecuteAsync(filter ?? new DeliveryFilter(null, null, null, null), 100, CancellationToken.None))).Deliveries;

    public static async Task<Delivery> MailOfAsync(this TestShell shell, string eventId) =>
        Assert.Single(await shell.DeliveriesAsync(new DeliveryFilter(eventId, null, NotificationChannels.Mail, null)));

    public static async Task<IReadOnlyList<Notice>> BellAsync(this TestShell shell, string userId = Ann) =>
        (await shell.Get<ReadNotices>().ListAsync(userId, false, null, 100, CancellationToken.None)).Notices;

    public static IReadOnlyList<Mail> Mails(this TestShell shell) => shell.Get<Post>().Mails;
}

internal sealed class SampleKinds : INotificationKinds
{
    public const string Received = "test.received";
    public const string Charged = "test.charged";
    public const string Broken = "test.broken";

    private static readonly NotificationValue[] Both = [new("amount", "How much", "$12.00"), new("from", "Who sent it", "ann@example.com")];

    public IEnumerable<NotificationKind> GetKinds()
    {
        var wallet = new NotificationCategory("wallet", "Wallet");
        yield return new NotificationKind(
            Received, "Credits received", wallet, "You received {{amount}}", "**{{from}}** sent you {{amount}} at {{site}}.", Both)
            { LinkText = "Open your wallet" };
        yield return new NotificationKind(
            Charged, "Card charged", wallet, "We charged {{amount}}", "Your card was charged {{amount}}.", Both) { MaySwitchOff = false };
        yield return new NotificationKind(
            Broken, "Ledger broken", new NotificationCategory("operations", "Operations") { ForAdministrators = true }, "The ledger",
            "It broke.")
        {
            DefaultChannels = NotificationChannels.Mail,
        };
    }

    public static IReadOnlyDictionary<string, string> Values(string amount, string from) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { ["amount"] = amount, ["from"] = from };
}

/// <summary>Fails as often as it is told to, then keeps what it is given.</summary>
internal sealed class Post : IMailSender
{
    private readonly ConcurrentQueue<Mail> _mails = new();
    private int _failures;

    public IReadOnlyList<Mail> Mails => [.. _mails];

    public int Failures { set => _failures = value; }

    /// <summary>Whether it says no for good.</summary>
    public bool IsFinal { get; set; } = true;

    public Task SendAsync(Mail mail, CancellationToken cancellationToken)
    {
        if (Interlocked.Decrement(ref _failures) >= 0)
            throw new MailException("The mail server says no.") { IsFinal = IsFinal };
        _mails.Enqueue(mail);
        return Task.CompletedTask;
    }
}

internal sealed class People : IUserDirectory
{
    private static readonly UserSummary[] All =
        [new(NoticeShell.Ann, "ann@example.com", "Ann", true), new(NoticeShell.Ben, "ben@example.com", "Ben <b>", true)];

    public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(All.FirstOrDefault(x => x.Id == userId));

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(All.FirstOrDefault(x => x.Email == email));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string,
        UserSummary>>(All.Where(x => userIds.Contains(x.Id)).ToDictionary(x => x.Id, StringComparer.Ordinal));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string,
        UserSummary>>(All.Where(x => emails.Contains(x.Email)).ToDictionary(x => x.Email, StringComparer.Ordinal));

    public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>(All);

    public Task<IReadOnlyList<UserSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>(
            [.. All.Where(x => SearchKey.Of($"{x.Name} {x.Email}").Contains(SearchKey.Of(text))).Take(limit)]);
}
