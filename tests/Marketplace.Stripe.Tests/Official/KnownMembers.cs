using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Stripe;

namespace Marketplace.Stripe.Tests.Official;

/// <summary>
/// Holds what was answered against the classes of Stripe.net that it is read into: nothing may come that they do not know, or in another
/// shape, and nothing may be missing of an object that its class cannot leave empty. Of the parts of an object the classes do not tell what
/// is always there (a date that is missing they read as the year 1); that is held against the types of the client for Node.
/// </summary>
internal static class KnownMembers
{
    private static readonly IReadOnlyDictionary<string, Type> Objects = StripeTypeRegistry.ObjectsToTypes;

    /// <param name="answer">A whole answer: an object, a list or an error; or the body of a webhook.</param>
    public static IReadOnlyList<string> Problems(string answer)
    {
        var problems = new List<string>();
        using var json = JsonDocument.Parse(answer);
        if (json.RootElement.TryGetProperty("error", out var error))
        {
            Unknown(json.RootElement, ["error"], "answer", problems);
            Check(error, typeof(StripeError), "error", problems);
            problems.AddRange(((string[])["type", "message"]).Where(x => !IsSaid(error, x)).Select(x => $"error lacks {x}"));
        }
        else
        {
            CheckByObject(json.RootElement, "answer", problems);
        }

        return problems;
    }

    /// <summary>What the clients choose an exception by, and what whoever meets it reads.</summary>
    private static bool IsSaid(JsonElement error, string name) =>
        error.TryGetProperty(name, out var said) && said.ValueKind is JsonValueKind.String && said.GetString() is { Length: > 0 };

    /// <summary>What says itself what it is.</summary>
    private static void CheckByObject(JsonElement value, string path, List<string> problems)
    {
        var name = value.ValueKind is JsonValueKind.Object && value.TryGetProperty("object", out var member) ? member.GetString() : null;
        if (name == "list")
            CheckList(value, item => CheckByObject(item.Value, item.Path, problems), path, problems);
        else if (name is not null && Objects.TryGetValue(name, out var type))
            CheckEntity(value, type, name, problems);
        else
            problems.Add($"{path} does not say what it is: {value.ToString()[..Math.Min(80, value.ToString().Length)]}");
    }

