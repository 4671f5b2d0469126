using Marketplace.Adjustments.Requests;
using Marketplace.Adjustments.Tests.Campaigns;
using Marketplace.Data;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Adjustments.Tests.Requests;

/// <summary>A request is read in the language of whoever reads it, whatever the language of who asked.</summary>
public sealed class ReaderLanguageTests
{
    private const string InEnglish = "Raise the limit for one operator to $500.00 and 25 acts a day";
    private const string InGerman = "Die Grenze für einen Operator auf $500.00 und 25 Handlungen am Tag erhöhen";

    private static readonly string Olga = FewUsers.Id(1);
    private static readonly string Dora = FewUsers.Id(2);
    private static readonly string Emil = FewUsers.Id(3);

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_was_asked_for_in_French_is_read_in_German_and_in_English(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        Assert.IsType<ChangeLimitResult.Waiting>(await AskAsync(shell, Olga, "fr"));

        Assert.Equal(
            (InGerman, "$100.00 und 25 Handlungen am Tag", "$500.00 und 25 Handlungen am Tag", "Busy season"),
            await ReadAsync(shell, "de"));
        Assert.Equal(
            (InEnglish, "$100.00 and 25 acts a day", "$500.00 and 25 acts a day", "Busy season"), await ReadAsync(shell, "en"));
        Assert.Equal(
            "$500.00 und 25 Handlungen am Tag",
            Assert.IsType<ChangeLimitResult.AlreadyWaiting>(await AskAsync(shell, Dora, "de")).What);
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task Those_who_may_approve_it_are_written_to_each_in_their_language(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await AskAsync(shell, Olga, "fr");
        await shell.SettleAsync();

        Assert.Equal(
            [("dora@example.com", "Zuzustimmen: " + InGerman), ("emil@example.com", "To approve: " + InEnglish)],
            shell.Mailbox.Mails.Select(x => (x.To, x.Subject)).OrderBy(x => x.To, StringComparer.Ordinal));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task What_became_of_it_is_written_down_in_the_language_of_whoever_acts(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await AskAsync(shell, Olga, "fr");
        await ApproveAsync(shell, Dora, "de");

        Assert.Equal(
            [
                ("approvals.asked", "Relever la limite d’un opérateur à $500.00 et 25 actes par jour: $500.00 et 25 actes par jour"),
                ("approvals.approved", InGerman + ": $500.00 und 25 Handlungen am Tag"),
            ],
            (await shell.AuditAsync(OperatorAllowance.Section)).Select(x => (x.Act, x.AfterWords ?? "")));
    }

    [Theory, InlineData(DatabaseKind.Sqlite), InlineData(DatabaseKind.Postgres)]
    public async Task A_request_of_an_older_version_shows_the_words_that_were_stored(DatabaseKind kind)
    {
        await using var shell = await CreateAsync(kind);
        await AskAsync(shell, Olga, "fr");
        await shell.Database.InTransactionAsync(
            db => db.ExecuteAsync("update approvals set what = 'Relever à $7.00', before_words = '{0} of {1', after_words = null"),
            default);

        Assert.Equal(("Relever à $7.00", "{0} of {1", null, "Busy season"), await ReadAsync(shell, "de"));
    }

    private static Task<TestShell> CreateAsync(DatabaseKind kind) => TestShell.CreateAsync(
        kind,
        setup =>
        {
            setup.Tenant.Set("site", new SiteSettings { Languages = ["fr", "de"], BaseUrl = "https://shop.example" });
            setup.Services
                .AddSingleton<IUserDirectory>(
                    new FewUsers().Add(1, "olga@example.com").Add(2, "dora@example.com").Add(3, "emil@example.com"))
                .AddSingleton<IUserLanguages, Chosen>()
                .AddSingleton<IPermissionHolders, Approvers>()
                .AddSingleton<IMailSender>(x => x.GetRequiredService<TestMailbox>());
        },
        new Audit.Startup(), new Notifications.Startup(), new Credits.Startup(), new Startup());

    private static async Task<ChangeLimitResult> AskAsync(TestShell shell, string who, string language)
    {
        Speak(language);
        var settings = shell.Tenant.Settings.Get<OperatorAllowance>(OperatorAllowance.Section);
        return await shell.InScopeAsync(
            (ChangeLimit x) => x.ExecuteAsync(
                who, settings with { ApprovalAbove = 500 }, "Busy season", RecordVersion.Of(settings), default));
    }

    private static async Task ApproveAsync(TestShell shell, string who, string language)
    {
        Speak(language);
        Assert.IsType<ApprovalAnswer.Approved>(await shell.ApproveAsync(who, OperatorAllowance.Section, LimitApproval.KindId));
    }

    private static async Task<(string What, string? Before, string? After, string Reason)> ReadAsync(TestShell shell, string language)
    {
        Speak(language);
        var request = (await shell.InScopeAsync(
            (IApproval x) => x.FindAsync(LimitApproval.KindId, OperatorAllowance.Section, default)))!;
        var texts = shell.Get<StoredTexts>();
        return (
            texts.Say(request.What), request.BeforeWords is { } before ? texts.Say(before) : null,
            request.AfterWords is { } after ? texts.Say(after) : null, texts.Say(request.Reason));
    }

    private static void Speak(string language) => SiteLanguages.Known.Single(x => x.Code == language).Speak();

    private sealed class Chosen : IUserLanguages
    {
        public Task<string?> FindAsync(DbSession db, string userId, CancellationToken cancellationToken) =>
            Task.FromResult<string?>(userId == Olga ? "fr" : userId == Dora ? "de" : null);

        public Task ChooseAsync(string userId, string language, CancellationToken cancellationToken) => throw new NotSupportedException();
    }

    private sealed class Approvers : IPermissionHolders
    {
        public Task<bool> HasAsync(DbSession db, string userId, string permission, CancellationToken cancellationToken) =>
            Task.FromResult(true);

        public Task<IReadOnlyList<string>> ListAsync(DbSession db, string permission, int limit, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>([Olga, Dora, Emil]);

        public Task<IReadOnlyList<string>> ListRolesAsync(
            DbSession db, IReadOnlyList<string> userIds, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<string>>([]);
    }
}
