using Marketplace.Content.Editing;
using Marketplace.Content.Exchange;
using Marketplace.Content.Items;
using Marketplace.Content.Media;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using static Marketplace.Content.Tests.Exchange.ExchangeSite;

namespace Marketplace.Content.Tests.Exchange;

public sealed class ImportTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_tree_comes_in_with_places_languages_and_every_byte(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.ImportAsync(
            Page("en/guides/index.md", "Top\r\n\r\n", "Guides", "position: 10\n"),
            Page("en/guides/setup/linux.md", "  *Linux*", "Linux", "parent: /guides\nposition: 20\n"),
            Page("de/guides/setup/linux.md", "Auf Deutsch", "Linux", "address: /guides/linux-de\nparent: /guides\nposition: 20\n"),
            Page("en/about.md", "A draft", "About", "published: false\n"),
            Page("en/snippets/note.md", "A note", "Note", "kind: snippet\n"));

        Assert.Equal("Top\r\n\r\n", (await shell.ReadAsync("/guides")).Markdown);
        var linux = await shell.ReadAsync("/guides/setup/linux");
        var german = await shell.ReadAsync("/guides/linux-de", "de");
        Assert.Equal(("  *Linux*", "Auf Deutsch"), (linux.Markdown, german.Markdown));
        Assert.Equal(linux.Entry.GroupId, german.Entry.GroupId);
        Assert.Equal((await shell.ReadAsync("/guides")).Entry.GroupId, linux.Entry.ParentGroupId);
        Assert.Null(await shell.Get<IPublishedContent>().FindAsync("/about", null, default));
        Assert.NotNull(await shell.Get<ContentWriter>().FindAsync("snippet", "note", "en", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_dry_run_knows_what_changed_where(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        (string, string)[] first = [.. new[] { "same", "file", "here", "both", "gone" }.Select(x => Page($"en/{x}.md", "One", x))];
        await shell.ImportAsync(first);
        foreach (var address in new[] { "/here", "/both" })
            await shell.WriteAsync(address, address[1..], "Edited here");
        await shell.WriteAsync("/unknown", "unknown", "Written here");
        await TrashAsync(shell, "/gone");

        var plan = await shell.PlanAsync(
            Page("en/same.md", "One", "same"), Page("en/file.md", "Two", "file"), Page("en/here.md", "One", "here"),
            Page("en/both.md", "Two", "both"), Page("en/gone.md", "Two", "gone"), Page("en/unknown.md", "Two", "unknown"),
            Page("en/fresh.md", "One", "fresh"));

        Assert.Empty(plan.Problems);
        Assert.Equal(
            "Unchanged Changed Kept Conflict Gone Conflict New", string.Join(' ', plan.Pages.Select(x => x.Act.ToString())));
        Assert.Equal("One", (await shell.ReadAsync("/file")).Markdown);

        Assert.Equal(new ImportResult.Done(3, 0), await shell.ApplyAsync(plan, "en/unknown.md"));
        Assert.Equal("Two", (await shell.ReadAsync("/file")).Markdown);
        Assert.Equal("Two", (await shell.ReadAsync("/unknown")).Markdown);
        Assert.Equal("Edited here", (await shell.ReadAsync("/both")).Markdown);
        Assert.Equal("Edited here", (await shell.ReadAsync("/here")).Markdown);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_edited_between_the_dry_run_and_the_import_is_not_overwritten(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.ImportAsync(Page("en/a.md", "One"), Page("en/b.md", "One"));
        var plan = await shell.PlanAsync(Page("en/a.md", "Two"), Page("en/b.md", "Two"));
        await shell.WriteAsync("/b", body: "Edited here");

        var refused = Assert.IsType<ImportResult.Refused>(await shell.ApplyAsync(plan));
        Assert.Equal("en/b.md", refused.Problem.File);
        Assert.Equal("One", (await shell.ReadAsync("/a")).Markdown);
        Assert.NotEqual(plan.Version, (await shell.PlanAsync(Page("en/a.md", "Two"), Page("en/b.md", "Two"))).Version);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_written_at_the_address_between_the_dry_run_and_the_import_is_a_conflict(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        (string, string)[] files = [Page("en/a.md", "From the file"), Page("en/b.md", "One")];
        var plan = await shell.PlanAsync(files);
        Assert.Equal([ImportAct.New, ImportAct.New], plan.Pages.Select(x => x.Act));
        var item = (await shell.WriteAsync("/a", body: "Written here", publish: false)).ItemId;
        Assert.Equal("en/a.md", Assert.IsType<ImportResult.Refused>(await shell.ApplyAsync(plan)).Problem.File);
        Assert.Equal("Written here", (await shell.FindAsync(item)).Body);
        Assert.Null(await shell.Get<IPublishedContent>().FindAsync("/b", null, default));

        var again = await shell.PlanAsync(files);
        Assert.Equal([ImportAct.Conflict, ImportAct.New], again.Pages.Select(x => x.Act));
        Assert.Equal(new ImportResult.Done(1, 0), await shell.ApplyAsync(again));
        Assert.Equal("Written here", (await shell.FindAsync(item)).Body);

        // Chosen: the file goes over it, and what was written stays in the history.
        Assert.Equal(new ImportResult.Done(1, 0), await shell.ApplyAsync(await shell.PlanAsync(files), "en/a.md"));
        Assert.Equal("From the file", (await shell.ReadAsync("/a")).Markdown);
        Assert.Equal("Written here", (await shell.Get<ItemHistory>().FindAsync(item, 1, default))!.Body);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Pages_below_one_another_in_a_circle_are_refused_with_their_names(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.ImportAsync(
            Page("en/guides/x.md", "x"), Page("en/guides/y.md", "y", more: "parent: /guides/x\n"), Page("en/guides/z.md", "z"));
        await CircleAsync(
            "en/guides/a.md, en/guides/b.md, en/guides/c.md", Page("en/guides/a.md", "a", more: "parent: /guides/b\n"),
            Page("en/guides/b.md", "b", more: "parent: /guides/c\n"), Page("en/guides/c.md", "c", more: "parent: /guides/a\n"),
            Page("en/guides/d.md", "d", more: "parent: /guides/a\n"));
        await CircleAsync("en/guides/x.md", Page("en/guides/x.md", "x", more: "parent: /guides/x\n"));
        // One half of the circle is in the file, the other one here.
        await CircleAsync("en/guides/x.md", Page("en/guides/x.md", "x", more: "parent: /guides/y\n"));

        // The other half would go away with a page that stays as it is here.
        await shell.WriteAsync("/guides/y", "y", "Edited here", "guide", parent: (await shell.ReadAsync("/guides/x")).Entry.GroupId);
        var plan = await shell.PlanAsync(
            Page("en/guides/x.md", "New", more: "parent: /guides/y\n"), Page("en/guides/y.md", "New"), Page("en/guides/z.md", "New"));
        Assert.Empty(plan.Problems);
        var refused = Assert.IsType<ImportResult.Refused>(await shell.ApplyAsync(plan));
        Assert.Contains("in a circle: en/guides/x.md, en/guides/y.md.", refused.Problem.Sentence, StringComparison.Ordinal);
        Assert.Equal("z", (await shell.ReadAsync("/guides/z")).Markdown);
        Assert.IsType<ImportResult.Done>(await shell.ApplyAsync(plan, "en/guides/y.md"));

        async Task CircleAsync(string names, params (string Path, string Content)[] files)
        {
            var problem = Assert.Single((await shell.PlanAsync(files)).Problems);
            Assert.Contains($"in a circle: {names}.", problem.Sentence, StringComparison.Ordinal);
            Assert.StartsWith(problem.File, names, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Translations_that_come_in_know_what_they_were_made_from(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.ImportAsync(Page("en/a.md", "One"), Page("de/a.md", "Eins"));
        var german = (await shell.Get<ContentWriter>().FindAsync("page", "/a", "de", default))!;
        Assert.Equal(((await shell.ReadAsync("/a")).Entry.ItemId, 1), (german.SourceItemId, german.SourceVersion));

        await shell.ImportAsync(Page("en/a.md", "Two"), Page("de/a.md", "Eins"));
        Assert.Equal([german.Id], await OutdatedAsync());
        await shell.ImportAsync(Page("en/a.md", "Two"), Page("de/a.md", "Zwei"));
        Assert.Empty(await OutdatedAsync());
        await shell.ImportAsync(Page("en/a.md", "Three"), Page("de/a.md", "Drei"));
        Assert.Empty(await OutdatedAsync());

        async Task<IEnumerable<string>> OutdatedAsync() =>
            (await shell.Get<ItemList>().ListAsync(new ItemFilter(IsOutdated: true), 0, 10, default)).Lines.Select(x => x.Id);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Out_and_in_again_gives_the_same_files_to_the_last_byte(DatabaseKind kind)
    {
        await using var from = await ContentShell.CreateAsync(kind);
        await from.WriteAsync("/guides", "Guides: “all” of them", "Top\r\n---\r\n", "guide");
        var parent = (await from.ReadAsync("/guides")).Entry.GroupId;
        var child = await from.WriteAsync("/guides/one", "One", "\tText  \n\n", "guide", parent: parent);
        await from.WriteAsync("/guides/eins", "Eins", "Ein Text", "guide", "de", group: child.GroupId);
        await from.WriteAsync("/about", "About", "", "page");
        await from.WriteAsync("note", "Note", "A note", "snippet");
        await from.WriteAsync("/about", "About", "An unfinished change", "page", publish: false);
        var files = await from.ExportAsync();
        Assert.Equal(
            ["de/guides/one.md", "en/about.md", "en/guides/index.md", "en/guides/one.md", "en/snippet/note.md"], files.Keys);

        await using var to = await ContentShell.CreateAsync(kind);
        await to.ImportAsync([.. files.Select(x => (x.Key, x.Value))]);
        Assert.Equal(files, await to.ExportAsync());
        Assert.Equal((await to.ReadAsync("/guides/one")).Entry.GroupId, (await to.ReadAsync("/guides/eins", "de")).Entry.GroupId);

        // What was fetched is not newer than what is here, and an unfinished change is nobody's to overwrite unseen.
        var again = await from.PlanAsync([.. files.Select(x => (x.Key, x.Value))]);
        Assert.All(again.Pages, x => Assert.True(x.Act is ImportAct.Unchanged or ImportAct.Kept, $"{x.Page.File} {x.Act}"));
        var drafts = await from.ExportAsync(new ExportChoice(WithDrafts: true));
        Assert.Contains("An unfinished change", drafts["en/about.md"], StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_wrong_is_named_with_its_file_and_nothing_is_imported(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/taken");
        await ProblemAsync("has no title", "en/a.md", "---\ndescription: x\n---\n");
        await ProblemAsync("“colour” is not known", "en/a.md", "---\ntitle: x\ncolour: red\n---\n");
        await ProblemAsync("no kind “thing”", "en/a.md", "---\ntitle: x\nkind: thing\n---\n");
        await ProblemAsync("the folder says en", "en/a.md", "---\ntitle: x\nlanguage: de\n---\n");
        await ProblemAsync("no address", "en/a.md", "---\ntitle: x\naddress: a b\n---\n");
        await ProblemAsync("small letters", "en/a.md", "---\ntitle: x\naddress: /Big\n---\n");
        await ProblemAsync("belong to the site", "en/admin/a.md", "---\ntitle: x\n---\n");
        await ProblemAsync("no page /nowhere", "en/guides/a.md", "---\ntitle: x\nparent: /nowhere\n---\n");
        await ProblemAsync("whole number", "en/a.md", "---\ntitle: x\nposition: first\n---\n");
        await ProblemAsync("true or false", "en/a.md", "---\ntitle: x\npublished: perhaps\n---\n");
        await ProblemAsync("has the address /taken already", "de/taken.md", "---\ntitle: x\n---\n");
        await ProblemAsync("not UTF-8", "en/a.md", null, [.. "---\ntitle: x\n---\n"u8, 0xE9, 0x20]);
        await ProblemAsync("not UTF-8", "en/a.md", null, System.Text.Encoding.Unicode.GetBytes("\uFEFF---\ntitle: x\n---\n"));
        await ProblemAsync("no text", "en/a.md", "---\ntitle: x\n---\n\0");
        await ProblemAsync("at most 1000000", "en/a.md", "---\ntitle: x\n---\n" + new string('x', 1_000_001));
        Assert.Contains(
            "the same address as en/a.md",
            Assert.Single((await shell.PlanAsync(Page("en/a.md", "x"), Page("en/b.md", "x", more: "address: /a\n"))).Problems).Sentence,
            StringComparison.Ordinal);
        Assert.Equal(
            "too deep",
            Assert.IsType<ImportResult.Refused>(await shell.ApplyAsync(await shell.PlanAsync(Page("en/a.md", "much too deep"))))
                .Problem.Sentence["This text is ".Length..^1]);
        Assert.Single((await shell.Get<ItemList>().ListAsync(new ItemFilter(), 0, 50, default)).Lines);

        async Task ProblemAsync(string sentence, string path, string? content, byte[]? bytes = null)
        {
            var zip = ReadFilesTests.Zip((path, bytes ?? System.Text.Encoding.UTF8.GetBytes(content!)));
            var tree = shell.Get<ReadPages>().Execute(
                await shell.Get<ReadFiles>().FromZipAsync(zip, default), shell.Get<KindCatalogue>().All, "en");
            var problem = Assert.Single((await shell.Get<PlanImport>().ExecuteAsync(tree, default)).Problems);
            Assert.Equal(path, problem.File);
            Assert.Contains(sentence, problem.Sentence, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_upload_waits_for_a_day(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var uploads = shell.Get<Uploads>();
        var id = await uploads.AddAsync("a.zip", [1, 2, 0, 255], ContentShell.Ann, default);
        Assert.Equal([1, 2, 0, 255], (await uploads.FindAsync(id, default))!.Content);
        shell.Time.Advance(TimeSpan.FromHours(25));
        await uploads.AddAsync("b.zip", [1], ContentShell.Ann, default);
        Assert.Null(await uploads.FindAsync(id, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Media_come_and_go_with_the_texts(DatabaseKind kind)
    {
        var library = new Shelf();
        await using var shell = await ContentShell.CreateAsync(
            kind, x => x.Services.Replace(ServiceDescriptor.Singleton<IMediaFiles>(library)));
        var plan = await shell.PlanAsync(Page("en/a.md", "x"), ("media/docs/a.png", "picture"), ("media/bad.png", "refused"));
        Assert.All(plan.Media, x => Assert.Equal(ImportAct.New, x.Act));
        var refused = Assert.IsType<ImportResult.Refused>(await shell.ApplyAsync(plan));
        Assert.Equal(new Marketplace.Content.Exchange.FileProblem("media/bad.png", "No picture."), refused.Problem);
        Assert.Null(await shell.Get<IPublishedContent>().FindAsync("/a", null, default));

        await shell.ImportAsync(Page("en/a.md", "x"), ("media/docs/a.png", "picture"));
        Assert.Equal("picture", (await shell.ExportAsync())["media/docs/a.png"]);
        var again = await shell.PlanAsync(("media/docs/a.png", "picture"), ("media/docs/b.png", "another"));
        Assert.Equal([ImportAct.Unchanged, ImportAct.New], again.Media.Select(x => x.Act));
    }

    /// <summary>As the trash does it.</summary>
    private static async Task TrashAsync(TestShell shell, string address)
    {
        var item = (await shell.Get<ContentWriter>().FindAsync("page", address, "en", default))!;
        await shell.Database.InTransactionAsync(
            async db =>
            {
                await db.ExecuteAsync("delete from content_published where item_id = @Id", new { item.Id });
                await db.ExecuteAsync(
                    "update content_items set trashed_at = @now where id = @Id", new { item.Id, now = shell.Time.GetUtcNow() });
            },
            default);
    }

    private sealed class Shelf : IMediaFiles
    {
        private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

        public Task<IReadOnlyDictionary<string, IReadOnlyCollection<string>>> ListAsync(CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyDictionary<string, IReadOnlyCollection<string>>>(_files.ToDictionary(
                x => x.Key,
                x => (IReadOnlyCollection<string>)[Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(x.Value))],
                StringComparer.Ordinal));

        public Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) => Task.FromResult(_files.GetValueOrDefault(path));

        public Task<string?> StoreAsync(string path, byte[] content, string by, CancellationToken cancellationToken)
        {
            if (path == "bad.png")
                return Task.FromResult<string?>("No picture.");
            _files[path] = content;
            return Task.FromResult<string?>(null);
        }
    }
}
