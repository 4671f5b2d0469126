using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;

namespace Marketplace.Hosting;

/// <summary>
/// The framework gives a handler null for a text that is empty or was not sent, also where the handler says that it takes no null. It gets
/// an empty text there, which names nothing, instead of failing on a request that no form of ours sends.
/// </summary>
internal sealed class TextArgumentsFilter : IPageFilter
{
    private static readonly ConcurrentDictionary<MethodInfo, IReadOnlyList<string>> Texts = new();

    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        foreach (var text in context.HandlerMethod is { } handler ? TextsOf(handler) : [])
        {
            if (!context.HandlerArguments.TryGetValue(text, out var value) || value is null)
                context.HandlerArguments[text] = "";
        }
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    private static IReadOnlyList<string> TextsOf(HandlerMethodDescriptor handler) =>
        Texts.GetOrAdd(handler.MethodInfo, method => [.. method.GetParameters().Where(IsNeeded).Select(x => x.Name!)]);

    private static bool IsNeeded(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(string) && !parameter.HasDefaultValue
        && new NullabilityInfoContext().Create(parameter).ReadState == NullabilityState.NotNull;
}
