using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Objects;

/// <summary>Puts whole objects where ids stand, as <c>expand[]</c> asks.</summary>
internal sealed class ExpandedView(SandboxObjects objects)
{
    public async Task<SandboxAnswer> AnswerAsync(SandboxCall call, JsonObject stored, IReadOnlyList<string> expand)
    {
        var view = SandboxView.Of(stored, call);
        await ExpandAsync(call, view, call.IsPublishable ? [] : expand);
        return SandboxAnswer.Ok(view);
    }

    public async Task ExpandAsync(SandboxCall call, JsonObject view, IReadOnlyList<string> expand)
    {
        foreach (var name in expand)
        {
            if (!view.ContainsKey(name))
                throw CannotExpand(name);
            if (view[name] is JsonValue value && value.TryGetValue<string>(out var id) && await objects.FindAnyAsync(call, id) is { } inner)
                view[name] = SandboxView.Of(inner);
        }
    }

    public static StripeFault CannotExpand(string name) =>
        StripeFault.Invalid(null, $"This property cannot be expanded ({name}).", "expand");
}
