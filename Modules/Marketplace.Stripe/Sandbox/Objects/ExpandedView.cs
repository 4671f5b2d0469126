using System.Text.Json.Nodes;

namespace Marketplace.Stripe.Sandbox;

/// <summary>Puts whole objects where ids stand, as <c>expand[]</c> asks.</summary>
internal sealed class ExpandedView(SandboxObjects objects)
{
    public async Task<SandboxAnswer> AnswerAsync(SandboxCall call, JsonObject stored, IReadOnlyList<string> expand)
    {
        var view = SandboxView.Of(stored, call);
        foreach (var name in call.IsPublishable ? [] : expand)
        {
            if (!view.ContainsKey(name))
                throw StripeFault.Invalid(null, $"This property cannot be expanded ({name}).", "expand");
            if (view[name] is JsonValue value && value.TryGetValue<string>(out var id) && await objects.FindAnyAsync(call, id) is { } inner)
                view[name] = SandboxView.Of(inner);
        }

        return SandboxAnswer.Ok(view);
    }
}
