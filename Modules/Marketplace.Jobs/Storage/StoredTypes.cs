using Hangfire.Common;

namespace Marketplace.Jobs.Storage;

/// <summary>Hangfire's store names the type whose method it runs: by its stored name, so that the type may move while jobs wait.</summary>
internal static class StoredTypes
{
    public static void Use()
    {
        TypeHelper.CurrentTypeSerializer =
            type => type == typeof(IHostJobs) ? IHostJobs.StoredName : TypeHelper.SimpleAssemblyTypeSerializer(type);
        TypeHelper.CurrentTypeResolver =
            name => name == IHostJobs.StoredName ? typeof(IHostJobs) : TypeHelper.IgnoredAssemblyVersionTypeResolver(name);
    }
}
