using System.Text.Json.Nodes;
using Marketplace.Content.Exchange;
using Marketplace.Content.Items;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Content.Tests.Exchange.ExchangeSite;

namespace Marketplace.Content.Tests.Exchange;

public sealed class ContentStepTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("content-step-").FullName;

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_second_run_updates_what_nobody_edited(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        Write(Page("en/a.md", "One"), Page("de/a.md", "Eins"), Page("en/b.md", "One"), Page("en/not-here.md", "One"));
        await RunAsync(shell, """{"name":"content","folder":"docs","except":["not-here"]}""");
        Assert.Equal("Eins", (await shell.ReadAsync("/a", "de")).Markdown);
        Assert.Null(await shell.Get<IPublishedContent>().FindAsync("/not-here", null, default));
        var stamp = await shell.Get<IPublishedContent>().ReadStampAsync(default);

        await RunAsync(shell, """{"name":"content","folder":"docs","except":["/not-here"]}""");
        Assert.Equal(stamp, await shell.Get<IPublishedContent>().ReadStampAsync(default));

        await shell.WriteAsync("/b", body: "Edited here");
        Write(Page("en/a.md", "Two"), Page("en/b.md", "Two"));
        await RunAsync(shell, """{"name":"content","folder":"docs","except":["not-here"]}""");
        Assert.Equal(("Two", "Edited here"), ((await shell.ReadAsync("/a")).Markdown, (await shell.ReadAsync("/b")).Markdown));
    }

    [Theory]
    [InlineData("""{"name":"content"}""", "needs \"folder\"")]
    [InlineData("""{"name":"content","folder":7}""", "needs \"folder\"")]
    [InlineData("""{"name":"content","folder":"nowhere"}""", "is not there")]
    [InlineData("""{"name":"content","folder":"docs","except":"a"}""", "is a list of pages")]
    [InlineData("""{"name":"content","folder":"docs","except":["missing"]}""", "has no such page")]
    [InlineData("""{"name":"content","folder":"docs"}""", "en/bad.md")]
    public async Task A_step_that_cannot_run_says_why(string step, string sentence)
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        Write(Page("en/a.md", "One"));
        if (sentence == "en/bad.md")
            Write(("en/bad.md", "no head"));
        var refused = await Assert.ThrowsAsync<RecipeException>(() => RunAsync(shell, step));
        Assert.Contains(sentence, refused.Message, StringComparison.Ordinal);
        Assert.Empty((await shell.Get<ItemList>().ListAsync(new ItemFilter(), 0, 50, default)).Lines);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Commands_write_a_folder_and_read_it_elsewhere(DatabaseKind kind)
    {
        await using var from = await ContentShell.CreateAsync(kind);
        await from.WriteAsync("/a", body: "Text\r\n");
        Assert.Equal(0, (await RunAsync<ExportCommand>(from, "--folder", _folder)).Code);

        await using var to = await ContentShell.CreateAsync(kind);
        var (code, said) = await RunAsync<ImportCommand>(to, "--folder", _folder, "--dry-run");
        Assert.Equal(0, code);
        Assert.Contains("en/a.md", said, StringComparison.Ordinal);
        Assert.Null(await to.Get<IPublishedContent>().FindAsync("/a", null, default));
        (_, said) = await RunAsync<ImportCommand>(to, "--folder", _folder);
        Assert.Contains("1 pages and 0 files imported", said, StringComparison.Ordinal);
        Assert.Equal("Text\r\n", (await to.ReadAsync("/a")).Markdown);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private void Write(params (string Path, string Content)[] files)
    {
        foreach (var (path, content) in files)
        {
            var target = Path.Combine(_folder, "docs", path);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.WriteAllText(target, content);
        }
    }

    private async Task RunAsync(TestShell shell, string step)
    {
        await using var scope = shell.CreateScope();
        await scope.ServiceProvider.GetServices<IRecipeStepHandler>().Single(x => x.Name == "content")
            .ExecuteAsync(new RecipeStepContext(JsonNode.Parse(step)!.AsObject(), _folder, IsDevelopment: true), default);
    }

    private static async Task<(int Code, string Said)> RunAsync<TCommand>(TestShell shell, params string[] arguments)
        where TCommand : class, ITenantCommand
    {
        await using var output = new StringWriter();
        var code = await shell.InScopeAsync(
            (TCommand x) => x.RunAsync(new CommandContext(new CommandArguments(arguments), output), default));
        return (code, output.ToString());
    }
}
