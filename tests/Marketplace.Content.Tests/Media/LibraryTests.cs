using Marketplace.Content.Media;
using Marketplace.Data;
using Marketplace.Testing;
using SkiaSharp;

namespace Marketplace.Content.Tests.Media;

public sealed class LibraryTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_second_file_of_a_name_gets_a_number_and_the_same_file_is_kept_once(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var first = await shell.AddAsync("Wallet.png", Samples.Picture(8, 8), "Docs/Screens");
        Assert.Equal("/media/docs/screens/wallet.png", first.Address);
        var second = await shell.AddAsync("wallet.png", Samples.Picture(9, 9), "docs/screens");
        Assert.Equal("/media/docs/screens/wallet-2.png", second.Address);
        Assert.Equal("/media/wallet.png", (await shell.AddAsync("wallet.png", Samples.Picture(8, 8))).Address);

        var again = Assert.IsType<TakeFileResult.Taken>(await shell.TakeAsync("other.png", Samples.Picture(8, 8), "docs/screens"));
        Assert.True(again.WasThere);
        Assert.Equal(first.Id, again.File.Id);
        Assert.Equal(["docs", "docs/screens"], (await shell.Get<MediaFolders>().ListAsync(default)).Select(x => x.Path));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Files_of_one_name_that_come_at_once_all_find_a_place(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var files = await Task.WhenAll(Enumerable.Range(1, 8).Select(x => shell.AddAsync("a.png", Samples.Picture(x, 4))));
        Assert.Equal(8, files.Select(x => x.Address).Distinct().Count());
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_cannot_be_kept_leaves_nothing_behind(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        shell.Shell.Tenant.Set(MediaSettings.Section, new MediaSettings { LargestMegabytes = 1 });
        var problems = new[]
        {
            await shell.TakeAsync("a.png", [.. Samples.Picture(8, 8), .. new byte[1024 * 1024]]),
            await shell.TakeAsync("a.png", Samples.Picture(80, 80)[..90]),
            await shell.TakeAsync("a.exe", "MZ\0\0"u8.ToArray()),
            await shell.TakeAsync("a.png", Samples.Picture(8, 8), "docs/../../etc"),
        }.Select(x => Assert.IsType<TakeFileResult.Refused>(x).Problem);
        Assert.Equal([FileProblem.TooLarge, FileProblem.Damaged, FileProblem.UnknownType, FileProblem.BadFolder], problems);
        Assert.Empty((await shell.Get<MediaStore>().ListAsync(new MediaQuery(), default)).Files);
        Assert.Empty(await shell.Get<MediaFolders>().ListAsync(default));
        Assert.All(Enum.GetValues<FileProblem>(), x => Assert.NotEmpty(shell.Get<MediaSentences>().Of(x)));
    }

    /// <summary>
    /// A → B → A → C: every old address leads straight to where the file is, and a file that comes there later wins.
    /// </summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task However_a_file_is_renamed_its_old_addresses_lead_to_it(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var file = await shell.AddAsync("a.png", Samples.Picture(8, 8));
        foreach (var (name, folder) in new[] { ("b", ""), ("a.png", ""), ("c.png", "docs") })
            file = await shell.ChangeAsync(file, new FileChange("A square", false, name, folder));
        Assert.Equal("/media/docs/c.png", file.Address);
        foreach (var old in new[] { "/media/a.png", "/media/b.png", "/media/docs/c.png" })
            Assert.Equal(file.Address, (await shell.Get<MediaIndex>().FindAsync(old, default))!.File.Address);
        Assert.Equal(["/media/a.png", "/media/b.png"], await shell.Get<MediaStore>().ListFormerAddressesAsync(file.Id, default));

        var later = await shell.AddAsync("a.png", Samples.Picture(9, 9));
        Assert.Equal("/media/a.png", later.Address);
        Assert.Equal(later.Id, (await shell.Get<MediaIndex>().FindAsync("/media/a.png", default))!.File.Id);
        Assert.IsType<ChangeFileResult.NameTaken>(await shell.TryChangeAsync(file, new FileChange("", false, "a", "")));
        Assert.IsType<ChangeFileResult.BadFolder>(await shell.TryChangeAsync(file, new FileChange("", false, "a", "../x")));
        // The ending is the content's.
        Assert.Equal("x-svg.png", (await shell.ChangeAsync(file, new FileChange("", false, "x.svg", ""))).Name);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_somebody_else_saved_meanwhile_is_not_undone(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var file = await shell.AddAsync("a.png", Samples.Picture(8, 8));
        var theirs = await shell.ChangeAsync(file, new FileChange("Theirs", false, "a.png", ""));
        var mine = new FileChange("Mine", false, "a.png", "");
        var conflict = Assert.IsType<ChangeFileResult.Conflict>(await shell.TryChangeAsync(file, mine));
        Assert.Equal("Theirs", conflict.Now.Alt);

        await shell.ReplaceAsync(theirs, "n.png", Samples.Picture(9, 9));
        Assert.IsType<ReplaceFileResult.Conflict>(await shell.TryReplaceAsync(theirs, "m.png", Samples.Picture(10, 10)));
        // Words and bytes are two things: a new picture is no reason to lose the words.
        Assert.Equal("Mine", (await shell.ChangeAsync(theirs, mine)).Alt);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_replaced_file_keeps_its_address_and_words_and_texts_learn_of_it(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var file = await shell.AddAsync("a.png", Samples.Picture(1000, 500));
        file = await shell.ChangeAsync(file, new FileChange("A  wallet\n", false, "a.png", ""));
        string[] asked = ["/media/a.png", "/media/none.png", "https://x.example/"];
        var facts = Assert.Single(await shell.Get<IMediaFacts>().FindAsync(asked, default));
        Assert.Equal(("A wallet", 1000, 500), (facts.Value.AlternativeText, facts.Value.Width, facts.Value.Height));
        Assert.False(facts.Value.NeedsAlternativeText);
        Assert.Equal([480, 960], facts.Value.Variants.Select(x => x.Width));
        Assert.StartsWith("/media/a.png?w=480&v=", facts.Value.Variants[0].Address, StringComparison.Ordinal);

        var replaced = await shell.ReplaceAsync(file, "other.jpg", Samples.Picture(500, 100, SKEncodedImageFormat.Jpeg));
        Assert.Equal((file.Id, file.Address, "image/png", "A wallet"), (replaced.Id, replaced.Address, replaced.ContentType, replaced.Alt));
        var now = (await shell.Get<IMediaFacts>().FindAsync(["/media/a.png"], default))["/media/a.png"];
        Assert.Equal((500, 100), (now.Width, now.Height));
        Assert.Equal([480], now.Variants.Select(x => x.Width));
        Assert.NotEqual(facts.Value.Address, now.Address);
        await using var session = await shell.Shell.Database.OpenAsync(default);
        Assert.Equal(2, await session.QuerySingleAsync<int>("select count(*) from media_contents"));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Another_process_learns_of_a_change_within_a_second_and_has_the_bytes(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var file = await shell.AddAsync("a.png", Samples.Picture(8, 8));
        var other = new MediaIndex(shell.Shell.Database, shell.Shell.Time);
        Assert.Equal(8, (await other.FindAsync(file.Address, default))!.File.Width);
        await shell.ReplaceAsync(file, "b.png", Samples.Picture(9, 9));
        Assert.Equal(8, (await other.FindAsync(file.Address, default))!.File.Width);
        shell.Shell.Time.Advance(TimeSpan.FromSeconds(1));
        var entry = (await other.FindAsync(file.Address, default))!.File;
        Assert.Equal(9, entry.Width);

        var copies = shell.Get<MediaCopies>();
        var copy = Path.Combine(shell.Shell.Tenant.DataFolder, "media", entry.Hash[..2], entry.Hash);
        var bytes = await ReadAsync();
        Assert.Equal(entry.Hash, MediaHash.Of(bytes));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(copy));
        // A copy that was cut off, or cannot be written, is made up for.
        await File.WriteAllBytesAsync(copy, bytes[..10]);
        Assert.Equal(bytes, await ReadAsync());
        Directory.Delete(Path.Combine(shell.Shell.Tenant.DataFolder, "media"), recursive: true);
        await File.WriteAllTextAsync(Path.Combine(shell.Shell.Tenant.DataFolder, "media"), "in the way");
        Assert.Equal(bytes, await ReadAsync());
        Assert.Null(await copies.OpenAsync(entry.Id, 0, file.Hash, file.Size, default));

        async Task<byte[]> ReadAsync()
        {
            await using var stream = (await copies.OpenAsync(entry.Id, 0, entry.Hash, entry.Size, default))!;
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            return memory.ToArray();
        }
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_file_that_texts_use_is_deleted_only_when_somebody_says_so(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var file = await shell.AddAsync("a_b.png", Samples.Picture(8, 8));
        file = await shell.ChangeAsync(file, new FileChange("", true, "now_b.png", ""));
        await shell.WriteItemAsync("cit_1", "Wallet", "en", "![x](/media/now_b.png)");
        await shell.WriteItemAsync("cit_2", "Portefeuille", "fr", "See /media/a_b.png.");
        await shell.WriteItemAsync("cit_3", "Longer", "en", "/media/now_b.png2 /media/now_b.pngx /media/now_b.png/x");
        await shell.WriteItemAsync("cit_4", "Gone", "en", "/media/now_b.png", isTrashed: true);
        await shell.WriteItemAsync("cit_5", "Any letter", "en", "/media/nowxb.png");

        var uses = await shell.Get<FileUses>().FindAsync(file.Id, default);
        Assert.Equal(
            [
                new MediaUse("Portefeuille", "~/admin/content/items/cit_2", "fr"),
                new MediaUse("Wallet", "~/admin/content/items/cit_1", "en"),
            ],
            uses);
        var delete = shell.Get<DeleteFile>();
        var refused = Assert.IsType<DeleteFileResult.InUse>(await delete.ExecuteAsync(file.Id, evenIfUsed: false, default));
        Assert.Equal(uses, refused.Uses);
        Assert.NotNull(await shell.Get<MediaIndex>().FindAsync(file.Address, default));

        Assert.IsType<DeleteFileResult.Deleted>(await delete.ExecuteAsync(file.Id, evenIfUsed: true, default));
        Assert.Null(await shell.Get<MediaIndex>().FindAsync(file.Address, default));
        Assert.Null(await shell.Get<MediaIndex>().FindAsync("/media/a_b.png", default));
        Assert.IsType<DeleteFileResult.NotFound>(await delete.ExecuteAsync(file.Id, evenIfUsed: true, default));
        await using var session = await shell.Shell.Database.OpenAsync(default);
        Assert.Equal(0, await session.QuerySingleAsync<int>("select count(*) from media_contents"));
    }

    /// <summary>What readers see still shows it, though the draft does not any more; and a field shows it as well as a text.</summary>
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_file_is_in_use_in_fields_and_in_what_readers_see(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var file = await shell.AddAsync("card.png", Samples.Picture(8, 8));
        await shell.WriteItemAsync("cit_1", "Field", "en", "", fields: """{"card":"/media/card.png"}""");
        await shell.WriteItemAsync("cit_2", "Live", "en", "Taken out");
        await shell.WritePublishedAsync("cit_2", "![x](/media/card.png)", "{}");
        await shell.WriteItemAsync("cit_3", "Live field", "en", "");
        await shell.WritePublishedAsync("cit_3", "", """{"card":"/media/card.png"}""");
        await shell.WriteItemAsync("cit_4", "None", "en", "");
        Assert.Equal(
            ["Field", "Live", "Live field"], (await shell.Get<FileUses>().FindAsync(file.Id, default)).Select(x => x.Title));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task The_library_is_searched_and_names_pictures_that_nobody_described(DatabaseKind kind)
    {
        await using var shell = await MediaShell.CreateAsync(kind);
        var store = shell.Get<MediaStore>();
        await shell.AddAsync("manual.pdf", Samples.Pdf, "docs");
        var wide = await shell.AddAsync("wide.png", Samples.Picture(600, 20), "docs");
        var described = await shell.AddAsync("b.png", Samples.Picture(9, 9), alt: "Größe of a 100% wallet");
        await shell.ChangeAsync(await shell.AddAsync("line.png", Samples.Picture(10, 9)), new FileChange("", true, null, ""));

        Assert.Equal(["wide.png"], Names(await store.ListAsync(new MediaQuery(NeedsAlt: true), default)));
        Assert.Equal(1, await store.CountWithoutAltAsync(default));
        Assert.Equal(["b.png"], Names(await store.ListAsync(new MediaQuery(Text: "GROSSE"), default)));
        Assert.Equal(["b.png"], Names(await store.ListAsync(new MediaQuery(Text: "100%"), default)));
        Assert.Equal(["wide.png", "manual.pdf"], Names(await store.ListAsync(new MediaQuery("docs"), default)));
        var page = await store.ListAsync(new MediaQuery(PageSize: 3), default);
        Assert.True(page.HasMore);
        Assert.Equal(["manual.pdf"], Names(await store.ListAsync(new MediaQuery(PageSize: 3, Page: 2), default)));
        var thumbnail = (await store.FindListedAsync(wide.Id, default))!.Thumbnail;
        Assert.StartsWith("/media/docs/wide.png?w=480&v=", thumbnail, StringComparison.Ordinal);
        Assert.False(described.NeedsAlt);

        var folders = shell.Get<MediaFolders>();
        await folders.CreateAsync("docs/new", "usr_olga", default);
        Assert.False(await folders.RemoveAsync("docs", default));
        Assert.True(await folders.RemoveAsync("docs/new", default));

        static IEnumerable<string> Names(MediaPage list) => list.Files.Select(x => x.File.Name);
    }
}
