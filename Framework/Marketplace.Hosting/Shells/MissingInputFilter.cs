using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Marketplace.Hosting;

/// <summary>
/// A handler that says it takes a text and is sent none is not called with null: no form of ours leaves it out, so the request is a bad one.
/// A parameter that may be missing is declared nullable.
/// </summary>
internal sealed class MissingInputFilter : IPageFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, IReadOnlyList<string>> Needed = new();

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        if (context.HandlerMethod is { } handler && NeededBy(handler).Any(x => !context.HandlerArguments.TryGetValue(x, out var value) || value is null))
            context.Result = new StatusCodeResult(StatusCodes.Status400BadRequest);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    private static IReadOnlyList<string> NeededBy(HandlerMethodDescriptor handler) =>
        Needed.GetOrAdd(handler.MethodInfo, method => [.. method.GetParameters().Where(IsNeeded).Select(x => x.Name!)]);

    private static bool IsNeeded(ParameterInfo parameter) =>
        !parameter.ParameterType.IsValueType && !parameter.HasDefaultValue && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.NotNull;
}
