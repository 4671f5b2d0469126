using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace Marketplace.Architecture.Tests.Texts;

/// <summary>Texts of attributes that reach the screen: the manifest's words, tasks' titles, what a form says about a field.</summary>
internal static class DeclaredTexts
{
    private static readonly Dictionary<string, string[]> Shown = new(StringComparer.Ordinal)
    {
        ["ModuleAttribute"] = ["Name", "Description", "Category"],
        ["ThemeAttribute"] = ["Name", "Description", "Category"],
        ["FeatureAttribute"] = ["Name", "Description", "Category"],
        ["BackgroundTaskAttribute"] = ["Title", "Description"],
        ["DisplayAttribute"] = ["Name", "Description", "Prompt", "GroupName"],
    };

    public static void AddTo(TextFlow flow, AssemblyDefinition assembly)
    {
        Add(assembly.CustomAttributes, "Manifest.cs");
        foreach (var type in assembly.MainModule.GetAllTypes())
        {
            Add(type.CustomAttributes, type.FullName);
            foreach (var member in type.Properties.Cast<ICustomAttributeProvider>().Concat(type.Fields).Concat(type.Methods)
                .Concat(type.Methods.SelectMany(x => x.Parameters)))
                Add(member.CustomAttributes, type.FullName);
        }

        void Add(IEnumerable<CustomAttribute> attributes, string where)
        {
            foreach (var attribute in attributes)
            {
                foreach (var named in attribute.Properties)
                {
                    if (named.Argument.Value is string value && value.Length > 0
                        && (named.Name == "ErrorMessage"
                            || (Shown.TryGetValue(attribute.AttributeType.Name, out var names) && names.Contains(named.Name, StringComparer.Ordinal))))
                        flow.Sink(new Text(value, assembly.Name.Name, where));
                }
            }
        }
    }
}
