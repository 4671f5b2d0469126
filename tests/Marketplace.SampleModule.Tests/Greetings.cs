using System.Runtime.Loader;
using Marketplace.Testing;

namespace Marketplace.SampleModule.Tests;

/// <summary>The sample module's file, as its author would hand it over.</summary>
internal static class Greetings
{
    public const string Id = "Acme.Greetings";

    public static readonly string File = FindFile();

    public static StartupBase NewStartup() =>
        (StartupBase)Activator.CreateInstance(
            AssemblyLoadContext.Default.LoadFromAssemblyPath(File).GetType("Acme.Greetings.Startup", throwOnError: true)!)!;

    private static string FindFile()
    {
        // …/tests/<this project>/bin/<configuration>/<framework>/
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        return Path.Combine(
            MarketplaceApp.ContentRoot(), "..", "tests", "SampleModule", Id, "bin", output.Parent!.Name, output.Name, Id + ".dll");
    }
}
