using System.Collections.Concurrent;
using Marketplace.Abstractions;
using Marketplace.Hosting.Modules;
using Marketplace.Hosting.Pipeline;
using Marketplace.Hosting.Shells;
using Microsoft.AspNetCore.Hosting;

namespace Marketplace.Hosting.TenantChanges;

/// <summary>
/// The addresses that are the product's own: a tenant under one of them would take it away from every other tenant of that host name. They
/// are asked of the routes and files themselves, of all modules of this host, switched on or not, so that no list has to be kept.
/// </summary>
internal sealed class ReservedPrefixes(BlueprintFactory blueprints, ModuleCatalogue catalogue, IWebHostEnvironment environment)
{
    /// <summary>Modules do not change while a process runs, but one process may start several hosts.</summary>
    private static readonly ConcurrentDictionary<string, Lazy<IReadOnlySet<string>>> Known = new(StringComparer.Ordinal);

    /// <param name="prefix">A slash and one segment.</param>
    /// <exception cref="RecipeException">A module or the host itself answers there.</exception>
    public void Check(string prefix)
    {
        if (prefix.Length > 0 && Segments().Contains(prefix[1..]))
            throw new RecipeException($"The path prefix '{prefix}' is one of the product's own addresses: choose another.");
    }

    /// <summary>Whether the product answers there, as far as <see cref="Segments"/> was asked for yet, which takes a while.</summary>
    public bool IsKnownAt(string prefix) =>
        prefix.Length > 0 && Known.TryGetValue(Key(), out var segments) && segments is { IsValueCreated: true, Value: var known }
            && known.Contains(prefix[1..]);

    public IReadOnlySet<string> Segments() => Known.GetOrAdd(Key(), _ => new Lazy<IReadOnlySet<string>>(Find)).Value;

    private string Key() => environment.ContentRootPath + "|" + string.Join('|', catalogue.Features.Select(x => x.Id));

    /// <summary>Addresses are compared as the look-up of tenants does: whatever their case.</summary>
    private HashSet<string> Find() =>
        FirstSegments()
            .Concat(environment.WebRootFileProvider.GetDirectoryContents("").Select(x => x.Name))
            .Append(HostPages.HealthChecks)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private IReadOnlyCollection<string> FirstSegments()
    {
        try
        {
            return blueprints.FirstSegments(catalogue.Features);
        }
        catch (Exception)
        {
            // A feature that cannot start answers nowhere, and must not hide what the others answer.
            return [.. catalogue.Features.SelectMany(FirstSegmentsOf)];
        }
    }

    private IReadOnlyCollection<string> FirstSegmentsOf(FeatureDescriptor feature)
    {
        try
        {
            return blueprints.FirstSegments(catalogue.WithDependencies([feature.Id]));
        }
        catch (Exception)
        {
            return [];
        }
    }
}
