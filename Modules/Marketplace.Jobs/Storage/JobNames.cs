using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Jobs.Storage;

/// <summary>Names of jobs inside a tenant, and of its recurring jobs in the host's store.</summary>
internal static class JobNames
{
    public const string JobPrefix = "job/";

    private const char Between = ':';
    private const int LongestKey = 80;

    /// <summary>Of a recurring job in the store: no tenant's name has a colon, so no tenant can name another's.</summary>
    public static string ForTask(string tenant, string type) => tenant + Between + type;

    /// <summary>The tenant of a recurring job.</summary>
    public static string TenantOf(string id) => id.Split(Between)[0];

    /// <summary>The task of a recurring job.</summary>
    public static string TaskOf(string id) => id[(id.IndexOf(Between) + 1)..];

    /// <summary>
    /// Type and key make the name, which is what keeps a second job of the same key out. Long keys are shortened to their hash.
    /// </summary>
    public static string ForJob(string type, string key) =>
        $"{JobPrefix}{type}/{(key.Length <= LongestKey ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))))}";
}
