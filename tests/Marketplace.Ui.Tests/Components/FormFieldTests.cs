using System.ComponentModel.DataAnnotations;
using AngleSharp.Html.Parser;
using Marketplace.Ui.Tests.Support;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Marketplace.Ui.Tests.Components;

public sealed class FormFieldTests
{
    private readonly Page<Form> _page = new(new Form { Input = new Input { Email = "ada@example.com", Amount = "12.5", News = true } });

    [Fact]
    public async Task A_field_ties_label_help_and_error_to_its_input()
    {
        _page.State.AddModelError("Input.Email", "There is <b>no</b> such address.");
        var field = await FieldAsync(
            new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Email), Label = "E-mail", Help = "For receipts." });
        var input = field.QuerySelector("input")!;
        Assert.Equal("Input_Email", input.Id);
        Assert.Equal("Input.Email", input.GetAttribute("name"));
        Assert.Equal("email", input.GetAttribute("type"));
        Assert.Equal("ada@example.com", input.GetAttribute("value"));
        Assert.True(input.HasAttribute("required"));
        Assert.Equal("80", input.GetAttribute("maxlength"));
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("E-mail", field.QuerySelector("label[for=Input_Email]")!.TextContent);
        Assert.Equal("Input_Email-error Input_Email-help", input.GetAttribute("aria-describedby"));
        Assert.Equal("For receipts.", field.QuerySelector("#Input_Email-help")!.TextContent);
        Assert.Equal("There is <b>no</b> such address.", field.QuerySelector("#Input_Email-error")!.TextContent);
    }

    [Fact]
    public async Task What_was_typed_is_kept()
    {
        _page.State.SetModelValue("Input.Amount", "12,,5", "12,,5");
        var field = await FieldAsync(new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Amount) });
        Assert.Equal("12,,5", field.QuerySelector("input")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_password_is_never_written_back_and_can_be_shown()
    {
        _page.State.SetModelValue("Input.Password", "secret", "secret");
        var field = await FieldAsync(new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Password) });
        Assert.Null(field.QuerySelector("input")!.GetAttribute("value"));
        Assert.DoesNotContain("secret", field.OuterHtml);
        Assert.NotNull(field.QuerySelector("button[data-reveal][type=button]"));
    }

    [Fact]
    public async Task Secrets_are_listed_so_that_a_late_form_does_not_keep_them()
    {
        const string Listed = "input[type=hidden][name=__Secret]";
        var password = await FieldAsync(new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Password) });
        Assert.Equal("Input.Password", password.QuerySelector(Listed)!.GetAttribute("value"));
        var typed = await FieldAsync(new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Amount), Type = "password" });
        Assert.Equal("Input.Amount", typed.QuerySelector(Listed)!.GetAttribute("value"));
        var marked = await FieldAsync(new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Email), Secret = true });
        Assert.Equal("Input.Email", marked.QuerySelector(Listed)!.GetAttribute("value"));
        var plain = await FieldAsync(new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Email) });
        Assert.Null(plain.QuerySelector(Listed));
    }

    [Fact]
    public async Task Numbers_are_texts_that_nobody_reinterprets()
    {
        var field = await FieldAsync(
            new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Amount), Prefix = "$", Suffix = "" });
        Assert.Equal("12.5", field.QuerySelector("input[type=text]")!.GetAttribute("value"));
        Assert.Null(field.QuerySelector("input[name=__Invariant]"));
        Assert.Equal("$", field.QuerySelector(".field-affix")!.TextContent);
    }

    [Fact]
    public async Task A_checkbox_also_sends_its_no()
    {
        var field = await FieldAsync(new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.News), Label = "News" });
        Assert.True(field.QuerySelector("input[type=checkbox]")!.HasAttribute("checked"));
        Assert.Equal("false", field.QuerySelector("input[type=hidden][name='Input.News']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_select_marks_the_models_choice_and_encodes_the_others()
    {
        _page.Data.Model!.Input.Email = "b";
        var field = await FieldAsync(new FormFieldTagHelper(Render.Texts)
        {
            For = _page.For(x => x.Input.Email),
            Items = [new SelectListItem("A <i>", "a"), new SelectListItem("B", "b")],
        });
        Assert.Equal("b", field.QuerySelector("option[selected]")!.GetAttribute("value"));
        Assert.Equal("A <i>", field.QuerySelector("option")!.TextContent);
    }

    [Fact]
    public async Task Attributes_it_does_not_know_go_to_the_control()
    {
        var html = await Render.Async(
            new FormFieldTagHelper(Render.Texts) { For = _page.For(x => x.Input.Email), ViewContext = _page.Context }, "form-field", "",
            ("data-test", "email"), ("autocomplete", "email"), ("class", "mb-0"));
        var field = new HtmlParser().ParseDocument(html).QuerySelector(".field")!;
        Assert.Contains("mb-0", field.ClassName);
        Assert.Equal("email", field.QuerySelector("input")!.GetAttribute("data-test"));
        Assert.Equal("email", field.QuerySelector("input")!.GetAttribute("autocomplete"));
    }

    [Fact]
    public async Task The_summary_leads_to_every_field_and_stays_away_while_all_is_well()
    {
        Assert.Equal("", await Render.Async(new ErrorSummaryTagHelper(Render.Texts) { ViewContext = _page.Context }, "error-summary"));
        _page.State.AddModelError("Input.Email", "Enter an <address>.");
        _page.State.AddModelError("", "The card was declined. You were not charged.");
        _page.State.AddModelError("Input.Amount", new InvalidOperationException("secret"), _page.For(x => x.Input.Amount).Metadata);
        var summary = new HtmlParser().ParseDocument(
            await Render.Async(new ErrorSummaryTagHelper(Render.Texts) { ViewContext = _page.Context }, "error-summary"));
        Assert.Equal("alert", summary.QuerySelector(".error-summary")!.GetAttribute("role"));
        Assert.Equal("Enter an <address>.", summary.QuerySelector("a[href='#Input_Email']")!.TextContent);
        Assert.Contains("You were not charged.", summary.Body!.TextContent);
        Assert.DoesNotContain("secret", summary.Body.TextContent);
    }

    private async Task<AngleSharp.Dom.IElement> FieldAsync(FormFieldTagHelper helper)
    {
        helper.ViewContext = _page.Context;
        return new HtmlParser().ParseDocument(await Render.Async(helper, "form-field")).QuerySelector(".field")!;
    }

    public sealed class Form
    {
        public Input Input { get; set; } = new();
    }

    public sealed class Input
    {
        [Required, EmailAddress, StringLength(80)]
        public string Email { get; set; } = "";

        [DataType(DataType.Password)]
        public string Password { get; set; } = "";

        public string? Amount { get; set; }

        public bool News { get; set; }
    }
}
