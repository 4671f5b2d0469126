using Mono.Cecil;

namespace Marketplace.Architecture.Tests.Texts;

/// <summary>Foreign types that give back what was put into them. Every other foreign call makes something new, or nothing.</summary>
internal static class Carriers
{
    private static readonly string[] Namespaces =
    [
        "System.Collections", "System.Linq", "System.Threading.Tasks", "System.Runtime.CompilerServices", "System.Runtime.InteropServices",
    ];

    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        "Nullable", "ValueTuple", "Tuple", "Span", "ReadOnlySpan", "Memory", "ReadOnlyMemory", "Lazy", "Func", "Action", "Array", "Enum",
        "MemoryExtensions", "IEnumerable", "IEnumerator", "Predicate", "Comparison", "Object",
    };

    public static bool Has(MethodReference method)
    {
        var type = method.DeclaringType.GetElementType();
        while (type.DeclaringType is not null)
            type = type.DeclaringType;
        if (type.Name.Contains("InterpolatedStringHandler", StringComparison.Ordinal))
            return false;
        return Namespaces.Any(x => type.Namespace == x || type.Namespace.StartsWith(x + ".", StringComparison.Ordinal))
            || type.Name.StartsWith('<') || (type.Namespace == "System" && Types.Contains(type.Name.Split('`')[0]));
    }
}
