using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Marketplace.Architecture.Tests;

/// <summary>
/// What databases remember classes by never follows a class. <c>stored-names.txt</c> is the whole list: lines are added to it with new
/// classes; a line is changed or removed only together with a migration of what is stored under it.
/// </summary>
public sealed class StoredNameTests
{
    private static readonly JsonSerializerOptions Json = new(TenantSettings.Json) { TypeInfoResolver = new DefaultJsonTypeInfoResolver() };

    private static readonly IReadOnlyList<Type> Types =
        [.. Assemblies.All.SelectMany(x => x.GetTypes()).Where(x => x is { IsClass: true, IsAbstract: false })];

    [Fact]
    public void Every_class_that_is_stored_says_under_which_name() =>
        Findings.None(
            "Classes whose names databases keep carry [StoredName]:",
            from type in Types
            where KindOf(type) is not null && type.GetCustomAttribute<StoredNameAttribute>(inherit: false) is null
            select $"{type.FullName} ({KindOf(type)})");

    [Fact]
    public void Stored_names_stay_what_they_are()
    {
        var frozen = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "Marketplace.Architecture.Tests", "stored-names.txt"));
        var found = Found().Distinct(StringComparer.Ordinal).ToDictionary(NameIn, FieldsIn, StringComparer.Ordinal);
        var names = frozen.Select(NameIn).ToHashSet(StringComparer.Ordinal);
        Findings.None(
            "Stored names are those of stored-names.txt (add new ones; what is gone there is lost in people's databases):",
            [
                .. names.Except(found.Keys, StringComparer.Ordinal).Select(x => $"gone: {x}"),
                .. found.Keys.Except(names, StringComparer.Ordinal).Select(x => $"new:  {x}"),
                .. from line in frozen
                   where found.ContainsKey(NameIn(line))
                   from field in FieldsIn(line).Except(found[NameIn(line)], StringComparer.Ordinal)
                   select $"gone: {field} of {NameIn(line)}",
            ]);
        Assert.Equal(frozen.Order(StringComparer.Ordinal), frozen);
    }

    [Fact]
    public void No_two_classes_share_a_stored_name() =>
        Findings.None(
            "Stored names are unique:",
            Found().Where(x => !x.StartsWith("permission ", StringComparison.Ordinal)).CountBy(NameIn, StringComparer.Ordinal)
                .Where(x => x.Value > 1).Select(x => x.Key));

    private static string NameIn(string line) => line.Split('(')[0];

    private static string[] FieldsIn(string line) => line.Split('(', ')') is [_, { Length: > 0 } fields, ..] ? fields.Split(", ") : [];

    private static IEnumerable<string> Found() =>
    [
        .. from type in Types where KindOf(type) is not null select $"{KindOf(type)} {NameOf(type)}{Fields(PayloadOf(type))}",
        .. from type in Types where type.IsDefined(typeof(EventAttribute)) select $"event {EventNames.Of(type)}{Fields(type)}",
        .. from type in Types
           where type.IsAssignableTo(typeof(IPermissionProvider))
           from permission in ((IPermissionProvider)Activator.CreateInstance(type, nonPublic: true)!).GetPermissions()
           select $"permission {permission.Name}",
    ];

    private static string? KindOf(Type type) =>
        type.IsAssignableTo(typeof(Data.DataMigration)) ? "migration"
        : Implements(type, typeof(IEventHandler<>)) ? "handler"
        : Implements(type, typeof(IJob<>)) ? "job"
        : type.IsAssignableTo(typeof(IBackgroundTask)) ? "task"
        : type.IsAssignableTo(typeof(Marketplace.Credits.Verification.Rules.LedgerRule)) ? "rule"
        : type.IsDefined(typeof(StoredNameAttribute), inherit: false) ? "other"
        : null;

    private static string NameOf(Type type) =>
        type.IsAssignableTo(typeof(Marketplace.Credits.Verification.Rules.LedgerRule)) ? StoredNames.ShortOf(type) : StoredNames.Of(type);

    private static bool Implements(Type type, Type contract) =>
        type.GetInterfaces().Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == contract);

    private static Type? PayloadOf(Type type) =>
        type.GetInterfaces()
            .FirstOrDefault(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IJob<>))?.GenericTypeArguments[0];

    /// <summary>Events and payloads are stored as JSON, by these names.</summary>
    private static string Fields(Type? stored) =>
        stored is null ? "" : $"({string.Join(", ", Json.GetTypeInfo(stored).Properties.Select(x => x.Name))})";
}
