// One step of a payment in a process of its own, which dies at a named point. The gateway is the sandbox of another process, over HTTP.
// Arguments: "sqlite <file>" or "postgres <connection string> <schema>", the folder of the data-protection keys, the sandbox's address, the
// time in ticks, the point ("none", or for example "before IPaymentGateway.CreateIntentAsync", see Death), then one of
//   start <key> <user>              an on-session top-up of 25 credits; says "started <intent> <client secret>"
//   charge <key> <user> <method>    a charge of a saved method; says "charged <result>"
//   spend <key> <user> <count>      waits for a line, makes so many debits of 50 cents and works until nothing is left to do; says "spent"
//   serve                           the webhook's endpoint; says "listening <address>", and ends with its input
using System.Globalization;
using Marketplace.Credits.Ledger;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Data;
using Marketplace.Payments.Gateways;
using Marketplace.Payments.TopUps;
using Marketplace.PaymentsWorker;
using Marketplace.Testing;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;

var rest = new Queue<string>(args);
var isPostgres = rest.Dequeue() == "postgres";
await using var server = isPostgres ? new PostgresServer(rest.Dequeue()) : null;
using var file = isPostgres ? null : new SqliteDatabase(rest.Dequeue());
var database = server is null
    ? TestDatabase.Join(DatabaseKind.Sqlite, file!)
    : TestDatabase.Join(DatabaseKind.Postgres, server.Schema(rest.Dequeue()));
var keys = new DirectoryInfo(rest.Dequeue());
var sandbox = rest.Dequeue();
var now = new DateTimeOffset(long.Parse(rest.Dequeue(), CultureInfo.InvariantCulture), TimeSpan.Zero);
var death = new Death(rest.Dequeue());
await using var shell = await TestShell.CreateAsync(
    database,
    setup =>
    {
        setup.Host.Services.AddSingleton<IServer>(new ServerElsewhere(sandbox));
        setup.Time.MoveTo(now);
        setup.Services.AddSingleton(DataProtectionProvider.Create(keys));
        death.Watch<IPaymentGateway>(setup.Services);
        death.Watch<ILedger>(setup.Services);
        death.Watch<ITopUps>(setup.Services);
    },
    new Marketplace.Credits.Startup(),
    new Marketplace.Payments.Startup(),
    new Marketplace.AutoTopUp.Startup(),
    new Marketplace.Stripe.Startup(),
    new Marketplace.StripeSandbox.Startup());

var twentyFive = CreditAmount.FromDecimal(25m);
switch (rest.Dequeue())
{
    case "start":
        var start = new StartTopUp(rest.Dequeue(), rest.Dequeue(), twentyFive, "");
        var started = (StartTopUpResult.Started)await shell.InScopeAsync<ITopUps,
            StartTopUpResult>(x => x.StartAsync(start, null, default));
        Console.WriteLine($"started {started.TopUp.PaymentIntentId} {started.TopUp.ClientSecret}");
        break;
    case "charge":
        var charge = new ChargeSavedMethod(rest.Dequeue(), rest.Dequeue(), twentyFive, rest.Dequeue()) { Type = TransactionType.AutoTopUp };
        Console.WriteLine(
            "charged " + (await shell.InScopeAsync<ITopUps, ChargeResult>(x => x.ChargeAsync(charge, default))).GetType().Name);
        break;
    case "spend":
        await Spender.RunAsync(shell, rest.Dequeue(), rest.Dequeue(), int.Parse(rest.Dequeue(), CultureInfo.InvariantCulture));
        break;
    default:
        await WebhookServer.RunAsync(shell, death);
        break;
}
