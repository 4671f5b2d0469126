using Marketplace.Browser.Tests.Support;
using Microsoft.Playwright;

namespace Marketplace.Browser.Tests.Pages;

/// <summary>The bell in the top bar.</summary>
public sealed class Bell(Guest guest)
{
    public ILocator Count => guest.Page.GetByTestId("bell-count");

    public ILocator Latest => guest.Page.GetByTestId("bell-notice");

    public ILocator ReadAll => guest.Page.GetByTestId("bell-read-all");

    public Task OpenAsync() => guest.Page.GetByTestId("bell").Locator("summary").ClickAsync();
}

/// <summary>All notifications of a customer.</summary>
public sealed class NotificationsPage(Guest guest)
{
    public ILocator Rows => guest.Page.GetByTestId("notice");

    public ILocator Unread => guest.Page.GetByTestId("unread");

    public Task OpenAsync(string query = "") => guest.GoAsync("/dashboard/notifications" + query);

    public Task ReadFirstAsync() => guest.Page.GetByTestId("mark-read").First.ClickAsync();

    public Task ReadAllAsync() => guest.Page.GetByTestId("read-all").ClickAsync();
}

/// <summary>The editor of one notification's text.</summary>
public sealed class TemplatePage(Guest guest)
{
    public ILocator Subject => guest.Page.GetByTestId("subject");

    public ILocator Body => guest.Page.GetByTestId("body");

    public ILocator PreviewSubject => guest.Page.GetByTestId("preview-subject");

    public ILocator PreviewHtml => guest.Page.GetByTestId("preview-html");

    public ILocator PreviewText => guest.Page.GetByTestId("preview-text");

    public ILocator BodyError => guest.Page.Locator("#Input_Body-error");

    public Task OpenAsync(string kind) => guest.GoAsync("/admin/notifications/templates/" + kind);

    public Task PreviewAsync() => guest.Page.GetByTestId("preview").ClickAsync();

    public Task SaveAsync() => guest.Page.GetByTestId("save").ClickAsync();
}
