using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Marketplace.Access.Tests;

/// <summary>What a handler of a page takes, by name and type, as the framework itself would read it.</summary>
internal sealed record PageInput(string Pattern, string Method, string? Handler, IReadOnlyList<(string Name, Type Type)> Fields)
{
    public override string ToString() => Handler is null ? $"{Method} {Pattern}" : $"{Method} {Pattern}?handler={Handler}";

    public static async Task<IReadOnlyList<PageInput>> OfAsync(RouteEndpoint endpoint, IServiceProvider services)
    {
        if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is not { } descriptor)
            return [];
        var page = await services.GetRequiredService<PageLoader>().LoadAsync(descriptor, EndpointMetadataCollection.Empty);
        var bound = page.BoundProperties.SelectMany(x => FieldsOf(x.BindingInfo?.BinderModelName ?? x.Name, x.ParameterType, depth: 0))
            .ToList();
        return [.. page.HandlerMethods.Select(x => new PageInput(
            "/" + endpoint.RoutePattern.RawText!.TrimStart('/'), x.HttpMethod.ToUpperInvariant(), x.Name,
            [.. bound, .. x.Parameters.SelectMany(Parameter)]))];
    }

    private static IEnumerable<(string, Type)> Parameter(HandlerParameterDescriptor parameter) =>
        parameter.ParameterType == typeof(CancellationToken) || parameter.BindingInfo?.BindingSource == BindingSource.Services
            ? []
            : FieldsOf(parameter.BindingInfo?.BinderModelName ?? parameter.Name, parameter.ParameterType, depth: 0);

    private static IEnumerable<(string, Type)> FieldsOf(string name, Type type, int depth)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (depth > 3 || plain == typeof(string) || plain.IsPrimitive || plain.IsEnum || plain.Namespace == "System" || plain.IsInterface
            || plain.IsArray)
            return [(name, plain)];
        return plain.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(x => x.CanWrite && x.GetIndexParameters().Length == 0)
            .SelectMany(x => FieldsOf($"{name}.{x.Name}", x.PropertyType, depth + 1));
    }
}
