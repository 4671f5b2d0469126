using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Objects;

/// <summary>Stripe's cursor paging: <c>limit</c> 1 to 100, <c>starting_after</c> and <c>ending_before</c> name an object.</summary>
internal static class ListPage
{
    public static SandboxAnswer Of(IEnumerable<JsonObject> newestFirst, SandboxParameters parameters, string url)
    {
        var limit = parameters.Integer("limit") ?? 10;
        if (limit is < 1 or > 100)
            throw StripeFault.Invalid(null, "limit must be between 1 and 100", "limit");
        var after = parameters.Text("starting_after");
        var before = parameters.Text("ending_before");
        parameters.RejectUnknown();

        var items = newestFirst.ToList();
        if (after is not null)
            items = items[(IndexOf(items, after, "starting_after") + 1)..];
        var fromEnd = before is not null;
        if (fromEnd)
            items = items[..IndexOf(items, before!, "ending_before")];
        var page = fromEnd ? items.TakeLast((int)limit) : items.Take((int)limit);
        return SandboxAnswer.Ok(new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(x => (JsonNode)SandboxView.Of(x))]),
            ["has_more"] = items.Count > limit,
            ["url"] = url,
        });
    }

    private static int IndexOf(List<JsonObject> items, string id, string param) =>
        items.FindIndex(x => SandboxObjects.Id(x) == id) is >= 0 and var index ? index : throw StripeFault.NoSuch("object", id, param);
}
