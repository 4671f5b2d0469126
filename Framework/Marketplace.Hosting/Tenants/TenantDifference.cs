using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Marketplace.Abstractions;

namespace Marketplace.Hosting.Tenants;

/// <param name="Record">The tenant's name, or the section of its settings.</param>
internal sealed record TenantChange(string Act, string Record, string? Before, string? After, string? Link = null);

/// <summary>What of a tenant's row is new, in words. Keys, passwords and the like are named, not shown.</summary>
internal static partial class TenantDifference
{
    /// <param name="before">Null for a new tenant.</param>
    public static IEnumerable<TenantChange> Of(TenantRecord? before, TenantRecord after)
    {
        if (before is null)
        {
            yield return new TenantChange(
                HostAuditActs.Created, after.Name, null,
                $"{after.DisplayName}, {Where(after)}; features: {string.Join(", ", after.Features)}");
            yield break;
        }

        if ((before.DisplayName, Where(before)) != (after.DisplayName, Where(after)))
            yield return new TenantChange(
                HostAuditActs.Changed, after.Name, $"{before.DisplayName}, {Where(before)}", $"{after.DisplayName}, {Where(after)}");
        if (before.State != after.State)
            yield return new TenantChange(HostAuditActs.Switched, after.Name, before.State.ToString(), after.State.ToString());
        var (on, off) =
            (after.Features.Except(before.Features, StringComparer.Ordinal).ToList(),
                before.Features.Except(after.Features, StringComparer.Ordinal).ToList());
        if (on.Count + off.Count > 0)
        {
            var words = new[]
            { on.Count > 0 ? "On: " + string.Join(", ", on) : null, off.Count > 0 ? "Off: " + string.Join(", ", off) : null };
            yield return new TenantChange(
                HostAuditActs.Features, after.Name, null, string.Join(". ", words.OfType<string>()), "~/admin/features");
        }

        foreach (var change in SettingsOf(before.Settings, after.Settings))
            yield return change;
    }

    private static IEnumerable<TenantChange> SettingsOf(TenantSettings before, TenantSettings after)
    {
        var (old, fresh) = (Parse(before), Parse(after));
        foreach (var section in old.Select(x => x.Key).Union(fresh.Select(x => x.Key), StringComparer.Ordinal)
            .Order(StringComparer.Ordinal))
        {
            var (was, now) = (Leaves(section, old[section]), Leaves(section, fresh[section]));
            var changed = was.Keys.Union(now.Keys, StringComparer.Ordinal).Where(x => was.GetValueOrDefault(x) != now.GetValueOrDefault(x))
                .Order(StringComparer.Ordinal).ToList();
            if (changed.Count > 0)
                yield return new TenantChange(HostAuditActs.Settings, section, Words(section, changed, was), Words(section, changed, now));
        }
    }

    private static string? Words(string section, IReadOnlyList<string> names, Dictionary<string, string> values)
    {
        var words = names
            .Where(values.ContainsKey)
            .Select(x => $"{x[(section.Length + 1)..]}: {(Secret().IsMatch(x) ? "(not shown)" : values[x])}")
            .ToList();
        return words.Count == 0 ? null : string.Join("; ", words);
    }

    /// <summary>The values of a section by their path; what is null is as what is not there.</summary>
    private static Dictionary<string, string> Leaves(string path, JsonNode? node)
    {
        var leaves = new Dictionary<string, string>(StringComparer.Ordinal);

        void Visit(string at, JsonNode? value)
        {
            if (value is JsonObject members)
            {
                foreach (var (name, member) in members)
                    Visit($"{at}.{name}", member);
            }
            else if (value is not null)
            {
                leaves[at] = value.ToJsonString(TenantSettings.Json);
            }
        }

        Visit(path, node is JsonObject or null ? node : new JsonObject { ["value"] = node.DeepClone() });
        return leaves;
    }

    private static JsonObject Parse(TenantSettings settings) => JsonNode.Parse(settings.ToJson())!.AsObject();

    private static string Where(TenantRecord record) =>
        (record.Hosts.Count == 0 ? "any host" : string.Join(", ", record.Hosts)) + record.PathPrefix;

    [GeneratedRegex("secret|password|token|protected|key", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Secret();
}
