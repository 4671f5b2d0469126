using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>Where an editor writes one page.</summary>
public sealed class ItemPage(Guest guest)
{
    public ILocator Title => guest.Page.GetByTestId("title");

    public ILocator Address => guest.Page.GetByTestId("address");

    /// <summary>The text, as somebody who hears it finds it.</summary>
    public ILocator Text => guest.Page.GetByRole(AriaRole.Textbox, new() { Name = "Text", Exact = true });

    /// <summary>The same without the editor.</summary>
    public ILocator Plain => guest.Page.GetByTestId("body-plain");

    public ILocator SaveState => guest.Page.GetByTestId("save-state");

    /// <summary>What readers will see, in its frame.</summary>
    public ILocator Preview => guest.Page.FrameLocator("[data-test=preview-frame]").Locator("main");

    public ILocator State => guest.Page.Locator(".content-states");

    public ILocator Note => guest.Page.GetByTestId("page-note");

    public ILocator Notice(string name) => guest.Page.GetByTestId("editor-notice-" + name);

    /// <summary>From the list of all content, as people find it.</summary>
    public async Task BeginAsync(string title, string kind = "page")
    {
        await guest.GoAsync("/admin/content");
        await guest.Page.GetByTestId("new").ClickAsync();
        await guest.Page.GetByTestId("title").FillAsync(title);
        await guest.Page.GetByTestId("kind").SelectOptionAsync(kind);
        await guest.Page.GetByTestId("create").ClickAsync();
        await guest.ExpectAddressAsync("/admin/content/items/");
        await ReadyAsync();
    }

    /// <summary>Found by its title in the list.</summary>
    public async Task FindAsync(string title)
    {
        await guest.GoAsync("/admin/content?q=" + Uri.EscapeDataString(title));
        await guest.Page.GetByTestId("items").GetByRole(AriaRole.Link, new() { Name = title, Exact = true }).ClickAsync();
        await ReadyAsync();
    }

    public Task ReadyAsync() => Expect(guest.Page.GetByTestId("body-editor")).ToHaveAttributeAsync("data-test-ready", "true");

    /// <summary>At the end of the text, key by key.</summary>
    public async Task TypeAsync(string text)
    {
        await Text.FocusAsync();
        await guest.Page.Keyboard.PressAsync("Control+End");
        await guest.Page.Keyboard.TypeAsync(text);
    }

    public Task PressAsync(string command) => guest.Page.GetByTestId("do-" + command).ClickAsync();

    public async Task ExpectSavedAsync()
    {
        await Expect(SaveState).ToHaveAttributeAsync("data-state", "saved");
        await Expect(SaveState).ToContainTextAsync("Saved");
    }

    public async Task ActAsync(string act, string note)
    {
        await guest.Page.GetByTestId(act).ClickAsync();
        await Expect(Note).ToContainTextAsync(note);
        await ReadyAsync();
    }

    public async Task PlanAsync(string publish)
    {
        await guest.Page.GetByTestId("publish-at").FillAsync(publish);
        await guest.Page.GetByTestId("plan").ClickAsync();
    }
}

/// <summary>The documentation as readers have it.</summary>
public sealed class DocsPage(Guest guest)
{
    public ILocator Heading => guest.Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    public ILocator Search => guest.Page.GetByTestId("docs-search");

    public ILocator Found => guest.Page.GetByRole(AriaRole.Option);

    public ILocator Sidebar => guest.Page.GetByRole(AriaRole.Navigation, new() { Name = "Documentation", Exact = true });

    public ILocator Crumbs => guest.Page.GetByRole(AriaRole.Navigation, new() { Name = "You are here" });

    public ILocator Contents => guest.Page.GetByRole(AriaRole.Navigation, new() { Name = "On this page" });

    public Task OpenAsync(string path = "") => guest.GoAsync("/docs" + path);
}
