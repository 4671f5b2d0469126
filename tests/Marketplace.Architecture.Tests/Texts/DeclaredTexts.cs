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

    private static readonly Func<string, string> JobTitle = System.Reflection.Assembly.Load("Marketplace.Jobs")
        .GetType("Marketplace.Jobs.History.JobTitles", throwOnError: true)!.GetMethod("Of")!.CreateDelegate<Func<string, string>>();

    /// <summary>The stored name of what the jobs' pages list: they make a title of it.</summary>
    private static string? WorkName(TypeDefinition type) =>
        type.Interfaces.Any(x => x.InterfaceType.Name is "IJob`1" or "IEventHandler`1" or "IBackgroundTask")
            ? type.CustomAttributes.FirstOrDefault(x => x.AttributeType.Name == "StoredNameAttribute")
                ?.ConstructorArguments[0].Value as string ?? type.FullName
            : null;

    public static void AddTo(TextFlow flow, AssemblyDefinition assembly)
    {
        Add(assembly.CustomAttributes, "Manifest.cs");
        foreach (var type in assembly.MainModule.GetAllTypes())
        {
            Add(type.CustomAttributes, type.FullName);
            if (WorkName(type) is { } work)
                flow.Sink(new Text(JobTitle(work), assembly.Name.Name, type.FullName));
            foreach (var member in type.Properties.Cast<ICustomAttributeProvider>().Concat(type.Fields).Concat(type.Methods)
                .Concat(type.Methods.SelectMany(x => x.Parameters)))
                Add(member.CustomAttributes, type.FullName);
        }

        void Add(IEnumerable<CustomAttribute> attributes, string where)
        {
            foreach (var attribute in attributes)
            {
                if (attribute.AttributeType.Name == "DescriptionAttribute"
                    && attribute.ConstructorArguments is [{ Value: string described }])
                    flow.Sink(new Text(described, assembly.Name.Name, where));
                foreach (var named in attribute.Properties)
                {
                    if (named.Argument.Value is string value && value.Length > 0
                        && (named.Name == "ErrorMessage"
                            || (Shown.TryGetValue(attribute.AttributeType.Name, out var names)
                                && names.Contains(named.Name, StringComparer.Ordinal))))
                        flow.Sink(new Text(value, assembly.Name.Name, where));
                }
            }
        }
    }
}
