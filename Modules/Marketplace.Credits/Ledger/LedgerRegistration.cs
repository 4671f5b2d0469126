using Marketplace.Credits.Ledger.Accounts;
using Marketplace.Credits.Ledger.Debits;
using Marketplace.Credits.Ledger.Expiry;
using Marketplace.Credits.Ledger.Holds;
using Marketplace.Credits.Ledger.Postings;
using Marketplace.Credits.Ledger.Reversals;
using Marketplace.Credits.Ledger.Transfers;
using Marketplace.Credits.Ledger.Writing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits.Ledger;

internal static class LedgerRegistration
{
    public static IServiceCollection AddLedger(this IServiceCollection services) => services
        .AddSingleton<ReadBalance>()
        .AddSingleton<WriteTransaction>()
        .AddSingleton<TakeExpired>()
        .AddSingleton<ChooseLots>()
        .AddSingleton<DebitInOneCall>()
        .AddSingleton<PostTransaction>()
        .AddSingleton<PostDebits>()
        .AddSingleton<DebitQueue>()
        .AddSingleton<TransferCredits>()
        .AddSingleton<ReverseTransaction>()
        .AddSingleton<PlaceHold>()
        .AddSingleton<CaptureHold>()
        .AddSingleton<ReleaseHold>()
        .AddSingleton<VoidHold>()
        .AddSingleton<ILedger, LedgerActions>()
        .AddBackgroundTask<ExpireHolds>()
        .AddBackgroundTask<ExpireLots>();
}
