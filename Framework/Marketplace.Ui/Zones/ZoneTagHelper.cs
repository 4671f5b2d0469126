using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;zone name="navbar" /&gt;</c>: shows the view components that modules added to the zone. Content between the tags is shown while
/// nobody fills it.
/// </summary>
[HtmlTargetElement("zone")]
public sealed class ZoneTagHelper(
    IEnumerable<ZoneContribution> contributions, IViewComponentHelper components, ILogger<ZoneTagHelper> logger) : TagHelper
{
    public string Name { get; set; } = "";

    /// <summary>What the zone is about, for example a product: the components take it as their parameter <c>model</c>.</summary>
    public object? Model { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = null;
        ((IViewContextAware)components).Contextualize(ViewContext);
        var isEmpty = true;
        foreach (var contribution in contributions.Where(c => c.Zone == Name).OrderBy(c => c.Order))
        {
            var content = await RenderAsync(contribution);
            if (content.Length == 0)
                continue;
            output.Content.AppendHtml(content);
            isEmpty = false;
        }

        if (isEmpty)
            output.Content.SetHtmlContent(await output.GetChildContentAsync());
    }

    private async Task<bool> IsAllowedAsync(string? permission)
    {
        if (permission is null)
            return true;
        var authorization = ViewContext.HttpContext.RequestServices.GetRequiredService<IAuthorizationService>();
        return (await authorization.AuthorizeAsync(ViewContext.HttpContext.User, null, new PermissionRequirement(permission))).Succeeded;
    }

    private async Task<string> RenderAsync(ZoneContribution contribution)
    {
        try
        {
            if (!await IsAllowedAsync(contribution.Permission))
                return "";
            var content = await components.InvokeAsync(contribution.ViewComponent, Model is null ? null : new { model = Model });
            using var writer = new StringWriter();
            content.WriteTo(writer, HtmlEncoder.Default);
            var html = writer.ToString();
            return string.IsNullOrWhiteSpace(html) ? "" : html;
        }
        catch (Exception e) when (Frames.MustNotFail(ViewContext.HttpContext))
        {
            ZoneLog.PartLeftOut(logger, e, contribution.ViewComponent.Name);
            return "";
        }
    }
}

internal static partial class ZoneLog
{
    [LoggerMessage(Level = LogLevel.Error, Message = "{Component} failed on an error page and was left out")]
    public static partial void PartLeftOut(ILogger logger, Exception exception, string component);
}
