using Marketplace.Notifications.Kinds;
using Marketplace.Notifications.Templates;
using Marketplace.Testing;

namespace Marketplace.Notifications.Tests.Templates;

public sealed class TemplateTests
{
    [Theory]
    [InlineData(
        "You received {{amount}}",
        "Fine: {{from}}, {{ site }}, [x](https://a.example/{{amount}}), [y]({{from}}), [z](mailto:a@b.example), [p](http://a.example)",
        null, null)]
    [InlineData("", "Text", "Subject", "Write something")]
    [InlineData("Subject", "  \n ", "Body", "Write something")]
    [InlineData("{{amuont}}", "Text", "Subject", "There is no value {{amuont}}. The values are {{amount}}, {{from}}, {{site}}.")]
    [InlineData("Subject", "{{}}", "Body", "There is no value {{}}")]
    [InlineData("Subject", "Half {{amount", "Body", "some braces open or close nothing")]
    [InlineData("Subject", "Half amount}}", "Body", "some braces open or close nothing")]
    [InlineData("One\nBcc: x@example.com", "Text", "Subject", "one line")]
    [InlineData(
        "Subject", "[x](javascript:alert(1))", "Body", "The link javascript:alert(1) must begin with https://, http:// or mailto:.")]
    [InlineData("Subject", "[x](/dashboard)", "Body", "The link /dashboard must begin with")]
    [InlineData("Subject", "a\uE000b", "Body", "characters that have no meaning")]
    public async Task Texts_that_cannot_be_used_are_refused_beside_the_field(string subject, string body, string? field, string? message)
    {
        await using var shell = await NoticeShell.CreateAsync(DatabaseKind.Sqlite);
        var problems = shell.Get<CheckTemplate>().Execute(Received(shell), subject, body);
        if (field is null)
        {
            Assert.Empty(problems);
            return;
        }

        Assert.Contains(problems, x => x.Field.ToString() == field && x.Message.Contains(message!, StringComparison.Ordinal));
        Assert.All(problems, x => Assert.Equal(field, x.Field.ToString()));
    }

    /// <summary>Markdown gives up at 128 levels.</summary>
    [Theory]
    [InlineData(">", "")]
    [InlineData("- ", "")]
    [InlineData("[", "](https://a.example)")]
    [InlineData("*", "*")]
    [InlineData("1. ", "")]
    public async Task Texts_that_are_nested_too_deep_are_refused_and_break_nothing(string open, string close)
    {
        await using var shell = await NoticeShell.CreateAsync(DatabaseKind.Sqlite);
        foreach (var levels in (int[])[3, 120, 200, 450])
        {
            var body = string.Concat(Enumerable.Repeat(open, levels)) + "x" + string.Concat(Enumerable.Repeat(close, levels));
            var problems = shell.Get<CheckTemplate>().Execute(Received(shell), "Subject", body);
            Assert.All(problems, x => Assert.Contains("too deep", x.Message, StringComparison.Ordinal));
            if (problems.Count == 0)
                Assert.NotEmpty(shell.Get<PreviewTemplate>().Execute(Received(shell), "Subject", body).Html);
            else
                Assert.NotEqual(3, levels);
        }
    }

    [Fact]
    public async Task Long_texts_are_refused()
    {
        await using var shell = await NoticeShell.CreateAsync(DatabaseKind.Sqlite);
        var problems = shell.Get<CheckTemplate>()
            .Execute(Received(shell), new string('x', CheckTemplate.LongestSubject + 1), new string('x', CheckTemplate.LongestBody + 1));
        Assert.Equal([TemplateField.Subject, TemplateField.Body], problems.Select(x => x.Field));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task A_tenants_own_text_is_used_until_it_is_reset(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        var store = shell.Get<TemplateStore>();
        Assert.True((await store.FindAsync(Received(shell), default)).IsDefault);
        Assert.True(await store.SaveAsync(SampleKinds.Received, new Template("Got {{amount}}", "Yes: {{from}} <i>", 0), "usr_ed", default));
        await shell.TellAsync("evt_1");
        Assert.False(await store.ResetAsync(SampleKinds.Received, version: 2, default));
        Assert.True(await store.ResetAsync(SampleKinds.Received, version: 1, default));
        await shell.TellAsync("evt_2");
        await shell.DrainOutboxAsync();

        Assert.Equal(["You received $5.00", "Got $5.00"], (await shell.BellAsync()).Select(x => x.Subject));
        Assert.Contains(
            "Yes: ben@example.com &lt;i&gt;", shell.Mails().Single(x => x.Subject == "Got $5.00").Html, StringComparison.Ordinal);
        Assert.Empty(await store.ListChangedAsync(default));
        Assert.Equal(
            [(TemplateActs.Changed, SampleKinds.Received, "Got {{amount}}"), (TemplateActs.Reset, SampleKinds.Received, null)],
            shell.Get<TestAudit>().Entries.Select(x => (x.Act, x.Record, x.After)));
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Of_two_who_edit_at_once_the_second_is_told(DatabaseKind kind)
    {
        await using var shell = await NoticeShell.CreateAsync(kind);
        var store = shell.Get<TemplateStore>();
        var saved = await Task.WhenAll(
            Enumerable.Range(0, 4)
                .Select(i => Task.Run(() => store.SaveAsync(SampleKinds.Received, new Template($"S{i}", "B", 0), "usr_ed", default))));
        Assert.Equal(1, saved.Count(x => x));
        Assert.True(await store.SaveAsync(SampleKinds.Received, new Template("Second", "B", 1), "usr_ed", default));
        Assert.False(await store.SaveAsync(SampleKinds.Received, new Template("Late", "B", 1), "usr_ed", default));
        Assert.Equal("Second", (await store.FindAsync(Received(shell), default)).Subject);
    }

    [Fact]
    public async Task Every_default_text_of_the_samples_passes_its_own_rules_and_previews()
    {
        await using var shell = await NoticeShell.CreateAsync(DatabaseKind.Sqlite);
        foreach (var kind in shell.Get<KindCatalogue>().List())
            Assert.Empty(shell.Get<CheckTemplate>().Execute(kind, kind.Subject, kind.Body));
        var preview = shell.Get<PreviewTemplate>().Execute(Received(shell), "You received {{amount}}", "**{{from}}** at {{site}}");
        Assert.Equal(
            ("You received $12.00", "<p><strong>ann@example.com</strong> at Myzel</p>\n", "ann@example.com at Myzel\n"),
            (preview.Subject, preview.Html, preview.Text));
    }

    private static NotificationKind Received(TestShell shell) => shell.Get<KindCatalogue>().Find(SampleKinds.Received)!;
}
