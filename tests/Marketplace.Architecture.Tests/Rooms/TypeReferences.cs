using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Marketplace.Architecture.Tests.Rooms;

/// <summary>
/// Which types of its own assembly a type mentions: in signatures, attributes and the bodies of its methods, lambdas and nested types
/// included.
/// </summary>
internal static class TypeReferences
{
    public static IEnumerable<string> Of(TypeDefinition type) =>
        Everything(type).SelectMany(Parts).Where(x => x.Scope == type.Module).Select(x => Outermost(x).FullName)
            .Distinct(StringComparer.Ordinal);

    public static TypeReference Outermost(TypeReference type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static IEnumerable<TypeReference?> Everything(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(x => x.InterfaceType),
        .. type.GenericParameters.SelectMany(x => x.Constraints).Select(x => x.ConstraintType),
        .. Attributes(type),
        .. type.Fields.SelectMany(x => Attributes(x).Append(x.FieldType)),
        .. type.Properties.SelectMany(x => Attributes(x).Append(x.PropertyType)),
        .. type.Events.Select(x => x.EventType),
        .. type.Methods.SelectMany(Of),
        .. type.NestedTypes.SelectMany(Everything),
    ];

    private static IEnumerable<TypeReference?> Of(MethodDefinition method) =>
    [
        method.ReturnType,
        .. Attributes(method),
        .. method.Parameters.SelectMany(x => Attributes(x).Append(x.ParameterType)),
        .. method.GenericParameters.SelectMany(x => x.Constraints).Select(x => x.ConstraintType),
        .. method.HasBody ? Of(method.Body) : [],
    ];

    private static IEnumerable<TypeReference?> Of(MethodBody body) =>
    [
        .. body.Variables.Select(x => x.VariableType),
        .. body.ExceptionHandlers.Select(x => x.CatchType),
        .. body.Instructions.SelectMany(Of),
    ];

    private static IEnumerable<TypeReference?> Of(Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        GenericInstanceMethod method =>
            [method.DeclaringType, method.ReturnType, .. method.GenericArguments, .. method.Parameters.Select(x => x.ParameterType)],
        MethodReference method => [method.DeclaringType, method.ReturnType, .. method.Parameters.Select(x => x.ParameterType)],
        _ => [],
    };

    private static IEnumerable<TypeReference?> Attributes(ICustomAttributeProvider owner) => owner.CustomAttributes.SelectMany(x =>
        x.ConstructorArguments.Concat(x.Fields.Select(y => y.Argument)).Concat(x.Properties.Select(y => y.Argument)).SelectMany(Types)
            .Append(x.AttributeType));

    private static IEnumerable<TypeReference?> Types(CustomAttributeArgument argument) => argument.Value switch
    {
        TypeReference type => [type],
        CustomAttributeArgument[] list => list.SelectMany(Types),
        _ => [argument.Type],
    };

    /// <summary>The type itself, and what it is made of: <c>Task&lt;A[]&gt;</c> is Task and A.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference? type) => type switch
    {
        null or GenericParameter => [],
        GenericInstanceType generic => [.. Parts(generic.ElementType), .. generic.GenericArguments.SelectMany(Parts)],
        TypeSpecification made => Parts(made.ElementType),
        _ => [type],
    };
}
