using Marketplace.Credits.Transfers;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using static Marketplace.Testing.Money;

namespace Marketplace.Credits.Tests.Transfers;

public sealed class TransferRulesTests
{
    [Theory]
    [InlineData(60, 0, 60, null)]
    [InlineData(60, 0, 60.000001, 60.0)]
    [InlineData(60, 50, 10, null)]
    [InlineData(60, 50, 10.01, 10.0)]
    [InlineData(60, 60, 0.01, 0.0)]
    [InlineData(60, 75, 0.01, 0.0)]
    public void The_day_has_so_much_left(double limit, double sent, double amount, double? left) =>
        Assert.Equal(
            left is null ? null : new TransferRefusal.AboveDaily(Amount((decimal)limit), Amount((decimal)left)),
            TransferRules.CheckDay(new TransferSettings { DailyMaximum = (decimal)limit }, Amount((decimal)amount), Amount((decimal)sent)));

    [Theory]
    [InlineData("5")]
    [InlineData("5.25")]
    [InlineData(" 5.2 ")]
    [InlineData("5,25")]
    [InlineData("5,2")]
    [InlineData("$5.25")]
    public async Task Amounts_that_are_plain_are_read(string typed) => Assert.Null(await CheckAmountAsync(typed, decimals: 2));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("0.00")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1e3")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,000")]
    [InlineData("1.000,00")]
    [InlineData("5.250000")]
    [InlineData("0x10")]
    [InlineData("5.0000001")]
    [InlineData("99999999999999999999")]
    [InlineData("9223372036854.775808")]
    [InlineData("five")]
    public async Task Others_are_refused(string? typed) => Assert.NotNull(await CheckAmountAsync(typed, decimals: 2));

    [Theory]
    [InlineData(
        "5.251", 2,
        "This can be read in two ways. Write thousands without a separator and at most two decimals after one point or comma, for example "
        + "1000 or 25.00.")]
    [InlineData("0.0010", 2, "Use at most 2 decimals, for example 25.00.")]
    [InlineData("5.5", 0, "Enter a whole number without separators, for example 25.")]
    [InlineData("5", 0, null)]
    [InlineData("x", 0, "Use digits only, without spaces, signs or letters, for example 25.")]
    [InlineData("0", 0, "Enter an amount above zero, for example 25.")]
    public async Task Nobody_sends_less_than_the_unit_shows(string typed, int decimals, string? message) =>
        Assert.Equal(message, await CheckAmountAsync(typed, decimals));

    [Theory]
    [InlineData(" Bob@Example.com ", "bob@example.com")]
    [InlineData("O'Brien+1@Müller.example", "o'brien+1@müller.example")]
    [InlineData("usr_0Aa", "usr_0Aa")]
    public async Task Recipients_are_read(string typed, string recipient)
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        Assert.Null(shell.Get<TransferInputRules>().CheckRecipient(typed, out var read));
        Assert.Equal(recipient, read);
    }

    [Fact]
    public async Task Recipients_and_notes_that_nobody_means_are_refused()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var rules = shell.Get<TransferInputRules>();
        foreach (var typed in new[]
            { null, "", "  ", "a b@example.com", "a\0@example.com", new string('a', 250) + "@example.com", "Bob <bob@example.com>",
                "ann@example.com,bob@example.com", "bøb" })
            Assert.NotNull(rules.CheckRecipient(typed, out _));
        Assert.Null(rules.CheckNote(null, out _));
        Assert.Null(rules.CheckNote(new string('n', 140), out _));
        Assert.NotNull(rules.CheckNote(new string('n', 141), out _));
        Assert.NotNull(rules.CheckNote("two\nlines", out _));
        Assert.NotNull(rules.CheckNote("nul\0", out _));
        foreach (var typed in new[]
            { "Your prize: https://evil.example/x", "see evil.example", "write to eve@evil.example", "\u202egnp.exe", "\u200b" })
            Assert.NotNull(rules.CheckNote(typed, out _));
        Assert.Null(rules.CheckNote("For lunch (5.00 each) & more... שלום", out _));
    }

    [Theory]
    [InlineData("Bob Builder", "bob@example.com", "B••• B•••, b•••@example.com")]
    [InlineData("Ada", "a@x.org", "A•••, a•••@x.org")]
    [InlineData("bob@example.com", "bob@example.com", "b•••@example.com")]
    [InlineData("👩‍🚀 Zoë", "z@x.org", "👩‍🚀••• Z•••, z•••@x.org")]
    public void People_are_masked(string name, string email, string masked) =>
        Assert.Equal(masked, Masked.Person(new UserSummary("usr_1", email, name, EmailConfirmed: true)));

    [Fact]
    public async Task Every_refusal_has_a_text_that_says_nothing_was_sent()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var all = typeof(TransferRefusal).GetNestedTypes().Select(x => (TransferRefusal)Activator.CreateInstance(
            x, [.. x.GetConstructors()[0].GetParameters().Select(_ => (object)Amount(3))])!).ToList();
        Assert.Equal(9, all.Count);
        all.AddRange([new TransferRefusal.AboveDaily(Amount(5), Amount(0)), new TransferRefusal.TooLow(Amount(5), Amount(-2))]);
        foreach (var refusal in all)
            Assert.Matches("Nothing (more )?was sent", shell.Get<TransferText>().Of(refusal));
        Assert.Contains("You owe $2.00", shell.Get<TransferText>().Of(all[^1]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Drafts_are_ours_the_senders_and_fresh()
    {
        await using var shell = await ShellAsync(DatabaseKind.Sqlite);
        var drafts = shell.Services.GetRequiredService<TransferDrafts>();
        var (ada, bob) = (new UserSummary(Ada, "ada@example.com", "Ada", true), new UserSummary(Bob, "bob@example.com", "Bob", true));
        var text = drafts.Write(new TransferReview(ada, bob, Amount(5.25m), Amount(1)), "bob@example.com", "Hi");

        var draft = drafts.Read(text, Ada)!;
        Assert.Equal(
            (Ada, Bob, "bob@example.com", Amount(5.25m), "Hi"), (draft.SenderId, draft.RecipientId, draft.To, draft.Amount, draft.Note));
        Assert.NotEqual(
            draft.Key,
            drafts.Read(drafts.Write(new TransferReview(ada, bob, Amount(5.25m), Amount(1)), "bob@example.com", "Hi"), Ada)!.Key);
        Assert.Null(drafts.Read(text, Bob));
        foreach (var foreign in new[] { null, "", "x", text[..^5] + "AAAAA" })
            Assert.Null(drafts.Read(foreign, Ada));
        shell.Time.Advance(TimeSpan.FromMinutes(30));
        Assert.Null(drafts.Read(text, Ada));
    }

    private static async Task<string?> CheckAmountAsync(string? typed, int decimals)
    {
        await using var shell = await TestShell.CreateAsync(
            DatabaseKind.Sqlite, setup => setup.Tenant.SetJson($$$"""{"credits":{"decimals":{{{decimals}}}}}"""), new Startup());
        return shell.Get<TransferInputRules>().CheckAmount(typed, out _);
    }
}
