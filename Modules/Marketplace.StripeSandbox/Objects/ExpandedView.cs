using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Objects;

/// <summary>Puts whole objects where ids stand, as <c>expand[]</c> asks, however deep.</summary>
internal sealed class ExpandedView(SandboxObjects objects)
{
    public async Task<SandboxAnswer> AnswerAsync(SandboxCall call, JsonObject stored, IReadOnlyList<string> expand)
    {
        var view = SandboxView.Of(stored, call);
        await ExpandAsync(call, view, call.IsPublishable ? [] : expand);
        return SandboxAnswer.Ok(view);
    }

    /// <param name="expand">For example <c>latest_charge.balance_transaction</c>.</param>
    /// <exception cref="StripeFault">Something there is no object.</exception>
    public async Task ExpandAsync(SandboxCall call, JsonObject view, IReadOnlyList<string> expand)
    {
        foreach (var path in expand)
            await ExpandAsync(call, view, path.Split('.'), 0);
    }

    public static StripeFault CannotExpand(string name) =>
        StripeFault.Invalid(null, $"This property cannot be expanded ({name}).", "expand");

    private async Task ExpandAsync(SandboxCall call, JsonObject view, string[] path, int depth)
    {
        if (depth == path.Length)
            return;
        var name = path[depth];
        if (name == "id" || !view.TryGetPropertyValue(name, out var member))
            throw CannotExpand(string.Join('.', path));
        foreach (var inner in member is JsonArray items ? items.ToArray() : [member])
            await ExpandMemberAsync(call, view, inner, path, depth);
    }

    private async Task ExpandMemberAsync(SandboxCall call, JsonObject view, JsonNode? member, string[] path, int depth)
    {
        switch (member)
        {
            case null:
                return;
            case JsonObject there when depth + 1 < path.Length || there.ContainsKey("object"):
                await ExpandAsync(call, there, path, depth + 1);
                return;
            case JsonValue value when value.TryGetValue<string>(out var id) && await objects.FindAnyAsync(call, id) is { } found:
                var whole = SandboxView.Of(found);
                view[path[depth]] = whole;
                await ExpandAsync(call, whole, path, depth + 1);
                return;
            default:
                throw CannotExpand(string.Join('.', path));
        }
    }
}
