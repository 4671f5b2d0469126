namespace Marketplace.Abstractions;

/// <summary>The tenant that a shell serves: an immutable picture of its row in the host database. A change makes a new shell.</summary>
public interface ITenant
{
    /// <summary>Unique, in the form of <see cref="TenantName"/>. Never shown to customers.</summary>
    string Name { get; }

    string DisplayName { get; }

    /// <summary>Host names that lead here, in the form of <see cref="HostName"/>; empty means any.</summary>
    IReadOnlyList<string> Hosts { get; }

    /// <summary><c>""</c> or <c>/segment</c>, in the form of <see cref="Abstractions.PathPrefix"/>.</summary>
    string PathPrefix { get; }

    /// <summary>The tenant that runs the host: it may enable features marked <see cref="ModuleAttribute.DefaultTenantOnly"/>.</summary>
    bool IsDefault { get; }

    /// <summary>Grows by one with every change of the tenant's row.</summary>
    long Version { get; }

    /// <summary>Ids of the enabled features, dependencies included.</summary>
    IReadOnlySet<string> Features { get; }

    TenantSettings Settings { get; }

    /// <summary>A folder of this tenant's own, which exists.</summary>
    string DataFolder { get; }
}

/// <summary>Work that a module does when a shell starts serving or stops. Called once per shell, not per request.</summary>
public interface ITenantEvents
{
    Task ActivatedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task TerminatingAsync() => Task.CompletedTask;
}
