using Marketplace.Data;
using Marketplace.Notifications.Deliveries;
using Marketplace.Notifications.Mails;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Tests.Deliveries;

public sealed class DeliveryTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_mail_that_fails_is_tried_again_after_growing_pauses(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        shell.Get<Post>().Failures = 3;
        await shell.TellAsync("evt_1");

        var pauses = new List<TimeSpan>();
        await shell.DrainOutboxAsync();
        while (await shell.Get<OutboxRelay>().FindNextDueAsync(default) is { } due)
        {
            var delivery = await shell.MailOfAsync("evt_1");
            Assert.Equal(
                (DeliveryState.Waiting, pauses.Count + 1, "The mail server says no."), (delivery.State, delivery.Attempts, delivery.Error));
            pauses.Add(due - shell.Time.GetUtcNow());
            shell.Time.Advance(pauses[^1]);
            await shell.DrainOutboxAsync();
        }

        Assert.Equal(3, pauses.Count);
        Assert.Equal(pauses.Order(), pauses);
        Assert.True(pauses[2] > pauses[0]);
        Assert.Single(shell.Mails());
        var sent = await shell.MailOfAsync("evt_1");
        Assert.Equal((DeliveryState.Sent, 4, null, "ann@example.com"), (sent.State, sent.Attempts, sent.Error, sent.Address));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_keeps_failing_is_given_up_for_administrators_to_see_and_send_again(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        shell.Get<Post>().Failures = SendNoticeMail.MaxAttempts;
        await shell.TellAsync("evt_1");
        await SettleAsync(shell);

        var delivery = await shell.MailOfAsync("evt_1");
        Assert.Equal(
            (DeliveryState.GivenUp, SendNoticeMail.MaxAttempts, "The mail server says no."),
            (delivery.State, delivery.Attempts, delivery.Error));
        Assert.Empty(shell.Mails());
        Assert.Equal(1, await shell.InScopeAsync<ListDeliveries, int>(x => x.CountGivenUpAsync(default)));
        Assert.Single(await shell.BellAsync());
        Assert.Equal(0, await shell.Get<WaitingDeliveries>().CountWorryingAsync(default));

        var retried = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => Task.Run(() => shell.Get<RetryDelivery>().ExecuteAsync(delivery.Id, default))));
        Assert.Equal(1, retried.Count(x => x));
        await SettleAsync(shell);
        Assert.Single(shell.Mails());
        Assert.Equal(DeliveryState.Sent, (await shell.MailOfAsync("evt_1")).State);
        Assert.False(await shell.Get<RetryDelivery>().ExecuteAsync(delivery.Id, default));
        Assert.Equal(0, await shell.Get<RetryDelivery>().ExecuteAllAsync(default));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_mail_server_that_is_away_is_waited_for_until_the_outbox_would_give_up(DatabaseKind kind)
    {
        const int Days = 2;
        await using var shell = await TestShell.CreateAsync(
            kind,
            setup =>
            {
                setup.Configuration[OutboxPatience.Setting] = $"{Days}";
                NoticeShell.Arrange(setup);
            },
            new Startup());
        var (post, told) = (shell.Get<Post>(), shell.Time.GetUtcNow());
        (post.IsFinal, post.Failures) = (false, int.MaxValue);
        await shell.TellAsync("evt_1");
        await shell.DrainOutboxAsync();
        while (shell.Time.GetUtcNow() < told.AddDays(Days).AddHours(-3))
        {
            Assert.Equal(DeliveryState.Waiting, (await shell.MailOfAsync("evt_1")).State);
            shell.Time.Advance(TimeSpan.FromHours(1));
            await shell.DrainOutboxAsync();
        }

        var waiting = await shell.MailOfAsync("evt_1");
        Assert.Equal((DeliveryState.Waiting, true), (waiting.State, waiting.Attempts > SendNoticeMail.MaxAttempts));
        await SettleAsync(shell);
        Assert.Equal(DeliveryState.GivenUp, (await shell.MailOfAsync("evt_1")).State);
        Assert.InRange(shell.Time.GetUtcNow() - told, TimeSpan.FromHours((24 * Days) - 2), TimeSpan.FromDays(Days));

        post.Failures = 0;
        Assert.True(await shell.Get<RetryDelivery>().ExecuteAsync(waiting.Id, default));
        await SettleAsync(shell);
        Assert.Equal(DeliveryState.Sent, (await shell.MailOfAsync("evt_1")).State);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task All_that_was_given_up_goes_out_again_together(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        shell.Get<Post>().Failures = 2 * SendNoticeMail.MaxAttempts;
        await shell.TellAsync("evt_1");
        await shell.TellAsync("evt_2");
        await SettleAsync(shell);
        Assert.Empty(shell.Mails());

        Assert.Equal(2, await shell.Get<RetryDelivery>().ExecuteAllAsync(default));
        await SettleAsync(shell);

        Assert.Equal(2, shell.Mails().Count);
    }

    /// <summary>The process dies while the mail server has the mail, and never gets to store that it was sent.</summary>
    [Theory]
    [InlineData(DatabaseKind.Sqlite, false)]
    [InlineData(DatabaseKind.Sqlite, true)]
    [InlineData(DatabaseKind.Postgres, false)]
    [InlineData(DatabaseKind.Postgres, true)]
    public async Task After_a_death_in_the_middle_there_is_one_mail(DatabaseKind kind, bool reachedTheServer)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        var appData = Directory.CreateTempSubdirectory("marketplace-notices-");
        await using var dying = await TestShell.CreateAsync(database, setup => Arrange(setup, appData.FullName), new Startup());
        var dead = new DyingPost(dying.Get<MailSender>(), reachedTheServer);
        await using var shellOfDead = await TestShell.CreateAsync(
            database, setup => { Arrange(setup, appData.FullName); setup.Services.AddSingleton<IMailSender>(dead); }, new Startup());
        await shellOfDead.TellAsync("evt_1");
        var never = shellOfDead.DrainOutboxAsync();
        await dead.Died;

        await using var next = await TestShell.CreateAsync(database, setup => Arrange(setup, appData.FullName), new Startup());
        await next.DrainOutboxAsync();
        Assert.Equal(DeliveryState.Waiting, (await next.MailOfAsync("evt_1")).State);
        next.Time.Advance(TimeSpan.FromMinutes(3));
        await next.DrainOutboxAsync();
        Assert.False(await next.TellAsync("evt_1"));
        await SettleAsync(next);

        var file = Assert.Single(Directory.GetFiles(appData.FullName, "*.eml", SearchOption.AllDirectories));
        var delivery = await next.MailOfAsync("evt_1");
        Assert.Equal((DeliveryState.Sent, 2), (delivery.State, delivery.Attempts));
        Assert.Equal(delivery.Id, Path.GetFileNameWithoutExtension(file));
        Assert.False(never.IsCompleted);
        dead.Bury();
        await never;
        Assert.Equal((DeliveryState.Sent, 2), ((await next.MailOfAsync("evt_1")).State, (await next.MailOfAsync("evt_1")).Attempts));
        appData.Delete(recursive: true);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Who_is_gone_gets_no_mail(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        await shell.TellAsync("evt_1", "usr_gone");
        await SettleAsync(shell);

        Assert.Equal(DeliveryState.Skipped, (await shell.MailOfAsync("evt_1")).State);
        Assert.Empty(shell.Mails());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Deliveries_are_found_by_person_event_subject_state_and_page(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        await shell.TellAsync("evt_1");
        await shell.TellAsync("evt_2", NoticeShell.Ben);
        await shell.NotifyAsync(new Notification(SampleKinds.Charged, NoticeShell.Ann, "evt_3", SampleKinds.Values("100%_\\", "x")));

        async Task<string[]> FindAsync(string? query, DeliveryState? state = null) =>
            [.. (await shell.DeliveriesAsync(new DeliveryFilter(query, state, NotificationChannels.Mail, null))).Select(x => x.EventId)];
        Assert.Equal(["evt_3", "evt_2", "evt_1"], await FindAsync(null));
        Assert.Equal(["evt_2"], await FindAsync("ben@example.com"));
        Assert.Equal(["evt_3", "evt_1"], await FindAsync(NoticeShell.Ann));
        Assert.Equal(["evt_2"], await FindAsync("BEN"));
        Assert.Equal(["evt_2"], await FindAsync("evt_2"));
        Assert.Equal(["evt_3"], await FindAsync("we CHARGED"));
        Assert.Equal(["evt_3"], await FindAsync("100%_\\"));
        Assert.Empty(await FindAsync("%received%"));
        Assert.Empty(await FindAsync("nobody@example.com"));
        Assert.Empty(await FindAsync(null, DeliveryState.GivenUp));
        var first = await shell.InScopeAsync<ListDeliveries,
            DeliveryPage>(x => x.ExecuteAsync(new DeliveryFilter(null, null, null, null), 4, default));
        var second = await shell.InScopeAsync<ListDeliveries,
            DeliveryPage>(x => x.ExecuteAsync(new DeliveryFilter(null, null, null, first.Next), 4, default));
        Assert.Equal(6, first.Deliveries.Concat(second.Deliveries).Select(x => x.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.Null(second.Next);
    }

    private static async Task SettleAsync(TestShell shell)
    {
        await shell.DrainOutboxAsync();
        while (await shell.Get<OutboxRelay>().FindNextDueAsync(default) is { } due)
        {
            if (due > shell.Time.GetUtcNow())
                shell.Time.Advance(due - shell.Time.GetUtcNow());
            await shell.DrainOutboxAsync();
        }
    }

    private static void Arrange(TestShellSetup setup, string appData)
    {
        setup.Configuration["Marketplace:AppData"] = appData;
        NoticeShell.Arrange(setup);
        setup.Services.AddSingleton<MailSender>().AddSingleton<IMailSender>(x => x.GetRequiredService<MailSender>());
    }

    /// <summary>Never comes back from sending until it is buried, as a process that was killed.</summary>
    private sealed class DyingPost(IMailSender inner, bool sends) : IMailSender
    {
        private readonly TaskCompletionSource _died = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _buried = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Died => _died.Task;

        public void Bury() => _buried.SetException(new MailException("Dead."));

        public async Task SendAsync(Mail mail, CancellationToken cancellationToken)
        {
            if (sends)
                await inner.SendAsync(mail, cancellationToken);
            _died.SetResult();
            await _buried.Task;
        }
    }
}
