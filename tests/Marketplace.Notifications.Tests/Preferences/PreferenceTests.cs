using Marketplace.Notifications.Notices;
using Marketplace.Notifications.Preferences;
using Marketplace.Testing;

namespace Marketplace.Notifications.Tests.Preferences;

public sealed class PreferenceTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task What_a_person_switched_off_is_not_sent_and_not_made_up_for_later(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        await ChooseAsync(shell, NotificationChannels.Mail, false);
        await shell.TellAsync("evt_1");
        await shell.TellAsync("evt_1", NoticeShell.Ben);
        await ChooseAsync(shell, NotificationChannels.App, false);
        Assert.True(await shell.TellAsync("evt_2"));
        await SaveAsync(shell, ["other"]);
        Assert.Equal(2, (await shell.Get<PreferenceStore>().ReadAsync(NoticeShell.Ann, default)).Count(x => x.Category == "wallet"));
        await SaveAsync(shell, ["wallet"]);
        Assert.False(await shell.TellAsync("evt_2"));
        await shell.TellAsync("evt_3");
        await shell.DrainOutboxAsync();

        Assert.Equal(["evt_3", "evt_1"], (await shell.BellAsync()).Select(x => x.EventId));
        Assert.Equal(1, shell.Mails().Count(x => x.To == "ann@example.com"));
        Assert.Equal(1, shell.Mails().Count(x => x.To == "ben@example.com"));
        Assert.Equal(2, await shell.Get<ReadNotices>().CountUnreadAsync(NoticeShell.Ann, default));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Charges_are_told_whatever_was_chosen(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        await ChooseAsync(shell, NotificationChannels.Mail, false);
        await ChooseAsync(shell, NotificationChannels.App, false);

        await shell.TellAsync("evt_1", kind: SampleKinds.Charged);
        await shell.DrainOutboxAsync();

        Assert.Single(await shell.BellAsync());
        Assert.Single(shell.Mails());
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_tab_of_before_overwrites_nothing(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        var store = shell.Get<PreferenceStore>();
        var shown = PreferenceStore.VersionOf(await store.ReadAsync(NoticeShell.Ann, default));
        await ChooseAsync(shell, NotificationChannels.Mail, false);

        Assert.False(await store.SaveAsync(NoticeShell.Ann, shown, ["wallet"], [], default));
        Assert.False(await store.SaveAsync(NoticeShell.Ann, null, ["wallet"], [], default));
        Assert.Single(await store.ReadAsync(NoticeShell.Ann, default));
    }

    [Fact]
    public void Choices_show_what_can_be_chosen_and_what_cannot()
    {
        var kinds = new SampleKinds().GetKinds().ToList();
        var chosen = new[] { new Choice { Category = "wallet", Channel = NotificationChannels.Mail, Enabled = false } }.ToLookup(
            x => x.Category, StringComparer.Ordinal);

        var row = Assert.Single(CategoryChoices.From(kinds, chosen, isAdministrator: false));
        Assert.Equal("wallet", row.Category.Id);
        Assert.False(row.IsLocked);
        Assert.Equal(["Card charged"], row.Always);
        Assert.Equal((NotificationChannels.App | NotificationChannels.Mail, NotificationChannels.App), (row.Defaults, row.Channels));
        Assert.Equal(["wallet", "operations"], CategoryChoices.From(kinds, chosen, isAdministrator: true).Select(x => x.Category.Id));
        var locked = Assert.Single(CategoryChoices.From([kinds[1]], chosen, isAdministrator: false));
        Assert.True(locked.IsLocked);
        Assert.Equal(NotificationChannels.App | NotificationChannels.Mail, locked.Channels);
    }

    private static Task ChooseAsync(TestShell shell, NotificationChannels channel, bool enabled) =>
        SaveAsync(shell, [], new Choice { Category = "wallet", Channel = channel, Enabled = enabled });

    private static async Task SaveAsync(TestShell shell, string[] categories, params Choice[] choices)
    {
        var store = shell.Get<PreferenceStore>();
        Assert.True(await store.SaveAsync(
            NoticeShell.Ann, PreferenceStore.VersionOf(await store.ReadAsync(NoticeShell.Ann, default)), categories, choices, default));
    }
}
