namespace Marketplace.Abstractions;

/// <summary>
/// The name under which a database remembers a class: a migration, an event's handler, a job, a recurring task, a rule of the ledger, a
/// document. It stays as it is when the class is renamed or moved, because what was stored before would not be found again otherwise.
/// </summary>
/// <param name="name">At most 200 characters. Once released it never changes.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class StoredNameAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

public static class StoredNames
{
    /// <summary>
    /// The name of the class's <see cref="StoredNameAttribute"/>. Without one it is the class's full name, which a move changes.
    /// </summary>
    public static string Of(Type type) => Declared(type) ?? type.FullName!;

    /// <summary>The same, where the name without the namespace stands in for a missing attribute.</summary>
    public static string ShortOf(Type type) => Declared(type) ?? type.Name;

    private static string? Declared(Type type) =>
        ((StoredNameAttribute?)Attribute.GetCustomAttribute(type, typeof(StoredNameAttribute), inherit: false))?.Name;
}
