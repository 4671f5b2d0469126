using System.Reflection;
using Marketplace.Abstractions;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Razor.Hosting;

namespace Marketplace.Hosting.Shells;

/// <summary>The compiled pages and views of an assembly, without those whose page model is bound to a feature that is off.</summary>
internal sealed class FeaturePagesPart(Assembly assembly, IReadOnlySet<string> enabledFeatures)
    : ApplicationPart, IRazorCompiledItemProvider
{
    public override string Name => assembly.GetName().Name!;

    public IEnumerable<RazorCompiledItem> CompiledItems =>
        new RazorCompiledItemLoader().LoadItems(assembly)
            .Where(x => FeatureOf(x.Type) is not { } feature || enabledFeatures.Contains(feature));

    private static string? FeatureOf(Type page) =>
        page.GetProperty("Model", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            ?.PropertyType.GetCustomAttribute<FeatureAttribute>()?.Id;
}
