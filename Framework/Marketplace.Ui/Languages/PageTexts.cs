using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.AspNetCore.Mvc.Razor.Compilation;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.Extensions.Localization;

namespace Marketplace.Ui;

/// <summary>What pages call <c>L</c>: the texts of the assembly that the running page, partial or layout was compiled into.</summary>
internal sealed class PageTexts(IHtmlLocalizerFactory factory, IViewCompilerProvider views) : IViewLocalizer, IViewContextAware
{
    private IHtmlLocalizer? _texts;

    private IHtmlLocalizer Texts => _texts ?? factory.Create(typeof(UiTexts));

    public LocalizedHtmlString this[string name] => Texts[name];

    public LocalizedHtmlString this[string name, params object[] arguments] => Texts[name, arguments];

    public LocalizedString GetString(string name) => Texts.GetString(name);

    public LocalizedString GetString(string name, params object[] arguments) => Texts.GetString(name, arguments);

    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) => Texts.GetAllStrings(includeParentCultures);

    public void Contextualize(ViewContext viewContext)
    {
        var path = string.IsNullOrEmpty(viewContext.ExecutingFilePath) ? viewContext.View.Path : viewContext.ExecutingFilePath;
        if (path is null)
            return;
        // What was compiled with the product is there at once.
        var found = views.GetCompiler().CompileAsync(path);
        if (found.IsCompletedSuccessfully && found.Result.Item?.Type is { } page)
            _texts = factory.Create(page);
    }
}
