using System.Linq.Expressions;
using System.Text.Encodings.Web;
using Marketplace.Testing;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace Marketplace.Ui.Tests.Support;

/// <summary>A page around one tag helper.</summary>
internal sealed class Page<TModel>
    where TModel : class
{
    private static readonly ServiceProvider Mvc = new ServiceCollection().AddLogging().AddMvc().Services.BuildServiceProvider();

    public Page(TModel model)
    {
        Data = new ViewDataDictionary<TModel>(Mvc.GetRequiredService<IModelMetadataProvider>(), new ModelStateDictionary())
        { Model = model };
        Context = new ViewContext(
            new Microsoft.AspNetCore.Mvc.ActionContext(Http, new RouteData(), new ActionDescriptor(), Data.ModelState),
            Substitute.For<IView>(),
            Data,
            new TempDataDictionary(Http, Substitute.For<ITempDataProvider>()),
            TextWriter.Null,
            new HtmlHelperOptions());
    }

    public DefaultHttpContext Http { get; } = new();

    public ViewDataDictionary<TModel> Data { get; }

    public ViewContext Context { get; }

    public ModelStateDictionary State => Data.ModelState;

    public ModelExpression For<TValue>(Expression<Func<TModel, TValue>> property) =>
        Mvc.GetRequiredService<ModelExpressionProvider>().CreateModelExpression(Data, property);
}

internal static class Render
{
    public static readonly IStringLocalizer<UiTexts> Texts =
        new StringLocalizer<UiTexts>(
            new ResourceManagerStringLocalizerFactory(
                Microsoft.Extensions.Options.Options.Create(new LocalizationOptions()), NullLoggerFactory.Instance));

    /// <summary>What the tag helper writes for a tag with these attributes and this content.</summary>
    public static async Task<string> Async(
        TagHelper helper, string tag, string content = "", params (string Name, object Value)[] attributes)
    {
        var list = new TagHelperAttributeList(attributes.Select(x => new TagHelperAttribute(x.Name, x.Value)));
        var output = new TagHelperOutput(
            tag, list, (_, _) => Task.FromResult<TagHelperContent>(new DefaultTagHelperContent().SetHtmlContent(content)));
        await helper.ProcessAsync(new TagHelperContext(tag, list, new Dictionary<object, object>(), "test"), output);
        await using var writer = new StringWriter();
        output.WriteTo(writer, HtmlEncoder.Default);
        return writer.ToString();
    }

    public static TenantLook Look(SiteSettings? site = null, CreditUnit? unit = null)
    {
        var tenant = new TestTenant { DataFolder = Path.GetTempPath(), DisplayName = "Shop" };
        tenant.Set("site", site ?? new SiteSettings());
        tenant.Set("credits", unit ?? new CreditUnit());
        return new TenantLook(tenant);
    }
}
