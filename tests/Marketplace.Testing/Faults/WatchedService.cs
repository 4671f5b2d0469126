using System.Reflection;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Testing;

public static class WatchedService
{
    /// <summary>Puts a watch before the registered service, which may throw, or end the process, before a call or after it.</summary>
    public static void Watch<TService>(this IServiceCollection services, Action<MethodInfo> before, Action<MethodInfo> after)
        where TService : class
    {
        // The last registration wins; the real service stands behind it.
        var real = services.Last(x => x.ServiceType == typeof(TService));
        services.Add(new ServiceDescriptor(
            typeof(TService),
            provider =>
            {
                var watch = DispatchProxy.Create<TService, Proxy>();
                ((Proxy)(object)watch).Set(Create(provider, real), before, after);
                return watch;
            },
            real.Lifetime));
    }

    private static object Create(IServiceProvider provider, ServiceDescriptor descriptor) =>
        descriptor.ImplementationInstance
        ?? descriptor.ImplementationFactory?.Invoke(provider)
        ?? ActivatorUtilities.CreateInstance(provider, descriptor.ImplementationType!);

    /// <summary>Not sealed: the proxy's own type is derived from it at run time.</summary>
    public class Proxy : DispatchProxy
    {
        private static readonly MethodInfo Typed =
            typeof(Proxy).GetMethod(nameof(ThenAsync), BindingFlags.NonPublic | BindingFlags.Static)!;

        private object? _real;
        private Action<MethodInfo>? _before;
        private Action<MethodInfo>? _after;

        internal void Set(object real, Action<MethodInfo> before, Action<MethodInfo> after) =>
            (_real, _before, _after) = (real, before, after);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            _before!(targetMethod!);
            var result = targetMethod!.Invoke(_real, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);
            if (targetMethod.ReturnType is { IsGenericType: true } task && task.GetGenericTypeDefinition() == typeof(Task<>))
                return Typed.MakeGenericMethod(task.GetGenericArguments()).Invoke(null, [result, targetMethod, _after]);
            _after!(targetMethod);
            return result;
        }

        private static async Task<T> ThenAsync<T>(Task<T> call, MethodInfo method, Action<MethodInfo> after)
        {
            var result = await call;
            after(method);
            return result;
        }
    }
}
