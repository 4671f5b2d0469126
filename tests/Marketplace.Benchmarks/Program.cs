// Measures, in one run, what the product promises beside named baselines. Run it in Release on an idle machine.
// Arguments: nothing for everything; "hosts [tenants] [requests a round]"; "ledger [seconds a round]"; "wallet [requests a round]";
// "payments [top-ups a round] [seconds of debits a round]"; "lanes [purchases a round]"; "documents [receipts a round]";
// "jobs [jobs a round] [purchases a round]"; "idle [tenants]"; "mails [mails a round]"; "content [requests a round]".
using System.Globalization;
using Marketplace.Benchmarks;
using Marketplace.Benchmarks.Suites;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
Report.SilenceOthers();
var suite = args.Length > 0 ? args[0] : "";
if (suite is "" or "hosts")
    await HostSuite.RunAsync(Number(1, 500), Number(2, 20_000));
if (suite is "" or "ledger")
    await LedgerSuite.RunAsync(TimeSpan.FromSeconds(Number(1, 5)));
if (suite is "" or "wallet")
    await WalletSuite.RunAsync(Number(1, 4_000));
if (suite is "" or "payments")
    await PaymentsSuite.RunAsync(Number(1, 400), TimeSpan.FromSeconds(Number(2, 5)));
if (suite is "" or "lanes")
    await LanesSuite.RunAsync(Number(1, 100));
if (suite is "" or "jobs")
    await JobsSuite.RunAsync(Number(1, 400), Number(2, 40));
if (suite is "" or "idle")
    await IdleSuite.RunAsync(Number(1, 500));
if (suite is "" or "documents")
    await DocumentsSuite.RunAsync(Number(1, 200));
if (suite is "" or "mails")
    await MailsSuite.RunAsync(Number(1, 100));
if (suite is "" or "content")
    await ContentSuite.RunAsync(Number(1, 8_000));
return suite is "" or "hosts" or "ledger" or "wallet" or "payments" or "lanes" or "jobs" or "idle" or "documents" or "mails" or "content"
    ? 0
    : 2;

int Number(int index, int fallback) => args.Length > index ? int.Parse(args[index], CultureInfo.InvariantCulture) : fallback;