    private static void Check(JsonElement value, Type type, string path, List<string> problems)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (value.ValueKind is JsonValueKind.Null)
            return;
        if (KindsOf(type) is { } kinds)
            Expect(kinds.Contains(value.ValueKind), value, type, path, problems);
        else if (ArgumentOf(type, typeof(ExpandableField<>)) is { } expanded)
            CheckExpandable(value, expanded, path, problems);
        else if (type.IsGenericType && typeof(IAnyOf).IsAssignableFrom(type))
            CheckAnyOf(value, type, path, problems);
        else if (ArgumentOf(type, typeof(StripeList<>)) is { } listed)
            CheckList(value, item => Check(item.Value, listed, item.Path, problems), path, problems);
        else if (ArgumentOf(type, typeof(IDictionary<,>), 1) is { } held)
            CheckDictionary(value, held, path, problems);
        else if (ArgumentOf(type, typeof(IEnumerable<>)) is { } item)
            CheckArray(value, item, path, problems);
        else if (type.IsInterface)
            CheckByObject(value, path, problems);
        else
            CheckEntity(value, type, path, problems);
    }

    private static void CheckEntity(JsonElement value, Type type, string path, List<string> problems)
    {
        if (!Expect(value.ValueKind is JsonValueKind.Object, value, type, path, problems))
            return;
        var members = MembersOf(type);
        var isObject = members.TryGetValue("object", out var said) && said == typeof(string);
        if (isObject && value.TryGetProperty("object", out var kind)
            && Objects.TryGetValue(kind.GetString() ?? "", out var other) && other != type)
        {
            problems.Add($"{path} is a {kind}, where a {type.Name} is read");
        }

        var isDeleted = value.TryGetProperty("deleted", out var deleted) && deleted.ValueKind is JsonValueKind.True;
        Unknown(value, isDeleted ? ["id", "object", "deleted"] : members.Keys, path, problems);
        foreach (var (name, member) in members)
        {
            var isRequired = isObject && IsRequired(name, member) && (!isDeleted || name is "id" or "object");
            if (value.TryGetProperty(name, out var inner) && (inner.ValueKind is not JsonValueKind.Null || !isRequired))
                Check(inner, member, $"{path}.{name}", problems);
            else if (isRequired)
                problems.Add($"{path} lacks {name}");
        }
    }

    /// <summary>What a class cannot leave empty, and what tells one object from another.</summary>
    private static bool IsRequired(string name, Type type) =>
        name is "id" or "object" || (type.IsValueType && Nullable.GetUnderlyingType(type) is null && type != typeof(JsonElement));

    private static void CheckExpandable(JsonElement value, Type expanded, string path, List<string> problems)
    {
        if (value.ValueKind is not JsonValueKind.String)
            Check(value, expanded, path, problems);
    }

    private static void CheckAnyOf(JsonElement value, Type type, string path, List<string> problems)
    {
        var tries = type.GetGenericArguments().Select(x =>
        {
            var found = new List<string>();
            Check(value, x, path, found);
            return found;
        }).ToList();
        if (tries.TrueForAll(x => x.Count > 0))
            problems.AddRange(tries[^1]);
    }

    private static void CheckList(
        JsonElement value, Action<(JsonElement Value, string Path)> check, string path, List<string> problems)
    {
        string[] members = ["object", "data", "has_more", "url"];
        Unknown(value, members, path, problems);
        problems.AddRange(members.Where(x => !value.TryGetProperty(x, out _)).Select(x => $"{path} lacks {x}"));
        var hasData = value.TryGetProperty("data", out var data);
        if (hasData && Expect(data.ValueKind is JsonValueKind.Array, data, typeof(Array), path, problems))
            foreach (var (item, index) in data.EnumerateArray().Select((x, i) => (x, i)))
                check((item, $"{path}.data[{index}]"));
    }

    private static void CheckDictionary(JsonElement value, Type held, string path, List<string> problems)
    {
        if (Expect(value.ValueKind is JsonValueKind.Object, value, typeof(IDictionary<,>), path, problems))
            foreach (var member in value.EnumerateObject())
                Check(member.Value, held, $"{path}.{member.Name}", problems);
    }

    private static void CheckArray(JsonElement value, Type item, string path, List<string> problems)
    {
        if (Expect(value.ValueKind is JsonValueKind.Array, value, item, path, problems))
            foreach (var (inner, index) in value.EnumerateArray().Select((x, i) => (x, i)))
                Check(inner, item, $"{path}[{index}]", problems);
    }

    private static void Unknown(JsonElement value, IEnumerable<string> known, string path, List<string> problems) =>
        problems.AddRange(
            value.EnumerateObject().Select(x => x.Name).Except(known, StringComparer.Ordinal).Select(x => $"{path}.{x} is unknown"));

    private static bool Expect(bool isSo, JsonElement value, Type type, string path, List<string> problems)
    {
        if (!isSo)
            problems.Add($"{path} is {value.ValueKind}, where {type.Name} is read");
        return isSo;
    }

    /// <summary>Null for what has members or items of its own.</summary>
    private static JsonValueKind[]? KindsOf(Type type) =>
        type == typeof(string) || type.IsEnum ? [JsonValueKind.String]
        : type == typeof(bool) ? [JsonValueKind.True, JsonValueKind.False]
        : type == typeof(DateTime) || type == typeof(long) || type == typeof(int) ? [JsonValueKind.Number]
        : type == typeof(decimal) || type == typeof(double) ? [JsonValueKind.Number, JsonValueKind.String]
        : IsFree(type) ? Enum.GetValues<JsonValueKind>()
        : null;

    /// <summary>Stripe.net leaves it to the reader, for example what its browser script alone understands.</summary>
    private static bool IsFree(Type type) =>
        type == typeof(object) || type == typeof(JsonElement);

    private static Type? ArgumentOf(Type type, Type open, int index = 0) =>
        type.GetInterfaces().Append(type).Concat(BasesOf(type))
            .FirstOrDefault(x => x.IsGenericType && x.GetGenericTypeDefinition() == open)?.GetGenericArguments()[index];

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (var it = type.BaseType; it is not null; it = it.BaseType)
            yield return it;
    }

    private static Dictionary<string, Type> MembersOf(Type type)
    {
        var members = new Dictionary<string, Type>(StringComparer.Ordinal);
        foreach (var property in BasesOf(type).Prepend(type).SelectMany(x => x.GetProperties(
            BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)))
        {
            if (NameOf(property) is { } name)
                members.TryAdd(name, property.PropertyType);
        }

        return members;
    }

    /// <summary>Stripe.net reads with System.Text.Json; the attributes of the other library are left from before.</summary>
    private static string? NameOf(PropertyInfo property) => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name;
}
