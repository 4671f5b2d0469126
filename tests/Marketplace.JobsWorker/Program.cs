// A process that runs the jobs of one tenant until its input ends, or it is killed.
// Arguments: the folder of the jobs' store, "sqlite <file>" or "postgres <connection string> <schema>" for the tenant, milliseconds after
// which a dead process's claims lapse. Says "ready"; each line of input queues a job of that key. A job says "began <key>", and hangs in
// its transaction; what a process before this one was asked for is written, and it says "done <key>".
using System.Globalization;
using Marketplace.Abstractions;
using Marketplace.Data;
using Marketplace.JobsWorker;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;
using JobsOptions = Marketplace.Jobs.Storage.JobsOptions;

var rest = new Queue<string>(args);
var folder = rest.Dequeue();
var isPostgres = rest.Dequeue() == "postgres";
var place = rest.Dequeue();
await using var server = isPostgres ? new PostgresServer(place) : null;
using var file = isPostgres ? null : new SqliteDatabase(place);
var database = server is null
    ? TestDatabase.Join(DatabaseKind.Sqlite, file!)
    : TestDatabase.Join(DatabaseKind.Postgres, server.Schema(rest.Dequeue()));
var claims = TimeSpan.FromMilliseconds(int.Parse(rest.Dequeue(), CultureInfo.InvariantCulture));

await using var store = JobsPlace.Open(folder, isPostgres ? place : null);
await using var host = TestHost.Create(
    store, services => services.Configure<JobsOptions>(options => options.ClaimTime = claims));
var asked = new AskedHere();
var tenant = await host.AddTenantAsync(database, "one", services => services.AddSingleton(asked).AddJob<WriteSlowly, SlowWrite>());
await host.StartAsync();
Console.WriteLine("ready");
while (Console.ReadLine() is { } key)
{
    asked.Add(key);
    await tenant.Get<IJobQueue>().EnqueueAsync<WriteSlowly, SlowWrite>(new SlowWrite(key), key, TimeSpan.Zero, default);
}
