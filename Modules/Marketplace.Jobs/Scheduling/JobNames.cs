using System.Security.Cryptography;
using System.Text;

namespace Marketplace.Jobs.Scheduling;

/// <summary>Names in the scheduler's store. The group is always the tenant, so that no tenant can name another's jobs.</summary>
internal static class JobNames
{
    public const string TaskPrefix = "task/";
    public const string JobPrefix = "job/";
    public const string OutboxWakeUp = "outbox/wake-up";

    private const int LongestKey = 80;

    public static string ForTask(string type) => TaskPrefix + type;

    /// <summary>
    /// Type and key make the name, which is what keeps a second job of the same key out. Long keys are shortened to their hash.
    /// </summary>
    public static string ForJob(string type, string key) =>
        $"{JobPrefix}{type}/{(key.Length <= LongestKey ? key : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))))}";
}
