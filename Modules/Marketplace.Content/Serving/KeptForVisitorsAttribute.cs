using Microsoft.AspNetCore.Http;

namespace Marketplace.Content.Serving;

/// <summary>
/// A page that is the same for all visitors who are not signed in: made once and kept, compressed, until what is published changes. Whoever
/// is signed in gets a page of their own. A page with a form that posts is never kept: its token is one visitor's.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class KeptForVisitorsAttribute : Attribute;

public static class KeptPage
{
    private static readonly object _briefly = new();

    /// <summary>Parts of the page that is being made may change at any moment, such as prices: it is kept for a second at most.</summary>
    public static void KeepBriefly(HttpContext context) => context.Items[_briefly] = true;

    internal static bool IsBrief(HttpContext context) => context.Items.ContainsKey(_briefly);
}

/// <summary>
/// A room by whose answer pages differ among visitors, for example by what they dismissed. Registered as a singleton.
/// </summary>
public interface IVisitorVariant
{
    /// <returns>A short text that is the same for all visitors who get the same page; it becomes part of the page's key.</returns>
    ValueTask<string> OfAsync(HttpContext context);
}
