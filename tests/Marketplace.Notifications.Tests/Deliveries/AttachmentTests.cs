using Marketplace.Data;
using Marketplace.Notifications.Deliveries;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Notifications.Tests.Deliveries;

/// <summary>A file that a mail carries is made when the mail is sent.</summary>
public sealed class AttachmentTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task It_is_made_anew_for_every_attempt(DatabaseKind kind)
    {
        await using var shell = await ShellAsync(kind, new Counting());
        shell.Get<Post>().Failures = 1;
        await TellAsync(shell, "row_1");
        await shell.DrainOutboxAsync();
        shell.Time.Advance(TimeSpan.FromMinutes(1));
        await shell.DrainOutboxAsync();

        var attachment = Assert.Single(shell.Mails()).Attachment!;
        Assert.Equal(("row_1-2.txt", "text/plain"), (attachment.FileName, attachment.ContentType));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_mail_waits_for_the_feature_that_makes_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using (var without = await ShellAsync(database, null))
        {
            await TellAsync(without, "row_1");
            await without.DrainOutboxAsync();
            var delivery = await without.MailOfAsync("evt_1");
            Assert.Equal(DeliveryState.Waiting, delivery.State);
            Assert.Contains(
                "a file that test.file makes, and no feature that is switched on has it", delivery.Error!, StringComparison.Ordinal);
        }

        await using var with = await ShellAsync(database, new Counting());
        with.Time.Advance(TimeSpan.FromMinutes(5));
        await with.DrainOutboxAsync();

        Assert.NotNull(Assert.Single(with.Mails()).Attachment);
        Assert.Equal(DeliveryState.Sent, (await with.MailOfAsync("evt_1")).State);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite, 2)]
    [InlineData(DatabaseKind.Postgres, 2)]
    [InlineData(DatabaseKind.Sqlite, 3)]
    public async Task A_file_that_cannot_be_made_keeps_the_mail_for_three_attempts(DatabaseKind kind, int failures)
    {
        await using var shell = await ShellAsync(kind, new Counting { Failures = failures });
        await TellAsync(shell, "row_1");
        for (var attempt = 1; attempt < SendNoticeMail.MaxFailuresOfFile; attempt++)
        {
            await shell.DrainOutboxAsync();
            var waiting = await shell.MailOfAsync("evt_1");
            Assert.Equal((DeliveryState.Waiting, "The file is broken."), (waiting.State, waiting.Error));
            shell.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await shell.DrainOutboxAsync();

        Assert.Equal(DeliveryState.Sent, (await shell.MailOfAsync("evt_1")).State);
        Assert.Equal(failures < SendNoticeMail.MaxFailuresOfFile, Assert.Single(shell.Mails()).Attachment is not null);
        Assert.Equal(
            failures < SendNoticeMail.MaxFailuresOfFile ? 0 : 1,
            shell.Log.Entries.Count(x => x.Message.Contains("goes without its file: test.file failed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Attempts_that_the_mail_server_refused_do_not_count_as_failures_of_the_file()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite, new Counting { FailsAt = 3 });
        shell.Get<Post>().Failures = 2;
        await TellAsync(shell, "row_1");
        for (var attempt = 0; attempt < 4; attempt++)
        {
            await shell.DrainOutboxAsync();
            shell.Time.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.NotNull(Assert.Single(shell.Mails()).Attachment);
    }

    [Fact]
    public async Task A_maker_that_cannot_be_built_keeps_no_mail_without_a_file()
    {
        await using var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite,
            setup =>
            {
                NoticeShell.Arrange(setup);
                setup.Services.AddScoped<IAttachmentMaker>(_ => throw new InvalidOperationException("It is broken."));
            },
            new Startup());
        await shell.TellAsync("evt_1");
        await shell.DrainOutboxAsync();

        Assert.Single(shell.Mails());
    }

    [Fact]
    public async Task Where_there_is_nothing_to_make_it_of_the_mail_goes_without()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite, new Counting());
        await TellAsync(shell, "");
        await shell.DrainOutboxAsync();

        Assert.Null(Assert.Single(shell.Mails()).Attachment);
    }

    private static Task<bool> TellAsync(TestShell shell, string reference) => shell.NotifyAsync(
        new Notification(SampleKinds.Received, NoticeShell.Ann, "evt_1", SampleKinds.Values("$5.00", "ben@example.com"))
        {
            Attachment = new NotificationAttachment("test.file", reference),
        });

    private static Task<TestShell> ShellAsync(DatabaseKind kind, Counting maker) =>
        TestShell.CreateAsync(kind, setup => Arrange(setup, maker), new Startup());

    private static Task<TestShell> ShellAsync(TestDatabase database, Counting? maker) =>
        TestShell.CreateAsync(database, setup => Arrange(setup, maker), new Startup());

    private static void Arrange(TestShellSetup setup, Counting? maker)
    {
        NoticeShell.Arrange(setup);
        if (maker is not null)
            setup.Services.AddSingleton<IAttachmentMaker>(maker);
    }

    private sealed class Counting : IAttachmentMaker
    {
        private int _asked;

        /// <summary>So many times at first.</summary>
        public int Failures { get; init; }

        /// <summary>This time, from 1.</summary>
        public int FailsAt { get; init; }

        public string Id => "test.file";

        public Task<MailAttachment?> MakeAsync(string reference, CancellationToken cancellationToken)
        {
            if (++_asked <= Failures || _asked == FailsAt)
                throw new InvalidOperationException("The file is broken.");
            return Task.FromResult<MailAttachment?>(
                reference.Length == 0 ? null : new MailAttachment($"{reference}-{_asked}.txt", "text/plain", [1]));
        }
    }
}
