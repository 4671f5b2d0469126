using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary><c>&lt;html frame&gt;</c> in a layout: language, look, and what scripts must know about the tenant.</summary>
[HtmlTargetElement("html", Attributes = "frame")]
public sealed class DocumentTagHelper(Frame frame, PageUser pageUser) : TagHelper
{
    /// <summary>Set by the script when the admin portal's rail is collapsed.</summary>
    private const string RailCookie = "mp_rail";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var culture = CultureInfo.CurrentUICulture;
        output.Attributes.RemoveAll("frame");
        output.Attributes.SetAttribute("lang", culture.Name.Length == 0 ? "en" : culture.TwoLetterISOLanguageName);
        output.Attributes.SetAttribute("dir", culture.TextInfo.IsRightToLeft ? "rtl" : "ltr");
        if (frame.Mode is { } mode)
            output.Attributes.SetAttribute("data-bs-theme", mode);
        if (ViewContext.HttpContext.Request.Cookies[RailCookie] == "narrow")
            output.Attributes.SetAttribute("data-rail", "narrow");
        output.Attributes.SetAttribute("data-page-user", pageUser.Current);
        output.Attributes.SetAttribute("data-base", frame.PathBase);
        output.Attributes.SetAttribute("data-unit-symbol", frame.Look.Unit.Symbol);
        output.Attributes.SetAttribute("data-unit-code", frame.Look.Unit.Code);
        output.Attributes.SetAttribute("data-unit-decimals", frame.Look.Unit.Decimals);
    }
}
