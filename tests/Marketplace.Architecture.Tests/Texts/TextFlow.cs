using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Marketplace.Architecture.Tests.Texts;

/// <summary>
/// Which constants reach which places, over all that is compiled, views included: locals, parameters, results, fields and the contents of
/// collections. It errs on the side of "reaches": places are told apart by their declaration, not by the object they belong to.
/// </summary>
internal sealed class TextFlow
{
    private readonly Dictionary<object, HashSet<Source>> _into = [];
    private readonly Dictionary<string, MethodDefinition> _methods = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<MethodDefinition>> _overrides = new(StringComparer.Ordinal);
    private readonly List<(IReadOnlySet<Source> Key, MethodDefinition Method)> _sinks = [];
    private readonly HashSet<string> _own;

    private TextFlow(IReadOnlyCollection<AssemblyDefinition> assemblies)
    {
        _own = assemblies.Select(x => x.Name.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var method in Methods(assemblies))
        {
            _methods[method.FullName] = method;
            if (method.IsVirtual)
                AddOverride(method);
        }
    }

    /// <summary>Texts that reach a localizer as its key, with the method or attribute's owner that has them.</summary>
    public static IReadOnlyCollection<(string Key, string Assembly, string File)> Keys(IReadOnlyCollection<string> paths)
    {
        using var resolver = new DefaultAssemblyResolver();
        foreach (var folder in paths.Select(Path.GetDirectoryName).Distinct(StringComparer.Ordinal))
            resolver.AddSearchDirectory(folder);
        var assemblies = paths.Select(
            x => AssemblyDefinition.ReadAssembly(
                x, new ReaderParameters { AssemblyResolver = resolver, ReadSymbols = File.Exists(Path.ChangeExtension(x, ".pdb")) }))
            .ToList();
        try
        {
            var flow = new TextFlow(assemblies);
            foreach (var method in Methods(assemblies).Where(x => x.HasBody && x.Body.Instructions.Count > 0))
                new MethodFlow(flow, method).Run();
            foreach (var assembly in assemblies)
                DeclaredTexts.AddTo(flow, assembly);
            return flow.Find();
        }
        finally
        {
            assemblies.ForEach(x => x.Dispose());
        }
    }

    public void Flow(object place, IEnumerable<Source> sources)
    {
        if (!_into.TryGetValue(place, out var set))
            _into.Add(place, set = []);
        set.UnionWith(sources);
    }

    public void Sink(IReadOnlySet<Source> key, MethodDefinition method) => _sinks.Add((key, method));

    public void Sink(Text text) => _sinks.Add((new HashSet<Source> { text }, null!));

    /// <summary>The method's declarations in our assemblies: itself and what overrides it.</summary>
    public IReadOnlyList<MethodDefinition> Targets(MethodReference method)
    {
        var type = method.DeclaringType.GetElementType();
        if (type.Scope is null || !_own.Contains(ScopeName(type)) || type.FullName.StartsWith('<'))
            return [];
        var definition = method.Resolve();
        if (definition is null)
            return [];
        return _overrides.TryGetValue(definition.FullName, out var list) ? [definition, .. list] : [definition];
    }

    public bool IsOwn(TypeReference type) => _own.Contains(ScopeName(type.GetElementType()));

    private static string ScopeName(TypeReference type) => type.Scope switch
    {
        AssemblyNameReference x => x.Name,
        ModuleDefinition x => x.Assembly.Name.Name,
        _ => "",
    };

    private static IEnumerable<MethodDefinition> Methods(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from type in assembly.MainModule.GetAllTypes()
        from method in type.Methods
        select method;

    private void AddOverride(MethodDefinition method)
    {
        for (var type = method.DeclaringType; type is not null;)
        {
            foreach (var face in type.Interfaces.Select(x => x.InterfaceType))
                Add(face);
            var parent = type.BaseType is not null && IsOwn(type.BaseType) ? type.BaseType : null;
            if (parent is not null)
                Add(parent);
            type = parent?.Resolve();
        }

        void Add(TypeReference type)
        {
            if (!IsOwn(type) || type.Resolve() is not { } definition)
                return;
            var name = method.Name[(method.Name.LastIndexOf('.') + 1)..];
            foreach (var other in definition.Methods.Where(
                x => x.IsVirtual && (x.Name == name || x.Name == method.Name) && x.Parameters.Count == method.Parameters.Count))
            {
                if (!_overrides.TryGetValue(other.FullName, out var list))
                    _overrides.Add(other.FullName, list = []);
                if (!list.Contains(method))
                    list.Add(method);
            }

            foreach (var face in definition.Interfaces)
                Add(face.InterfaceType);
        }
    }

    private HashSet<(string, string, string)> Find()
    {
        var found = new HashSet<(string, string, string)>();
        var seen = new HashSet<(Source, string)>();
        var open = new Stack<(Source Source, string Path)>();
        foreach (var (key, _) in _sinks)
        {
            foreach (var source in key)
                Visit(source, "");
        }

        while (open.TryPop(out var next))
        {
            switch (next.Source)
            {
                case Text text when next.Path.Length == 0:
                    found.Add((text.Value, text.Assembly, text.File));
                    break;
                case Place place when _into.TryGetValue(place.Id, out var sources):
                    foreach (var source in sources)
                        Visit(source, next.Path);
                    break;
                case Item item:
                    if (next.Path.Length < 3)
                        item.Of.ToList().ForEach(x => Visit(x, next.Path + item.Number));
                    break;
                case Tuple tuple when next.Path.Length > 0:
                    if (tuple.Items.TryGetValue(next.Path[^1], out var items))
                        items.ToList().ForEach(x => Visit(x, next.Path[..^1]));
                    break;
                case Tuple tuple:
                    tuple.Items.Values.SelectMany(x => x).ToList().ForEach(x => Visit(x, ""));
                    break;
                default:
                    break;
            }
        }

        return found;

        void Visit(Source source, string path)
        {
            if (seen.Add((source, path)))
                open.Push((source, path));
        }
    }
}
