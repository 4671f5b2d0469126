using Acme.Greetings.Guestbook;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Acme.Greetings.Areas.Greetings.Pages.Admin;

[RequirePermission(Permissions.RemoveGreetings)]
internal sealed class GreetingsModel(GreetingStore greetings, IStringLocalizer<GreetingsModel> text) : PageModel
{
    public bool WaitingOnly { get; private set; }

    public GreetingPage List { get; private set; } = GreetingPage.Empty;

    public string Next =>
        Url.Content($"~/admin/greetings?state={(WaitingOnly ? "waiting" : "")}&before={List.Greetings[^1].Id}");

    public async Task OnGetAsync(string? state, string? before)
    {
        WaitingOnly = state == "waiting";
        List = await greetings.ListAsync(new GreetingFilter(WaitingOnly: WaitingOnly, Before: before), HttpContext.RequestAborted);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string id)
    {
        if (await greetings.RemoveAsync(id, HttpContext.RequestAborted))
            TempData.Note("success", text["The greeting is gone from the guestbook."]);
        return RedirectToPage();
    }
}
