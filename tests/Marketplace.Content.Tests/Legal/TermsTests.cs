using System.Security.Cryptography;
using System.Text;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Legal;
using Marketplace.Content.Publishing;
using Marketplace.Content.Rendering;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Content.Tests.Legal;

public sealed class TermsTests
{
    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Without_published_terms_nobody_is_asked(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/terms", kind: LegalKinds.Terms, publish: false);
        var terms = shell.Get<ITermsOfUse>();
        Assert.Equal(new RegistrationTexts(null, null), await terms.FindForRegistrationAsync(default));
        Assert.Null(await terms.FindDueAsync(ContentShell.Ann, default));
        Assert.Equal(
            DecideResult.Replaced, await shell.Get<DecideTerms>().ExecuteAsync(ContentShell.Ann, "cit_x:1", true, "", default));
        Assert.Equal(DecideResult.Replaced, await shell.Get<DecideTerms>().ExecuteAsync(ContentShell.Ann, "nonsense", true, "", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_is_accepted_is_kept_word_for_word_and_mailed(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        const string Body = "Be **kind**.\r\nPay your bills – ä\n";
        await shell.WriteAsync("/terms", "House rules", Body, LegalKinds.Terms);
        await shell.WriteAsync("/privacy", "Privacy", kind: LegalKinds.Privacy);
        var asked = await shell.Get<ITermsOfUse>().FindForRegistrationAsync(default);
        Assert.Equal(("House rules", "~/terms", "~/privacy"), (asked.Terms?.Title, asked.Terms?.Address, asked.Privacy?.Address));

        // Two tabs, and one of them twice.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ =>
            shell.Get<DecideTerms>().ExecuteAsync(ContentShell.Ann, asked.Terms!.Key, true, "192.0.2.7", default)));
        await shell.SettleAsync();

        var (lines, _) = await shell.Get<ListDecisions>().ExecuteAsync(new DecisionFilter(null, null), null, 10, default);
        var line = Assert.Single(lines);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("# House rules\n\n" + Body)));
        Assert.Equal(
            (ContentShell.Ann, 1, hash, "en", true, shell.Time.GetUtcNow(), "192.0.2.7"),
            (line.UserId, line.Version, line.Hash, line.Language, line.IsAccepted, line.At, line.Network));
        var notice = Assert.Single(shell.Notifier.Told);
        Assert.Equal((TermsNotifications.Accepted, ContentShell.Ann), (notice.Notification.Kind, notice.Notification.UserId));
        Assert.Contains(hash, notice.Body, StringComparison.Ordinal);
        await using var scope = shell.CreateScope();
        var maker = scope.ServiceProvider.GetServices<IAttachmentMaker>().Single(x => x.Id == notice.Notification.Attachment!.Maker);
        var file = await maker.MakeAsync(notice.Notification.Attachment!.Reference, default);
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(file!.Content)));
        Assert.Null(await maker.MakeAsync("cit_nothing:1", default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Whoever_declines_buys_nothing_until_they_accept(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/terms", kind: LegalKinds.Terms);
        var terms = shell.Get<ITermsOfUse>();
        var key = (await terms.FindForRegistrationAsync(default)).Terms!.Key;
        // Never asked: they may.
        Assert.Null(await terms.FindDueAsync(ContentShell.Ann, default));
        await shell.Get<DecideTerms>().ExecuteAsync(ContentShell.Ann, key, false, "", default);
        Assert.Equal("~/dashboard/terms", (await terms.FindDueAsync(ContentShell.Ann, default))?.Address);
        Assert.Null(await terms.FindDueAsync(ContentShell.Bob, default));
        await shell.Get<DecideTerms>().ExecuteAsync(ContentShell.Ann, key, true, "", default);
        Assert.Null(await terms.FindDueAsync(ContentShell.Ann, default));
        // Yes is final.
        await shell.Get<DecideTerms>().ExecuteAsync(ContentShell.Ann, key, false, "", default);
        Assert.Null(await terms.FindDueAsync(ContentShell.Ann, default));
        await shell.SettleAsync();
        Assert.Single(shell.Notifier.Told);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task New_terms_are_announced_thirty_days_ahead_and_asked_for_from_their_day_on(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/terms", "Rules", "First", LegalKinds.Terms)).ItemId;
        // Nobody has accepted them yet: they are put right at once.
        await shell.WriteAsync("/terms", "Rules", "First, put right", LegalKinds.Terms);
        var terms = shell.Get<ITermsOfUse>();
        await AcceptAsync(shell, ContentShell.Ann);
        await shell.SettleAsync();

        var draft = await shell.WriteAsync("/terms", "Rules", "Second", LegalKinds.Terms, publish: false);
        Assert.Contains("30 days", Refused(await shell.Get<PublishItem>().ExecuteAsync(id, draft.Version, ContentShell.Bob, default)));
        var now = shell.Time.GetUtcNow();
        var schedule = shell.Get<ScheduleItem>();
        Assert.Contains("30 days", Refused(await schedule.ExecuteAsync(id, draft.Version, now.AddDays(29), null, default)));
        Assert.Null((await shell.FindAsync(id)).PublishAt);
        Assert.Null(await shell.Get<TermsStandings>().FindUpcomingAsync(ContentShell.Ann, default));
        Assert.IsType<PublishResult.Done>(await schedule.ExecuteAsync(id, draft.Version, now.AddDays(30), null, default));
        await shell.SettleAsync();

        var told = shell.Notifier.Told.Where(x => x.Notification.Kind == TermsNotifications.Announced).ToList();
        Assert.Equal(ContentShell.Ann, Assert.Single(told).Notification.UserId);
        Assert.Equal($"{id}:{draft.Version}", told[0].Notification.Attachment!.Reference);
        Assert.Equal(now.AddDays(30), (await shell.Get<TermsStandings>().FindUpcomingAsync(ContentShell.Ann, default))?.AppliesAt);
        Assert.Null(await shell.Get<TermsStandings>().FindUpcomingAsync(ContentShell.Bob, default));
        Assert.Null(await terms.FindDueAsync(ContentShell.Ann, default));

        shell.Time.Advance(TimeSpan.FromDays(30));
        await shell.InScopeAsync<CarryOutSchedule, bool>(async x =>
        {
            await x.RunAsync(default);
            return true;
        });
        Assert.Equal(draft.Version, (await shell.FindAsync(id)).PublishedVersion);
        Assert.Equal("Rules", (await terms.FindDueAsync(ContentShell.Ann, default))?.Title);
        Assert.Null(await terms.FindDueAsync(ContentShell.Bob, default));
        await AcceptAsync(shell, ContentShell.Ann);
        Assert.Null(await terms.FindDueAsync(ContentShell.Ann, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_plan_that_is_taken_back_is_no_announcement(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var id = (await shell.WriteAsync("/terms", "Rules", "First", LegalKinds.Terms)).ItemId;
        await AcceptAsync(shell, ContentShell.Ann);
        var draft = await shell.WriteAsync("/terms", "Rules", "Second", LegalKinds.Terms, publish: false);
        var schedule = shell.Get<ScheduleItem>();
        var now = shell.Time.GetUtcNow();
        await schedule.ExecuteAsync(id, draft.Version, now.AddDays(40), null, default);
        await schedule.ExecuteAsync(id, draft.Version, null, null, default);
        await shell.SettleAsync();
        Assert.DoesNotContain(shell.Notifier.Told, x => x.Notification.Kind == TermsNotifications.Announced);
        shell.Time.Advance(TimeSpan.FromDays(41));
        Refused(await shell.Get<PublishItem>().ExecuteAsync(id, draft.Version, ContentShell.Bob, default));
        // The same words under another address change nothing for anybody.
        await shell.WriteAsync("/terms", "Rules", "First", LegalKinds.Terms, publish: false);
        var moved = await shell.FindAsync(id);
        await shell.Get<SaveDraft>().ExecuteAsync(
            id, moved.Version, moved.Text with { Address = "/rules" }, ContentShell.Bob, false, default);
        Assert.IsType<PublishResult.Done>(
            await shell.Get<PublishItem>().ExecuteAsync(id, moved.Version + 1, ContentShell.Bob, default));
        Assert.Null(await shell.Get<ITermsOfUse>().FindDueAsync(ContentShell.Ann, default));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task An_acceptance_in_any_language_counts_and_a_site_has_one_set_of_terms(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        var english = await shell.WriteAsync("/terms", "Rules", "First", LegalKinds.Terms);
        await AcceptAsync(shell, ContentShell.Ann);
        await shell.WriteAsync("/terms", "Regeln", "Erstens", LegalKinds.Terms, "de", group: english.GroupId);
        Assert.Null(await shell.Get<ITermsOfUse>().FindDueAsync(ContentShell.Ann, default));
        var result = await shell.Get<ContentWriter>().WriteAsync(
            new ContentToWrite(LegalKinds.Terms, "/other-terms", "en", "Other", "Text") { Publish = true, By = ContentShell.Ann }, default);
        Assert.Contains("Rules", Assert.IsType<WriteResult.Refused>(result).Why, StringComparison.Ordinal);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Who_registered_with_the_terms_has_accepted_them(DatabaseKind kind)
    {
        await using var shell = await ContentShell.CreateAsync(kind);
        await shell.WriteAsync("/terms", kind: LegalKinds.Terms);
        var key = (await shell.Get<ITermsOfUse>().FindForRegistrationAsync(default)).Terms!.Key;
        var at = shell.Time.GetUtcNow().AddMinutes(-5);
        var accepted = new TermsAccepted(ContentShell.Ann, key, at, "192.0.2.9");
        // Delivered twice.
        await shell.Get<DecideTerms>().RecordAsync(accepted, default);
        await shell.Get<DecideTerms>().RecordAsync(accepted, default);
        await shell.Get<DecideTerms>().RecordAsync(accepted with { Key = "cit_of_another_tenant:1" }, default);
        var (lines, next) = await shell.Get<ListDecisions>().ExecuteAsync(new DecisionFilter(ContentShell.Ann, true), null, 1, default);
        Assert.Equal((at, "192.0.2.9", null), (Assert.Single(lines).At, lines[0].Network, next));
        Assert.Empty((await shell.Get<ListDecisions>().ExecuteAsync(new DecisionFilter(null, false), null, 1, default)).Lines);
    }

    [Fact]
    public async Task Terms_hold_nothing_that_changes_by_itself()
    {
        await using var shell = await ContentShell.CreateAsync(DatabaseKind.Sqlite);
        var parts = new RenderedText([new TextPart(null, "price")], [], HasCode: false, Words: 0);
        var rule = shell.Get<IPublishingRule>();
        Assert.NotNull(rule.Check(LegalKinds.Terms, parts));
        Assert.Null(rule.Check(OwnKinds.Page, parts));
        Assert.Null(rule.Check(LegalKinds.Terms, parts with { Parts = [new TextPart(null, "!note")] }));
    }

    private static async Task AcceptAsync(TestShell shell, string user)
    {
        var key = (await shell.Get<ITermsOfUse>().FindForRegistrationAsync(default)).Terms!.Key;
        Assert.Equal(DecideResult.Done, await shell.Get<DecideTerms>().ExecuteAsync(user, key, true, "192.0.2.7", default));
    }

    private static string Refused(PublishResult result) => Assert.IsType<PublishResult.Refused>(result).Why;
}
