using System.Diagnostics;
using System.Net;
using Marketplace.Hosting.Shells;
using Marketplace.Hosting.Tenants;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Tests.Shells;

public sealed class ShellLifeTests
{
    [Fact]
    public async Task Shells_swap_under_load_without_a_failed_request()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await app.EnableAsync("mycelium", "Probe");
        using var stop = new CancellationTokenSource();
        using var serving = new CountdownEvent(6);
        var clients = Enumerable.Range(0, 6).Select(_ => Task.Run(async () =>
        {
            using var visitor = app.NewVisitor();
            var served = 0;
            for (; !stop.IsCancellationRequested; served++)
            {
                Assert.StartsWith("mycelium ", await visitor.ReadAsync("/probe/tenant"), StringComparison.Ordinal);
                if (served == 0)
                    serving.Signal();
            }

            return served;
        })).ToList();

        await Task.Run(() => serving.Wait(TimeSpan.FromSeconds(60)));
        for (var i = 0; i < 15; i++)
            await app.InTenantAsync(
                "mycelium", x => x.GetRequiredService<ITenantAdministration>().RenameAsync($"Name {i}", CancellationToken.None));
        await stop.CancelAsync();

        Assert.All(await Task.WhenAll(clients), served => Assert.True(served > 0));
        using var last = app.NewVisitor();
        Assert.Equal("mycelium 17", await last.ReadAsync("/probe/tenant"));
    }

    [Fact]
    public async Task Two_changes_at_once_both_happen_or_say_why_not()
    {
        await using var app = await MarketplaceApp.StartAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i =>
            app.InTenantAsync(
                "mycelium", x => x.GetRequiredService<ITenantAdministration>().RenameAsync($"Name {i}", CancellationToken.None))));

        Assert.Equal(1 + results.Count(x => x.Succeeded), app.Shells().Table.Slots["mycelium"].Record.Version);
    }

    [Fact]
    public async Task An_idle_shell_is_released_and_comes_back_when_asked()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await app.EnableAsync("mycelium", "Probe");
        using var visitor = app.NewVisitor();
        var first = await visitor.ReadAsync("/probe/shell");
        var shell = app.Shells().Table.Slots["mycelium"].Current!;

        await app.Shells().ReleaseIdleAsync(TimeSpan.FromMinutes(5), CancellationToken.None);
        Assert.Equal(first, await visitor.ReadAsync("/probe/shell"));
        // What is due in the tenant, its events above all, may be at work in it.
        for (var since = Stopwatch.StartNew(); !shell.Disposed.IsCompleted; await Task.Delay(20))
        {
            Assert.True(since.Elapsed < TimeSpan.FromMinutes(1), "The shell was not released.");
            await app.Shells().ReleaseIdleAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);
        }

        Assert.NotEqual(first, await visitor.ReadAsync("/probe/shell"));
    }

    [Fact]
    public async Task Who_waits_too_long_for_a_starting_shell_is_sent_away()
    {
        await using var app = await MarketplaceApp.StartAsync();
        var slot = app.Shells().Table.Slots["fiatdashboard"];
        await slot.Gate.WaitAsync();
        // What is due in the tenant may have woken it.
        for (var since = Stopwatch.StartNew(); slot.Current is not null; await slot.Gate.WaitAsync())
        {
            Assert.True(since.Elapsed < TimeSpan.FromMinutes(1), "The shell was not released.");
            slot.Gate.Release();
            await app.Shells().ReleaseIdleAsync(TimeSpan.FromSeconds(-1), CancellationToken.None);
            await Task.Delay(20);
        }

        Assert.Null(await app.Shells().EnterAsync(slot, TimeSpan.Zero, CancellationToken.None));
        slot.Gate.Release();

        var shell = await app.Shells().EnterAsync(slot, TimeSpan.FromMinutes(10), CancellationToken.None);

        Assert.NotNull(shell);
        shell.Leave();
    }

    [Fact]
    public async Task A_disabled_tenant_answers_503_and_the_others_serve_on()
    {
        await using var app = await MarketplaceApp.StartAsync();
        using var visitor = app.NewVisitor("/fiatdashboard");
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account/login")).StatusCode);

        Assert.True((await app.Tenants.SetEnabledAsync("fiatdashboard", enabled: false, CancellationToken.None)).Succeeded);

        var answer = await visitor.GetAsync("/account/login");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        using var neighbour = app.NewVisitor();
        Assert.Equal(HttpStatusCode.OK, (await neighbour.GetAsync("/account/login")).StatusCode);
        Assert.NotNull((await app.Tenants.SetEnabledAsync("mycelium", enabled: false, CancellationToken.None)).Error);

        Assert.True((await app.Tenants.SetEnabledAsync("fiatdashboard", enabled: true, CancellationToken.None)).Succeeded);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/account/login")).StatusCode);
    }

    [Fact]
    public async Task A_change_of_another_process_that_could_not_be_followed_is_tried_again()
    {
        await using var app = await MarketplaceApp.StartAsync();
        await app.EnableAsync("mycelium", "Probe");
        using var visitor = app.NewVisitor();
        var folder = await visitor.ReadAsync("/probe/folder");
        var slot = app.Shells().Table.Slots["mycelium"];
        var changed = slot.Record with
        { Features = [.. slot.Record.Features, "Probe.BrokenActivation"], Version = slot.Record.Version + 1 };
        Assert.True(await app.Services.GetRequiredService<HostStore>().UpdateAsync(changed, CancellationToken.None));

        await app.Shells().RefreshAsync(CancellationToken.None);
        Assert.Equal("mycelium 2", await visitor.ReadAsync("/probe/tenant"));
        Assert.Contains("cursed", slot.Failure, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(folder, "mended"), "");
        slot.RetryAt = default;
        await app.Shells().RefreshAsync(CancellationToken.None);
        Assert.Equal("mycelium 3", await visitor.ReadAsync("/probe/tenant"));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Another_process_on_the_same_PostgreSQL_learns_of_a_change_within_a_second(bool isPooled)
    {
        var database = await PostgresCluster.CreateDatabaseAsync() + ";Pooling=true";
        await using var pooler = isPooled ? await PgBouncer.StartAsync(database, connections: 5) : null;
        var options = new MarketplaceAppOptions
        {
            Kind = DatabaseKind.Postgres,
            Database = pooler?.ConnectionString ?? database,
            Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Marketplace:DirectDatabase"] = isPooled ? database : "" },
        };
        await using var one = await MarketplaceApp.StartAsync(options);
        await using var two = await MarketplaceApp.StartAsync(options);
        using var visitor = two.NewVisitor();
        Assert.Equal(HttpStatusCode.NotFound, (await visitor.GetAsync("/probe/tenant")).StatusCode);
        await two.ListeningAsync(one);

        await one.EnableAsync("mycelium", "Probe");
        var since = Stopwatch.StartNew();
        while ((await visitor.GetAsync("/probe/tenant")).StatusCode != HttpStatusCode.OK)
            Assert.True(since.Elapsed < TimeSpan.FromMinutes(1), "The change did not arrive.");
    }
}
