using System.Collections.Concurrent;
using Marketplace.Abstractions;
using Marketplace.Hosting.Observability;
using Marketplace.Hosting.Tenants;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// One tenant at one version, ready to serve. Whoever works in it enters and leaves; a retired shell lets nobody in any more and is
/// disposed when the last one has left.
/// </summary>
internal sealed class Shell
{
    private const long Retired = 1L << 62;

    private readonly ConcurrentDictionary<string, IDataProtector> _protectors = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TenantLogScope? _logScope;
    private long _users;
    private bool _isRetired;
    private Func<Task>? _terminate;

    public required TenantRecord Record { get; init; }

    public required Tenant Tenant { get; init; }

    public required Blueprint Blueprint { get; init; }

    public required ServiceProvider Services { get; init; }

    /// <summary>Feature id → why it does not run although it is enabled.</summary>
    public required IReadOnlyDictionary<string, string> Problems { get; init; }

    /// <summary>Bytes allocated on the managed heap while the shell was built.</summary>
    public long ActivationBytes { get; set; }

    /// <summary>How long it took to build, migrations included.</summary>
    public TimeSpan ActivationTime { get; set; }

    /// <summary>Completes when everybody has left the retired shell and its services are gone.</summary>
    public Task Disposed => _disposed.Task;

    /// <summary>Goes into every log line of the tenant, made once.</summary>
    public TenantLogScope LogScope => _logScope ??= new TenantLogScope(Record.Name);

    /// <summary>Whatever runs in it is in the tenant's own language, until somebody who reads another one asks.</summary>
    public void Speak() => Services.GetRequiredService<SiteLanguages>().Default.Speak();

    public bool IsIdle => Interlocked.Read(ref _users) == 0;

    public bool TryEnter()
    {
        if ((Interlocked.Increment(ref _users) & Retired) == 0)
            return true;
        Leave();
        return false;
    }

    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == Retired)
            Terminate();
    }

    /// <summary>Only the first call counts: the end of the host and a swap may both retire a shell.</summary>
    /// <param name="terminate">Runs once, after the last one left.</param>
    public void Retire(Func<Task> terminate)
    {
        if (Interlocked.Exchange(ref _isRetired, true))
            return;
        _terminate = terminate;
        if (Interlocked.Add(ref _users, Retired) == Retired)
            Terminate();
    }

    private void Terminate()
    {
        if (Interlocked.Exchange(ref _terminate, null) is { } terminate)
            _ = Task.Run(async () =>
            {
                try
                {
                    await terminate();
                }
                finally
                {
                    _disposed.TrySetResult();
                }
            });
    }

    public IDataProtector FindProtector(string[] purposes) =>
        _protectors.GetOrAdd(
            string.Join('\n', purposes),
            static (_, state) => state.Services.GetRequiredService<IDataProtectionProvider>()
                .CreateProtector(state.purposes[0], state.purposes[1..]),
            (Services, purposes));
}
