using System.Diagnostics;
using Marketplace.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.PaymentsWorker;

/// <summary>
/// Ends the process at once, as the kernel does, before or after a call: <c>before IPaymentGateway.CreateIntentAsync</c>.
/// </summary>
internal sealed class Death(string point)
{
    public void At(string reached)
    {
        if (reached != point)
            return;
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    public void Watch<TService>(IServiceCollection services)
        where TService : class =>
        services.Watch<TService>(x => At($"before {typeof(TService).Name}.{x.Name}"), x => At($"after {typeof(TService).Name}.{x.Name}"));
}
