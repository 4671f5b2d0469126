using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Credits;

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
