using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Overview;
using Marketplace.Content.Publishing;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Editing;

public sealed class TranslationTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_translation_is_out_of_date_once_readers_get_another_source(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var source = (await shell.WriteAsync("/about", "About", "First words")).ItemId;
        var german = await TranslateAsync(shell, source, "de");
        Assert.Equal((1, false), await SourceAsync(shell, german));

        // What is only written changes nothing for readers, nor for the translation.
        await shell.WriteAsync("/about", "About", "Second words", publish: false);
        Assert.Equal((1, false), await SourceAsync(shell, german));
        Assert.Empty(await OutdatedAsync(shell));

        await shell.WriteAsync("/about", "About", "Second words");
        Assert.Equal((2, true), await SourceAsync(shell, german));
        Assert.Equal([german], await OutdatedAsync(shell));
        var difference = (await shell.Get<ReadSource>().ExecuteAsync(await shell.FindAsync(german), default))!.Difference!;
        Assert.Equal(("First words", "Second words"), (difference.From.Body, difference.To.Body));
        Assert.Contains(difference.Lines!.NewText.Lines, x => x.Text == "Second words");

        var confirm = shell.Get<ConfirmTranslation>();
        Assert.IsType<PublishResult.Conflict>(await confirm.ExecuteAsync(german, 7, 2, default));
        Assert.IsType<PublishResult.Refused>(await confirm.ExecuteAsync(german, 1, 3, default));
        Assert.IsType<PublishResult.Refused>(await confirm.ExecuteAsync(source, 2, 2, default));
        Assert.IsType<PublishResult.NotFound>(await confirm.ExecuteAsync("cit_nothing", 1, 2, default));
        Assert.IsType<PublishResult.Done>(await confirm.ExecuteAsync(german, 1, 2, default));
        Assert.Equal((2, false), await SourceAsync(shell, german));
        Assert.Empty(await OutdatedAsync(shell));
        await shell.Get<PublishItem>().ExecuteAsync(german, 1, ContentShell.Ann, default);
        Assert.Empty(await OutdatedAsync(shell));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_version_that_was_translated_stays_in_the_history(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var source = await shell.FindAsync((await shell.WriteAsync("/about", "About", "Published")).ItemId);
        var save = shell.Get<SaveDraft>();
        await save.ExecuteAsync(source.Id, 1, source.Text with { Body = "Typed one" }, ContentShell.Ann, isAuto: true, default);
        var german = await TranslateAsync(shell, source.Id, "de");
        await save.ExecuteAsync(source.Id, 2, source.Text with { Body = "Typed two" }, ContentShell.Ann, isAuto: true, default);
        await shell.Get<PublishItem>().ExecuteAsync(source.Id, 3, ContentShell.Ann, default);
        var read = await shell.Get<ReadSource>().ExecuteAsync(await shell.FindAsync(german), default);
        Assert.Equal("Typed one", read!.Difference!.From.Body);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Editors_see_what_is_out_of_date_and_what_is_missing(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var about = (await shell.WriteAsync("/about", "About", "Words")).ItemId;
        await shell.WriteAsync("/prices", "Prices");
        await shell.WriteAsync("/idea", "Idea", publish: false);
        await TranslateAsync(shell, about, "de");
        await shell.WriteAsync("/about", "About", "Other words");
        await using var scope = shell.Get<IServiceScopeFactory>().CreateAsyncScope();
        var pieces = scope.ServiceProvider.GetServices<IOverviewPiece>().ToList();
        var outdated = (await pieces.OfType<OutdatedPiece>().Single().ReadAsync(default))!;
        Assert.Equal((1, "About", "Page · de"), (outdated.Count, outdated.Lines[0].Text, outdated.Lines[0].Detail));
        var missing = (await pieces.OfType<MissingPiece>().Single().ReadAsync(default))!;
        Assert.Equal(
            ["~/admin/content?translation=missing-de One text", "~/admin/content?translation=missing-fr 2 texts"],
            missing.Lines.Select(x => $"{x.Href} {x.Detail}"));
        Assert.Equal(3, missing.Count);

        var list = shell.Get<ItemList>();
        var lines = (await list.ListAsync(new ItemFilter(MissingIn: "de"), 0, 10, default)).Lines;
        Assert.Equal("/prices", Assert.Single(lines).Address);
        Assert.Equal(
            [("de", 1), ("en", 0)],
            (await list.ListAsync(new ItemFilter("about"), 0, 10, default)).Lines.Select(x => (x.Language, x.Outdated)).Order());
    }

    private static async Task<string> TranslateAsync(TestShell shell, string source, string language) =>
        Assert.IsType<SaveResult.Saved>(
            await shell.Get<CreateItem>().TranslateAsync(source, language, ContentShell.Bob, default)).ItemId;

    private static async Task<(int Version, bool IsOutdated)> SourceAsync(TestShell shell, string id)
    {
        var source = (await shell.Get<ReadSource>().ExecuteAsync(await shell.FindAsync(id), default))!;
        return (source.Version, source.IsOutdated);
    }

    private static async Task<IEnumerable<string>> OutdatedAsync(TestShell shell) =>
        (await shell.Get<ItemList>().ListAsync(new ItemFilter(IsOutdated: true), 0, 10, default)).Lines.Select(x => x.Id);
}
