using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Marketplace.Hosting.Shells;

/// <summary>
/// The framework gives a handler null for a text that is empty or was not sent, also where the handler says that it takes no null, and it
/// prefers a form's field to the address. A handler gets what the address names; and an empty text, which names nothing, instead of null.
/// </summary>
internal sealed class TextArgumentsFilter : IPageFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, IReadOnlyList<Text>> Texts = new();

    /// <summary>What a route's values say besides the address.</summary>
    private static readonly string?[] OfTheFramework = ["page", "area", "handler"];

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        foreach (var text in context.HandlerMethod is { } handler ? TextsOf(handler) : [])
        {
            if (context.RouteData.Values.TryGetValue(text.Name, out var named) && named is string { Length: > 0 } inAddress)
                context.HandlerArguments[text.Name] = inAddress;
            else if (text.IsNeeded && (!context.HandlerArguments.TryGetValue(text.Name, out var value) || value is null))
                context.HandlerArguments[text.Name] = "";
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    private static IReadOnlyList<Text> TextsOf(HandlerMethodDescriptor handler) =>
        Texts.GetOrAdd(handler.MethodInfo, method =>
        [
            .. method.GetParameters().Where(x => x.ParameterType == typeof(string) && !OfTheFramework.Contains(x.Name))
                .Select(x => new Text(x.Name!, IsNeeded(x))),
        ]);

    private static bool IsNeeded(ParameterInfo parameter) =>
        !parameter.HasDefaultValue && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.NotNull;

    private sealed record Text(string Name, bool IsNeeded);
}
