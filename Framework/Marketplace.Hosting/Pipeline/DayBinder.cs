using Marketplace.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace Marketplace.Hosting.Pipeline;

/// <summary>
/// Reads days of forms as <see cref="DayText"/> does: the framework's own reader would take 3/4/2026 for one day or another, by the
/// language.
/// </summary>
internal sealed class DayBinder : IModelBinder
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var given = bindingContext.ValueProvider.GetValue(bindingContext.ModelName);
        if (given == ValueProviderResult.None)
            return Task.CompletedTask;
        bindingContext.ModelState.SetModelValue(bindingContext.ModelName, given);
        if (string.IsNullOrWhiteSpace(given.FirstValue))
        {
            if (bindingContext.ModelMetadata.IsReferenceOrNullableType)
                bindingContext.Result = ModelBindingResult.Success(null);
            return Task.CompletedTask;
        }

        if (DayText.TryRead(given.FirstValue, out var day))
        {
            bindingContext.Result = ModelBindingResult.Success(day);
            return Task.CompletedTask;
        }

        var text = bindingContext.HttpContext.RequestServices.GetRequiredService<IStringLocalizer<DayBinder>>();
        bindingContext.ModelState.TryAddModelError(
            bindingContext.ModelName, text["That is no day. Write it as year, month and day, for example 2026-11-21."]);
        return Task.CompletedTask;
    }
}

internal sealed class DayBinderProvider : IModelBinderProvider
{
    private static readonly DayBinder Binder = new();

    public IModelBinder? GetBinder(ModelBinderProviderContext context) =>
        context.Metadata.UnderlyingOrModelType == typeof(DateOnly) ? Binder : null;
}
