using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Content.Reviews;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Publishing;

public sealed class PublishingTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_draft_is_reviewed_and_then_published(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a", body: "First words", publish: false)).ItemId;
        var (submit, publish, comments) = (shell.Get<SubmitForReview>(), shell.Get<PublishItem>(), shell.Get<Comments>());
        Assert.IsType<PublishResult.Refused>(await publish.ApproveAsync(id, 1, ContentShell.Bob, default));
        Assert.IsType<PublishResult.Conflict>(await submit.ExecuteAsync(id, 2, ContentShell.Ann, default));
        Assert.Equal(
            ItemState.InReview, Assert.IsType<PublishResult.Done>(await submit.ExecuteAsync(id, 1, ContentShell.Ann, default)).Item.State);
        Assert.IsType<PublishResult.Refused>(await submit.ExecuteAsync(id, 1, ContentShell.Ann, default));

        Assert.IsType<PublishResult.Refused>(await comments.AskForChangesAsync(id, 1, "First", " ", ContentShell.Bob, default));
        Assert.IsType<PublishResult.Done>(
            await comments.AskForChangesAsync(id, 1, "First words", "Say more.", ContentShell.Bob, default));
        Assert.IsType<PublishResult.Refused>(
            await comments.AskForChangesAsync(id, 1, "", "Say still more.", ContentShell.Bob, default));
        var asked = Assert.Single(await comments.ListAsync(id, default));
        Assert.True(asked is { Quote: "First words", Text: "Say more.", AsksForChanges: true, ResolvedAt: null, Version: 1 });
        Assert.Equal(ItemState.Draft, (await shell.FindAsync(id)).State);
        Assert.True(await comments.ResolveAsync(id, asked.Id, true, ContentShell.Ann, default));
        Assert.False(await comments.ResolveAsync(id, asked.Id, true, ContentShell.Ann, default));
        Assert.True(await comments.ResolveAsync(id, asked.Id, false, ContentShell.Ann, default));

        await submit.ExecuteAsync(id, 1, ContentShell.Ann, default);
        Assert.Equal(
            ItemState.Published,
            Assert.IsType<PublishResult.Done>(await publish.ApproveAsync(id, 1, ContentShell.Bob, default)).Item.State);
        Assert.Equal(ContentShell.Bob, Assert.Single(shell.Get<TestAudit>().Entries).Who);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_readers_see_its_event_and_the_stamp_change_together_or_not_at_all(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind, x => x.Services.AddEventHandler<ContentPublished, Hear>()
            .AddEventHandler<ContentUnpublished, Hear>().AddSingleton<Heard>());
        var stamp = await shell.Get<ContentStamp>().ReadAsync(default);
        var first = await shell.WriteAsync("/a");
        var then = await shell.Get<ContentStamp>().ReadAsync(default);
        Assert.True(then > stamp);
        await shell.Get<UnpublishItem>().ExecuteAsync(first.ItemId, ContentShell.Ann, default);
        Assert.IsType<PublishResult.Refused>(await shell.Get<UnpublishItem>().ExecuteAsync(first.ItemId, ContentShell.Ann, default));
        Assert.True(await shell.Get<ContentStamp>().ReadAsync(default) > then);
        await shell.DrainOutboxAsync();
        Assert.Equal(["published /a", "unpublished /a"], shell.Get<Heard>().Order(StringComparer.Ordinal));

        await using var broken = await ContentShell.CreateAsync(kind, x => x.Services.AddSingleton<IOutbox, BrokenOutbox>());
        await Assert.ThrowsAsync<InvalidOperationException>(() => broken.WriteAsync("/a"));
        Assert.Null(await broken.Get<IPublishedContent>().FindAsync("/a", null, default));
        Assert.Empty((await broken.Get<ItemList>().ListAsync(new ItemFilter(), 0, 10, default)).Lines);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_unfinished_is_refused_with_a_sentence(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/a", publish: false)).ItemId;
        var item = await shell.FindAsync(id);
        await shell.Get<SaveDraft>().ExecuteAsync(id, 1, item.Text with { Title = "" }, ContentShell.Ann, false, default);
        Assert.Contains("title", await WhyAsync(2), StringComparison.Ordinal);
        await shell.Get<SaveDraft>().ExecuteAsync(id, 2, item.Text with { Address = "" }, ContentShell.Ann, false, default);
        Assert.Contains("address", await WhyAsync(3), StringComparison.Ordinal);

        async Task<string> WhyAsync(int version) => Assert.IsType<PublishResult.Refused>(
            await shell.Get<PublishItem>().ExecuteAsync(id, version, ContentShell.Ann, default)).Why;
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Another_process_sees_what_is_published_within_a_second(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var here = await ContentShell.CreateAsync(database);
        await using var there = await ContentShell.CreateAsync(database);
        Assert.Null(await there.Get<IPublishedContent>().FindAsync("/a", null, default));
        await here.WriteAsync("/a");
        there.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.NotNull(await there.Get<IPublishedContent>().FindAsync("/a", null, default));
    }

    internal sealed class Heard : System.Collections.Concurrent.ConcurrentBag<string>;

    [Delivery(Lane.Work)]
    private sealed class Hear(Heard heard) : IEventHandler<ContentPublished>, IEventHandler<ContentUnpublished>
    {
        public Task HandleAsync(ContentPublished @event, string eventId, CancellationToken cancellationToken)
        {
            heard.Add("published " + @event.Address);
            return Task.CompletedTask;
        }

        public Task HandleAsync(ContentUnpublished @event, string eventId, CancellationToken cancellationToken)
        {
            heard.Add("unpublished " + @event.Address);
            return Task.CompletedTask;
        }
    }

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
