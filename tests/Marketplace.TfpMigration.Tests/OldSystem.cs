using System.Globalization;
using System.Text.Json.Nodes;
using Marketplace.Credits.History;
using Marketplace.Credits.Wallet;
using Marketplace.Data;
using Marketplace.Testing;
using Marketplace.TfpMigration.Runs;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.TfpMigration.Tests;

/// <summary>A tenant with the migration, a folder of old files, and people who do or do not have accounts.</summary>
internal sealed class OldSystem : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("marketplace-tfp-");

    private OldSystem(TestShell shell, KnownPeople people)
    {
        Shell = shell;
        People = people;
    }

    public TestShell Shell { get; }

    public KnownPeople People { get; }

    public string Folder => _folder.FullName;

    /// <param name="others">Features beside the migration and Credits.</param>
    public static async Task<OldSystem> StartAsync(DatabaseKind kind, params StartupBase[] others)
    {
        var people = new KnownPeople();
        return new OldSystem(
            await TestShell.CreateAsync(
                kind, x => x.Services.AddSingleton<IUserDirectory>(people), [.. others, new Credits.Startup(), new Startup()]),
            people);
    }

    /// <summary>The same database seen by another process.</summary>
    public static async Task<OldSystem> StartAsync(TestDatabase database, KnownPeople people) =>
        new(await TestShell.CreateAsync(
            database, x => x.Services.AddSingleton<IUserDirectory>(people), new Credits.Startup(), new Startup()), people);

    public void Write(string name, JsonObject file) => Write(name, file.Bytes());

    public void Write(string name, byte[] file) => File.WriteAllBytes(Path.Combine(Folder, name + ".json"), file);

    /// <summary>Files of people with a balance of 10 points each and a short history; all have accounts.</summary>
    public void WriteMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"user{i:0000}");
            People.Add($"{name}@example.com");
            Write(name, OldFile.User($"{name}@example.com", 10, OldFile.TopUp(25), OldFile.Purchase(15)));
        }
    }

    public async Task<TfpRun> CheckAsync(bool goesOn = false) => (await FinishAsync(await StartRunAsync(goesOn)))!;

    public Task<TfpRun> MigrateAsync() => CheckAsync(goesOn: true);

    public async Task<string> StartRunAsync(bool goesOn) =>
        Assert.IsType<StartRunResult.Started>(
            await InScopeAsync<RunRequests, StartRunResult>(x => x.StartAsync("old", Folder, goesOn, "test", default))).RunId;

    public async Task<TfpRun> RollBackAsync(string runId)
    {
        Assert.True(await InScopeAsync<RunRequests, bool>(x => x.RollBackAsync(runId, default)));
        return (await FinishAsync(runId))!;
    }

    public Task<TfpRun?> FinishAsync(string runId) => InScopeAsync<ContinueRun, TfpRun?>(x => x.ExecuteAsync(runId, default));

    public Task<TResult> InScopeAsync<TService, TResult>(Func<TService, Task<TResult>> work)
        where TService : notnull => Shell.InScopeAsync(work);

    public async Task<IReadOnlyList<FindingRow>> FindingsAsync(string runId)
    {
        await using var db = await Shell.Database.OpenAsync(default);
        return await FindingRows.ListAsync(db, runId, 1000, default);
    }

    public async Task<IReadOnlyList<TfpUserRow>> UsersAsync(string runId)
    {
        await using var db = await Shell.Database.OpenAsync(default);
        return await UserRows.ListAsync(db, runId, "", 1000, default);
    }

    public async Task<IReadOnlyList<string>> HistoryAsync(string email)
    {
        var history = await Shell.Get<IWallet>().ReadHistoryAsync(People.IdOf(email), new HistoryQuery(200), default);
        return [.. history.Transactions.Reverse().Select(x => $"{x.Type} {x.Amount} {x.BalanceAfter}")];
    }

    public Task AssertBalanceAsync(string email, decimal posted, decimal held = 0) =>
        Shell.AssertBalanceAsync(posted, held, People.IdOf(email));

    public async ValueTask DisposeAsync()
    {
        await Shell.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

/// <summary>The users module of these tests.</summary>
internal sealed class KnownPeople : IUserDirectory
{
    private readonly Dictionary<string, UserSummary> _people = new(new BySpelling());

    public string IdOf(string email) => _people[email].Id;

    public UserSummary Add(string email, bool confirmed = true)
    {
        var id = _people.TryGetValue(email, out var known)
            ? known.Id
            : string.Create(CultureInfo.InvariantCulture, $"usr_{_people.Count + 1:00000}");
        return _people[email] = new UserSummary(id, email, email.Split('@')[0], confirmed);
    }

    public Task<UserSummary?> FindAsync(string userId, CancellationToken cancellationToken) =>
        Task.FromResult(_people.Values.FirstOrDefault(x => x.Id == userId));

    public Task<UserSummary?> FindByEmailAsync(string email, CancellationToken cancellationToken) =>
        Task.FromResult(_people.GetValueOrDefault(email));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyAsync(
        IReadOnlyCollection<string> userIds, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string,
        UserSummary>>(_people.Values.Where(x => userIds.Contains(x.Id)).ToDictionary(x => x.Id));

    public Task<IReadOnlyDictionary<string, UserSummary>> FindManyByEmailAsync(
        IReadOnlyCollection<string> emails, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string,
        UserSummary>>(emails.Distinct().Where(_people.ContainsKey).ToDictionary(x => x, x => _people[x]));

    public Task<IReadOnlyList<UserSummary>> ListAsync(UserListing listing, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>([.. _people.Values]);

    public Task<IReadOnlyList<UserSummary>> SearchAsync(string text, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<UserSummary>>(
            [.. _people.Values.Where(x => SearchKey.Of($"{x.Name} {x.Email}").Contains(SearchKey.Of(text))).Take(limit)]);

    private sealed class BySpelling : IEqualityComparer<string>
    {
        public bool Equals(string? x, string? y) => Mailbox.KeyOf(x) == Mailbox.KeyOf(y);

        public int GetHashCode(string text) => Mailbox.KeyOf(text).GetHashCode(StringComparison.Ordinal);
    }
}
