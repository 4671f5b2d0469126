using System.Text.Json.Nodes;
using Marketplace.StripeSandbox.Protocol;

namespace Marketplace.StripeSandbox.Objects;

/// <summary><c>created=…</c>, or <c>created[gt|gte|lt|lte]</c>, in Unix seconds.</summary>
internal sealed record CreatedFilter(long? Exactly, long? After, long? From, long? Before, long? Until)
{
    public static CreatedFilter Read(SandboxParameters parameters)
    {
        var range = parameters.Group("created");
        var filter = new CreatedFilter(
            parameters.Integer("created"), range.Integer("gt"), range.Integer("gte"), range.Integer("lt"), range.Integer("lte"));
        range.RejectUnknown();
        return filter;
    }

    public bool Fits(JsonObject item)
    {
        var created = (long)item["created"]!;
        return (Exactly is null || created == Exactly) && (After is null || created > After) && (From is null || created >= From)
            && (Before is null || created < Before) && (Until is null || created <= Until);
    }
}
