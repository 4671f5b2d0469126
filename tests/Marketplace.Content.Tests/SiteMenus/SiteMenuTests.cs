using System.Globalization;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Content.SiteMenus;
using Marketplace.Data;
using Marketplace.Testing;

namespace Marketplace.Content.Tests.SiteMenus;

public sealed class SiteMenuTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_entry_follows_its_page_and_is_hidden_while_that_is(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/about", "About");
        await shell.WriteAsync("/team", "Team");
        await SaveAsync(
            shell, "main", "en", ("About", "/About.html", false), ("Team", "/team", true), ("Elsewhere", "https://x.example", false));
        Assert.Equal("About ~/about (Team ~/team), Elsewhere https://x.example ()", await ShownAsync(shell, "storefront"));

        await MoveAsync(shell, "/about", "/about-us");
        Assert.Equal("About ~/about-us (Team ~/team), Elsewhere https://x.example ()", await ShownAsync(shell, "storefront"));
        await WithdrawAsync(shell, "/about-us");
        Assert.Equal("Team ~/team (), Elsewhere https://x.example ()", await ShownAsync(shell, "storefront"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_reader_gets_the_menu_of_the_language_or_of_the_site(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var page = await shell.WriteAsync("/about", "About");
        await shell.WriteAsync("/ueber-uns", "Über uns", language: "de", group: page.GroupId);
        Assert.Null(await shell.Get<IEditedMenus>().FindAsync("footer", default));
        await SaveAsync(shell, "footer", "en", ("About", "/about", false));
        Assert.Equal("About ~/about ()", await ShownAsync(shell, "footer", "de"));
        await SaveAsync(shell, "footer", "de", ("Wir", "/about", false));
        Assert.Equal("Wir ~/ueber-uns ()", await ShownAsync(shell, "footer", "de"));
        Assert.Equal("About ~/about ()", await ShownAsync(shell, "footer", "fr"));
        Assert.Null(await shell.Get<IEditedMenus>().FindAsync("storefront", default));
        Assert.Null(await shell.Get<IEditedMenus>().FindAsync("admin", default));

        await SaveAsync(shell, "footer", "en");
        Assert.Null(await shell.Get<IEditedMenus>().FindAsync("footer", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Two_editors_of_one_menu_do_not_undo_each_other(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var store = shell.Get<SiteMenuStore>();
        var empty = await store.FindAsync("main", "en", default);
        SiteMenu With(string label) => empty with { Entries = [new SiteMenuEntry(label, IsBelow: false, null, "/a")] };
        Assert.True(await store.SaveAsync(With("A"), ContentShell.Ann, default));
        Assert.False(await store.SaveAsync(With("B"), ContentShell.Bob, default));
        var first = await store.FindAsync("main", "en", default);
        Assert.True(await store.SaveAsync(first with { Entries = [] }, ContentShell.Ann, default));
        Assert.False(await store.SaveAsync(first, ContentShell.Bob, default));
        Assert.Empty((await store.FindAsync("main", "en", default)).Entries);
    }

    [Theory]
    [InlineData("", "/a", "Label")]
    [InlineData("A", "", "Target")]
    [InlineData("A", "javascript:alert(1)", "Target")]
    [InlineData("A", "//host", "Target")]
    [InlineData("A", "docs", "Target")]
    [InlineData("A", "/a b", "Target")]
    [InlineData("A", "/a", null)]
    [InlineData("A", "~/a", null)]
    [InlineData("A", "mailto:ann@example.com", null)]
    public async Task What_is_typed_is_taken_or_refused_beside_its_field(string label, string target, string? field)
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        var (_, problems) = await shell.Get<SiteMenuRules>().ReadAsync(
            [new SiteMenuEntryInput { Label = label, Target = target }], "en", default);
        Assert.Equal(field, problems is [var (_, wrong, _)] ? wrong : null);
    }

    [Fact]
    public async Task A_heading_may_lead_nowhere_and_too_many_entries_are_refused()
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        var rules = shell.Get<SiteMenuRules>();
        SiteMenuEntryInput[] heading = [new() { Label = "More" }, new() { Label = "A", Target = "/a", IsBelow = true }];
        Assert.Empty((await rules.ReadAsync(heading, "en", default)).Problems);
        var many = Enumerable.Range(0, 61).Select(x => new SiteMenuEntryInput { Label = "A", Target = "/a" }).ToList();
        Assert.Equal(-1, Assert.Single((await rules.ReadAsync(many, "en", default)).Problems).Index);
    }

    [Theory]
    [InlineData("up", 1, "B A C")]
    [InlineData("down", 0, "B A C")]
    [InlineData("in", 2, "A B* C*")]
    [InlineData("out", 1, "A B C")]
    [InlineData("remove", 0, "B C")]
    [InlineData("up", 0, "A B* C")]
    [InlineData("down", 2, "A B* C")]
    [InlineData("in", 0, "A B* C")]
    [InlineData("add", -1, "A B* C ")]
    [InlineData("remove", 9, "A B* C")]
    public void Buttons_arrange_what_was_typed(string what, int index, string expected)
    {
        var input = new SiteMenuInput
        { Entries = [new() { Label = "A" }, new() { Label = "B", IsBelow = true }, new() { Label = "C" }] };
        input.Arrange(what, index);
        Assert.Equal(expected, string.Join(' ', input.Entries.Select(x => x.Label + (x.IsBelow ? "*" : ""))));
    }

    private static async Task SaveAsync(
        TestShell shell, string menu, string language, params (string Label, string Target, bool IsBelow)[] entries)
    {
        var (read, problems) = await shell.Get<SiteMenuRules>().ReadAsync(
            [.. entries.Select(x => new SiteMenuEntryInput { Label = x.Label, Target = x.Target, IsBelow = x.IsBelow })],
            language, default);
        Assert.Empty(problems);
        var stored = await shell.Get<SiteMenuStore>().FindAsync(menu, language, default);
        Assert.True(await shell.Get<SiteMenuStore>().SaveAsync(stored with { Entries = read }, ContentShell.Ann, default));
    }

    private static async Task<string> ShownAsync(TestShell shell, string menu, string language = "en")
    {
        var before = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            var items = await shell.Get<IEditedMenus>().FindAsync(menu, default);
            return string.Join(
                ", ", items!.Select(x => $"{x.Text} {x.Href} ({string.Join(", ", x.Children.Select(y => $"{y.Text} {y.Href}"))})"));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    private static Task MoveAsync(TestShell shell, string from, string to) => ChangeAsync(shell, from, async (db, item) =>
    {
        await shell.Get<ItemRows>().UpdateAsync(db, item, item.Text with { Address = to }, ContentShell.Ann, isAuto: false, default);
        var moved = (await shell.Get<ItemStore>().FindAsync(db, item.Id, default))!;
        Assert.IsType<PublishResult.Done>(await shell.Get<Publisher>().PublishAsync(
            db, moved, Marketplace.Content.Rendering.RenderedText.Empty, ContentShell.Ann, default));
    });

    private static Task WithdrawAsync(TestShell shell, string address) =>
        ChangeAsync(shell, address, (db, item) => shell.Get<Publisher>().WithdrawAsync(db, item, ContentShell.Ann, default));

    private static async Task ChangeAsync(TestShell shell, string address, Func<Data.UnitOfWork, ContentItem, Task> change)
    {
        var item = (await shell.Get<ContentWriter>().FindAsync("page", address, "en", default))!;
        await shell.Database.InTransactionAsync(db => change(db, item), default);
    }
}
