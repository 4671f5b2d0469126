using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.PaymentsWorker;

/// <summary>Ends the process at once, as the kernel does, before or after a call: <c>before IPaymentGateway.CreateIntentAsync</c>.</summary>
internal sealed class Death(string point)
{
    public void At(string reached)
    {
        if (reached != point)
            return;
        Process.GetCurrentProcess().Kill();
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Puts a watch before the registered service.</summary>
    public void Watch<TService>(IServiceCollection services)
        where TService : class
    {
        var real = services.Last(x => x.ServiceType == typeof(TService));
        services.Add(new ServiceDescriptor(
            typeof(TService),
            provider =>
            {
                var watch = DispatchProxy.Create<TService, WatchedProxy>();
                ((WatchedProxy)(object)watch).Set(
                    real.ImplementationFactory?.Invoke(provider) ?? ActivatorUtilities.CreateInstance(provider, real.ImplementationType!), typeof(TService).Name, this);
                return watch;
            },
            real.Lifetime));
    }
}

/// <summary>Public, because proxies are made in an assembly of their own.</summary>
#pragma warning disable CA1852 // it is derived from at run time
public class WatchedProxy : DispatchProxy
#pragma warning restore CA1852
{
    private object? _real;
    private string? _name;
    private Death? _death;

    internal void Set(object real, string name, Death death) => (_real, _name, _death) = (real, name, death);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        _death!.At($"before {_name}.{targetMethod!.Name}");
        var result = targetMethod.Invoke(_real, args);
        // Nothing may run between the call's end and the death.
        if (result is Task task)
            task.GetAwaiter().GetResult();
        _death.At($"after {_name}.{targetMethod.Name}");
        return result;
    }
}
