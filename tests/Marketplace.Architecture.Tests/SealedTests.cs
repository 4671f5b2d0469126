using System.Reflection;
using System.Runtime.CompilerServices;

namespace Marketplace.Architecture.Tests;

public sealed class SealedTests
{
    [Fact]
    public void Concrete_classes_are_sealed_unless_another_inherits_them()
    {
        var types = Assemblies.All.SelectMany(x => x.GetTypes()).ToList();
        var bases = types.Select(x => x.BaseType).OfType<Type>().Select(Definition).ToHashSet();
        Findings.None(
            "Concrete classes are sealed:",
            from type in types
            where type is { IsClass: true, IsAbstract: false, IsSealed: false } && !bases.Contains(type) && !IsGenerated(type)
            orderby type.FullName
            select $"{type.FullName} ({type.Assembly.GetName().Name})");
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.Name.Contains('<', StringComparison.Ordinal)
        || type.Namespace is "AspNetCoreGeneratedDocument" || (type.DeclaringType is { } outer && IsGenerated(outer));
}
