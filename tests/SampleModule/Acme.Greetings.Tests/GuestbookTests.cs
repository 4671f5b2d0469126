using Acme.Greetings.Guestbook;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Acme.Greetings.Tests;

public sealed class GuestbookTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_greeting_is_answered_once_however_often_its_event_comes(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, new Startup());
        var left = await shell.Get<LeaveGreeting>().ExecuteAsync("Hello", "usr_ann", default);
        Assert.Null(Assert.Single(await ListAsync(shell)).Answer);

        Assert.Equal(1, await shell.DrainOutboxAsync());
        Assert.Equal("Thank you for your kind words.", Assert.Single(await ListAsync(shell)).Answer);

        await shell.InScopeAsync(async (Answers.AnswerGreeting x) =>
        {
            await x.HandleAsync(new GreetingLeft(left.Id, "usr_ann"), "another delivery", default);
            return true;
        });
        Assert.Equal("Test answered your greeting", Assert.Single(shell.Notifier.Told).Subject);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Where_the_event_cannot_be_stored_no_greeting_is_left(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(
            kind, setup => setup.Services.AddSingleton<IOutbox, BrokenOutbox>(), new Startup());
        await Assert.ThrowsAsync<InvalidOperationException>(() => shell.Get<LeaveGreeting>().ExecuteAsync("Hello", null, default));
        Assert.Empty(await ListAsync(shell));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Greetings_are_forgotten_when_the_settings_say(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, new Startup());
        shell.Tenant.Set(GreetingSettings.Section, new GreetingSettings { KeepDays = 30 });
        await shell.Get<LeaveGreeting>().ExecuteAsync("Old", null, default);
        shell.Time.Advance(TimeSpan.FromDays(20));
        await shell.Get<LeaveGreeting>().ExecuteAsync("New", null, default);
        shell.Time.Advance(TimeSpan.FromDays(11));

        await shell.InScopeAsync(async (ForgetOldGreetings x) =>
        {
            await x.RunAsync(default);
            return true;
        });
        Assert.Equal("New", Assert.Single(await ListAsync(shell)).Text);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_command_removes_what_was_left_before_a_day(DatabaseKind kind)
    {
        await using var shell = await TestShell.CreateAsync(kind, new Startup());
        await shell.Get<LeaveGreeting>().ExecuteAsync("Hello", null, default);
        await using var output = new StringWriter();

        Task<int> Run(params string[] arguments) => shell.InScopeAsync((ForgetGreetingsCommand x) =>
            x.RunAsync(new CommandContext(new CommandArguments(arguments), output), default));

        await Assert.ThrowsAsync<CommandUsageException>(() => Run("--before", "yesterday"));
        Assert.Equal(0, await Run("--before", DayText.Write(DateOnly.FromDateTime(shell.Time.GetUtcNow().AddDays(1).Date))));
        Assert.Contains("1 greetings removed", output.ToString(), StringComparison.Ordinal);
        Assert.Empty(await ListAsync(shell));
    }

    private static async Task<IReadOnlyList<Greeting>> ListAsync(TestShell shell) =>
        (await shell.Get<GreetingStore>().ListAsync(new GreetingFilter(), default)).Greetings;

    private sealed class BrokenOutbox : IOutbox
    {
        public Task WriteAsync<TEvent>(UnitOfWork transaction, TEvent @event, CancellationToken cancellationToken)
            where TEvent : class => throw new InvalidOperationException("The outbox is broken.");

        public Task WriteAsync<TEvent>(
            UnitOfWork transaction, TEvent @event, DateTimeOffset notBefore, CancellationToken cancellationToken)
            where TEvent : class => throw new InvalidOperationException("The outbox is broken.");

        public OutboxRow Prepare<TEvent>(TEvent @event)
            where TEvent : class => throw new InvalidOperationException("The outbox is broken.");

        public void Wake()
        {
        }
    }
}
