using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary>The input, select or textarea of a field, with the browser's own validation taken from the annotations.</summary>
internal sealed class FieldControl(FieldState field, string type, IEnumerable<SelectListItem>? items, bool hasHelp, bool isSecret)
{
    private readonly TagBuilder _tag = new(type switch { "select" => "select", "textarea" => "textarea", _ => "input" });

    public bool IsCheck => type is "checkbox" or "switch";

    public bool IsPassword => type == "password";

    /// <summary>Moves what was written on the field's tag to the control; the class stays with the frame.</summary>
    public void TakeAttributes(TagHelperAttributeList attributes)
    {
        foreach (var attribute in attributes.Where(a => !a.Name.Equals("class", StringComparison.OrdinalIgnoreCase)).ToList())
        {
            attributes.Remove(attribute);
            _tag.Attributes[attribute.Name] = attribute.Value is IHtmlContent html ? Plain(html) : attribute.Value?.ToString() ?? "";
        }
    }

    public IHtmlContent Build()
    {
        _tag.Attributes["id"] = field.Id;
        _tag.Attributes["name"] = field.Name;
        AddDescription();
        AddRules();
        var content = new HtmlContentBuilder();
        switch (type)
        {
            case "select":
                _tag.AddCssClass("form-select");
                foreach (var item in items ?? [])
                    _tag.InnerHtml.AppendHtml(Option(item));
                return content.AppendHtml(_tag);
            case "textarea":
                _tag.AddCssClass("form-control");
                _tag.Attributes.TryAdd("rows", "4");
                _tag.InnerHtml.Append("\n" + field.Value);
                return content.AppendHtml(_tag);
            case "checkbox" or "switch":
                return Check(content);
            default:
                return Input(content);
        }
    }

    private IHtmlContent Input(HtmlContentBuilder content)
    {
        _tag.AddCssClass("form-control");
        _tag.TagRenderMode = TagRenderMode.SelfClosing;
        _tag.Attributes["type"] = type;
        if (type is not ("password" or "file"))
            _tag.Attributes.TryAdd("value", field.Value);
        content.AppendHtml(_tag);
        if (IsPassword || isSecret)
            content.AppendHtml(Hidden(KeptForms.SecretField, field.Name));
        // Browsers send dates in the invariant form whatever the language of the page is.
        if (type is "date" or "datetime-local" or "month" or "time")
            content.AppendHtml(Hidden("__Invariant", field.Name));
        return content;
    }

    private HtmlContentBuilder Check(HtmlContentBuilder content)
    {
        _tag.TagRenderMode = TagRenderMode.SelfClosing;
        _tag.AddCssClass("form-check-input");
        _tag.Attributes["type"] = "checkbox";
        _tag.Attributes["value"] = "true";
        _tag.Attributes.Remove("required");
        if (type == "switch")
        {
            _tag.AddCssClass("switch");
            _tag.Attributes["role"] = "switch";
        }

        if (field.IsOn)
            _tag.Attributes["checked"] = "checked";
        content.AppendHtml(_tag).AppendHtml(Hidden(field.Name, "false"));
        return content;
    }

    private void AddDescription()
    {
        var described = string.Join(
            ' ', new[] { field.Error is null ? null : field.ErrorId, hasHelp ? field.HelpId : null }.Where(id => id is not null));
        if (described.Length > 0)
            _tag.Attributes.TryAdd("aria-describedby", described);
        if (field.Error is not null)
            _tag.Attributes["aria-invalid"] = "true";
    }

    private void AddRules()
    {
        foreach (var rule in field.Metadata.ValidatorMetadata)
        {
            switch (rule)
            {
                case RequiredAttribute when !IsCheck && field.Metadata.IsReferenceOrNullableType:
                    _tag.Attributes.TryAdd("required", "required");
                    break;
                case StringLengthAttribute length:
                    Length(length.MinimumLength, length.MaximumLength);
                    break;
                case MaxLengthAttribute max:
                    Length(0, max.Length);
                    break;
                case MinLengthAttribute min:
                    Length(min.Length, 0);
                    break;
                default:
                    break;
            }
        }
    }

    private void Length(int min, int max)
    {
        if (min > 0)
            _tag.Attributes.TryAdd("minlength", min.ToString(CultureInfo.InvariantCulture));
        if (max > 0)
            _tag.Attributes.TryAdd("maxlength", max.ToString(CultureInfo.InvariantCulture));
    }

    private TagBuilder Option(SelectListItem item)
    {
        var option = new TagBuilder("option");
        option.Attributes["value"] = item.Value ?? item.Text;
        if (field.Value.Length > 0 ? field.Value == (item.Value ?? item.Text) : item.Selected)
            option.Attributes["selected"] = "selected";
        if (item.Disabled)
            option.Attributes["disabled"] = "disabled";
        option.InnerHtml.Append(item.Text);
        return option;
    }

    private static TagBuilder Hidden(string name, string value) =>
        new("input")
        { TagRenderMode = TagRenderMode.SelfClosing, Attributes = { ["type"] = "hidden", ["name"] = name, ["value"] = value } };

    private static string Plain(IHtmlContent html)
    {
        using var writer = new StringWriter();
        html.WriteTo(writer, System.Text.Encodings.Web.HtmlEncoder.Default);
        return System.Net.WebUtility.HtmlDecode(writer.ToString());
    }
}
