namespace Marketplace.Abstractions;

/// <summary>Changes the current tenant while it runs: the new shell is built first, then takes over.</summary>
public interface ITenantAdministration
{
    /// <summary>Every feature of the host with its state in this tenant.</summary>
    IReadOnlyList<FeatureInfo> ListFeatures();

    /// <summary>Enables and disables features, with what they depend on and what depends on them.</summary>
    /// <returns>The failure's sentence when the new shell could not be built; the old one then serves on.</returns>
    Task<TenantChangeResult> ChangeFeaturesAsync(
        IReadOnlyCollection<string> enable, IReadOnlyCollection<string> disable, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces one section of the settings, whatever it holds: for programs. A person's form carries a version and takes
    /// <see cref="EditAsync"/>.
    /// </summary>
    Task<TenantChangeResult> ChangeSettingsAsync<T>(string section, T value, CancellationToken cancellationToken);

    /// <param name="displayName">1 to 60 characters.</param>
    Task<TenantChangeResult> RenameAsync(string displayName, CancellationToken cancellationToken);

    /// <summary>Changes the tenant as it is now, not as it was when somebody's form was shown.</summary>
    /// <param name="change">Gets what is stored; null: it is not what the form showed, so nothing is to be changed.</param>
    /// <returns><see cref="TenantChangeResult.Conflict"/> where <paramref name="change"/> gave null.</returns>
    Task<TenantChangeResult> EditAsync(Func<TenantEdit, TenantEdit?> change, CancellationToken cancellationToken);
}

/// <summary>What a tenant's own administrators may change of it, besides its features.</summary>
/// <param name="DisplayName">1 to 60 characters.</param>
public sealed record TenantEdit(string DisplayName, TenantSettings Settings);

public static class TenantEdits
{
    /// <summary>Replaces one section of the settings where it is still what a form showed.</summary>
    /// <param name="version"><see cref="RecordVersion"/> of the section.</param>
    /// <param name="change">Gets the section as it is stored.</param>
    /// <returns>
    /// The section as it was stored, to be shown beside what was typed after a <see cref="TenantChangeResult.Conflict"/>: somebody else
    /// changed it meanwhile.
    /// </returns>
    public static async Task<(TenantChangeResult Result, T Stored)> EditSectionAsync<T>(
        this ITenantAdministration administration, string section, string? version, Func<T, T> change, CancellationToken cancellationToken)
        where T : class, new()
    {
        var stored = new T();
        var result = await administration.EditAsync(
            tenant =>
            {
                stored = tenant.Settings.Get<T>(section);
                return RecordVersion.IsOf(stored, version)
                    ? tenant with { Settings = tenant.Settings.With(section, change(stored)) }
                    : null;
            },
            cancellationToken);
        return (result, stored);
    }
}

/// <param name="Problem">Why the feature does not run although it is enabled, for example a failed migration.</param>
public sealed record FeatureInfo(
    string Id,
    string Name,
    string Description,
    string Category,
    IReadOnlyList<string> Dependencies,
    IReadOnlyList<string> Dependents,
    bool IsTheme,
    bool IsEnabled,
    bool CanDisable,
    bool CanEnable,
    string? Problem);

/// <summary>Success, or a sentence for the person who asked.</summary>
public sealed record TenantChangeResult(string? Error)
{
    public static readonly TenantChangeResult Ok = new((string?)null);

    /// <summary>Somebody else changed it since it was shown; nothing was changed.</summary>
    public static readonly TenantChangeResult Conflict = new(
        "Somebody else changed this meanwhile. Look at it again, then repeat your change.");

    public bool Succeeded => Error is null;

    /// <summary>
    /// Nothing was made yet, because these host names are in use: ask again with <see cref="TenantCreation.AgreedHosts"/>.
    /// </summary>
    public IReadOnlyList<string> HostsToConfirm { get; init; } = [];

    public bool IsConflict => ReferenceEquals(this, Conflict);
}

/// <summary>
/// All tenants of the host. What shows or changes other tenants belongs into features marked
/// <see cref="ModuleAttribute.DefaultTenantOnly"/>.
/// </summary>
public interface ITenantDirectory
{
    Task<IReadOnlyList<TenantInfo>> ListAsync(CancellationToken cancellationToken);

    Task<TenantChangeResult> SetEnabledAsync(string tenant, bool enabled, CancellationToken cancellationToken);

    Task<TenantChangeResult> CreateAsync(TenantCreation creation, CancellationToken cancellationToken);

    IReadOnlyList<RecipeInfo> ListSetupRecipes();

    /// <summary>Runs <paramref name="work"/> in a scope of the tenant's shell, which stays alive meanwhile.</summary>
    /// <returns>False when the tenant is missing or disabled, or not active while <paramref name="activate"/> is false.</returns>
    Task<bool> RunInTenantAsync(
        string tenant, bool activate, Func<IServiceProvider, CancellationToken, Task> work, CancellationToken cancellationToken);

    /// <summary>Raised after a tenant's shell started serving, was replaced or was released; the name is the tenant's.</summary>
    event Action<string>? Changed;
}

public sealed record TenantInfo(
    string Name,
    string DisplayName,
    IReadOnlyList<string> Hosts,
    string PathPrefix,
    TenantState State,
    bool IsActive,
    string? Problem,
    long Requests,
    long ActivationBytes,
    DateTimeOffset? LastRequestAt,
    IReadOnlySet<string> Features)
{
    /// <summary>
    /// The product itself answers at its path prefix, which new tenants may not take: visitors find other tenants' pages of that name here,
    /// or this tenant where they look for those. Known a moment after the start.
    /// </summary>
    public bool IsAtReservedPrefix { get; init; }
}

public enum TenantState
{
    Running,

    /// <summary>Answers 503.</summary>
    Disabled,
}

public sealed record RecipeInfo(string Name, string DisplayName, string Description);

/// <param name="Database">A PostgreSQL connection string of its own, or null for the host's default.</param>
/// <param name="Address">
/// Where whoever asks has reached the host, for example <c>https://shop.example</c>. A tenant that answers to any host name takes it for
/// its links in mails, so that nobody can lead them elsewhere by the host name of a request; not where it is this very machine, which no
/// mail's reader can reach.
/// </param>
public sealed record TenantCreation(
    string Name,
    string DisplayName,
    string Recipe,
    string PathPrefix,
    IReadOnlyList<string> Hosts,
    string? Database,
    AdministratorAccount? Administrator,
    string? Address = null)
{
    /// <summary>Host names of the new tenant that may be in use already: by other tenants, or at <see cref="Address"/>.</summary>
    public IReadOnlyList<string> AgreedHosts { get; init; } = [];
}

/// <summary>The first administrator of a new tenant. The password is never stored or logged as it is.</summary>
public sealed record AdministratorAccount(string Email, string Password);
