using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Mvc.TagHelpers;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Marketplace.Ui;

/// <summary><c>&lt;money amount="@amount" /&gt;</c>: an amount in the tenant's unit, with tabular figures.</summary>
[HtmlTargetElement("money", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MoneyTagHelper(TenantLook look) : TagHelper
{
    public CreditAmount Amount { get; set; }

    /// <summary>With a plus before amounts above zero: for changes of a balance.</summary>
    public bool Signed { get; set; }

    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.AddClass("money", HtmlEncoder.Default);
        if (Amount.IsNegative)
            output.AddClass("money-negative", HtmlEncoder.Default);
        if (Signed && Amount.IsPositive)
            output.AddClass("money-positive", HtmlEncoder.Default);
        output.Content.SetContent((Signed && Amount.IsPositive ? "+" : "") + look.Unit.Format(Amount));
    }
}
