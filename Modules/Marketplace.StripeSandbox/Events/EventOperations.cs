using Marketplace.StripeSandbox.Objects;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Events;

internal sealed class GetEventOperation(SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        call.Parameters.RejectUnknown();
        return SandboxAnswer.Ok(SandboxView.Of(await objects.GetAsync(call, SandboxEvents.ObjectType, call.Id, "id")));
    }
}

internal sealed class ListEventsOperation(SandboxObjects objects) : ISandboxOperation
{
    public async Task<SandboxAnswer> ExecuteAsync(SandboxCall call)
    {
        var type = call.Parameters.Text("type");
        var types = call.Parameters.List("types");
        var created = CreatedFilter.Read(call.Parameters);
        var isFiltered = call.Parameters.Text("delivery_success") is not null;
        var isDelivered = call.Parameters.Flag("delivery_success");
        var all = await objects.ListAsync(call, SandboxEvents.ObjectType);
        return ListPage.Of(
            all.Where(x => created.Fits(x) && (type is null || Fits((string)x["type"]!, type))
                && (types.Count == 0 || types.Contains((string)x["type"]!, StringComparer.Ordinal))
                && (!isFiltered || (int)x["pending_webhooks"]! == 0 == isDelivered)),
            call.Parameters,
            "/v1/events");
    }

    /// <param name="pattern">A type, or a group of them such as <c>charge.dispute.*</c>.</param>
    private static bool Fits(string type, string pattern) =>
        pattern.EndsWith(".*", StringComparison.Ordinal) ? type.StartsWith(pattern[..^1], StringComparison.Ordinal) : type == pattern;
}
