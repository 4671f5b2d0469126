using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary>
/// <c>&lt;form-field for="Input.Email" label="…" help="…" type="email" autocomplete="email" /&gt;</c>: label above, help below, error
/// beside, input kept. Attributes it does not know go to the control; content between the tags replaces the control.
/// </summary>
[HtmlTargetElement("form-field", Attributes = "for")]
public sealed class FormFieldTagHelper(IStringLocalizer<UiTexts> texts) : TagHelper
{
    public ModelExpression For { get; set; } = null!;

    /// <summary>Falls back to the property's display name.</summary>
    public string? Label { get; set; }

    public string? Help { get; set; }

    /// <summary>An input type, <c>textarea</c> or <c>switch</c>; falls back to what the property's type and annotations say.</summary>
    public string? Type { get; set; }

    /// <summary>Makes it a select.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Shown inside the control's frame before the input, for example <c>$</c>.</summary>
    public string? Prefix { get; set; }

    public string? Suffix { get; set; }

    /// <summary>
    /// What is typed can be read, but may hold a secret, such as a connection string: like a password it is not kept when the form comes
    /// too late.
    /// </summary>
    public bool Secret { get; set; }

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var name = ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name);
        var field = new FieldState(name, For, ViewContext.ViewData.ModelState, texts);
        var own = await output.GetChildContentAsync();
        var control = new FieldControl(
            field, Items is null ? Type.OrNull() ?? FieldTypes.Of(For.Metadata) : "select", Items, Help.OrNull() is not null,
            Secret);
        control.TakeAttributes(output.Attributes);
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("field", HtmlEncoder.Default);
        if (field.Error is not null)
            output.AddClass("field-invalid", HtmlEncoder.Default);

        var label = new TagBuilder("label") { Attributes = { ["for"] = field.Id } };
        label.InnerHtml.Append(Label.OrNull() ?? For.Metadata.GetDisplayName());
        if (control.IsCheck)
        {
            output.AddClass("field-check", HtmlEncoder.Default);
            output.Content.AppendHtml(control.Build()).AppendHtml(label);
        }
        else
        {
            output.Content.AppendHtml(label).AppendHtml(own.IsEmptyOrWhiteSpace ? Framed(control) : own);
        }

        if (Help.OrNull() is { } help)
            output.Content.AppendHtml(Line("field-help", field.HelpId, help));
        if (field.Error is not null)
            output.Content.AppendHtml(Line("field-error", field.ErrorId, field.Error, IconTagHelper.Markup("exclamation-circle-fill")));
    }

    private IHtmlContent Framed(FieldControl control)
    {
        var input = control.Build();
        if (Prefix.OrNull() is null && Suffix.OrNull() is null && !control.IsPassword)
            return input;
        var frame = new TagBuilder("div");
        frame.AddCssClass("field-frame");
        if (Prefix.OrNull() is { } prefix)
            frame.InnerHtml.AppendHtml("""<span class="field-affix" aria-hidden="true">""").Append(prefix).AppendHtml("</span>");
        frame.InnerHtml.AppendHtml(input);
        if (Suffix.OrNull() is { } suffix)
            frame.InnerHtml.AppendHtml("""<span class="field-affix" aria-hidden="true">""").Append(suffix).AppendHtml("</span>");
        if (control.IsPassword)
            frame.InnerHtml.AppendHtml(Reveal());
        return frame;
    }

    private TagBuilder Reveal()
    {
        var button = new TagBuilder("button")
        {
            Attributes =
            { ["type"] = "button", ["class"] = "field-reveal needs-js", ["aria-label"] = texts["Show the password"],
                ["aria-pressed"] = "false", ["data-reveal"] = "" },
        };
        button.InnerHtml.AppendHtml(IconTagHelper.Markup("eye"));
        return button;
    }

    private static TagBuilder Line(string css, string id, string text, IHtmlContent? icon = null)
    {
        var line = new TagBuilder("p") { Attributes = { ["id"] = id, ["class"] = css } };
        if (icon is not null)
            line.InnerHtml.AppendHtml(icon);
        line.InnerHtml.Append(text);
        return line;
    }
}
