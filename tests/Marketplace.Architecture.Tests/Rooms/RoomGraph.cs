using System.Text.RegularExpressions;
using Mono.Cecil;

namespace Marketplace.Architecture.Tests.Rooms;

/// <summary>One file of a project knows another: it mentions a type that stands there.</summary>
internal readonly record struct Knows(string From, string To, string Type);

/// <summary>Who knows whom in a project, from what is compiled and, for constants, which leave no trace in it, from the source.</summary>
internal static class RoomGraph
{
    public static IReadOnlyCollection<Knows> Of(string assembly, string folder)
    {
        var sources = SourceTypes.Of(folder);
        using var module = ModuleDefinition.ReadModule(assembly);
        return [
            .. module.Types.SelectMany(x => Compiled(x, sources)).Concat(Constants(module, sources)).Where(x => x.From != x.To).Distinct()];
    }

    private static IEnumerable<Knows> Compiled(TypeDefinition type, SourceTypes sources) =>
        FileOf(type, sources) is { } file
            ? TypeReferences.Of(type).Where(x => sources.FileOf(x) is not null).Select(x => new Knows(file, sources.FileOf(x)!, Simple(x)))
            : [];

    /// <summary>Pages are compiled to types that no source declares; what Razor notes on them is their path.</summary>
    private static string? FileOf(TypeDefinition type, SourceTypes sources) =>
        sources.FileOf(type.FullName)
        ?? type.Module.Assembly.CustomAttributes
            .Where(
                x => x.AttributeType.Name is "RazorCompiledItemAttribute" && x.ConstructorArguments[0].Value is TypeReference page
                    && page.FullName == type.FullName)
            .Select(x => ((string)x.ConstructorArguments[2].Value).TrimStart('/'))
            .FirstOrDefault();

    private static IEnumerable<Knows> Constants(ModuleDefinition module, SourceTypes sources)
    {
        var owners = (from type in module.Types
                      where type.Fields.Any(x => x.IsLiteral) && sources.Only(type.Name) == type.FullName
                      select type).ToDictionary(x => x.Name, x => sources.FileOf(x.FullName)!, StringComparer.Ordinal);
        foreach (var (path, text) in sources.Files)
        {
            var code = Regex.Replace(text, @"//.*|@\*[\s\S]*?\*@|""[^""\n]*""", "", RegexOptions.None, TimeSpan.FromMinutes(1));
            foreach (Match name in Regex.Matches(code, @"(?<![\w.])[A-Z]\w*(?=\.[A-Z])", RegexOptions.None, TimeSpan.FromMinutes(1)))
            {
                if (owners.TryGetValue(name.Value, out var owner))
                    yield return new Knows(path, owner, name.Value);
            }
        }
    }

    private static string Simple(string fullName) => fullName[(fullName.LastIndexOf('.') + 1)..];
}
