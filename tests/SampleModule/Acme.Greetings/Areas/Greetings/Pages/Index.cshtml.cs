using System.ComponentModel.DataAnnotations;
using Acme.Greetings.Guestbook;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Acme.Greetings.Areas.Greetings.Pages;

internal sealed class IndexModel(GreetingStore greetings, LeaveGreeting leave) : PageModel
{
    [BindProperty, Required, StringLength(LeaveGreeting.LongestText), Readable]
    public string Text { get; set; } = "";

    public GreetingPage List { get; private set; } = GreetingPage.Empty;

    public async Task OnGetAsync(string? before) =>
        List = await greetings.ListAsync(new GreetingFilter(Before: before), HttpContext.RequestAborted);

    public async Task<IActionResult> OnPostAsync()
    {
        if (ModelState.IsValid)
        {
            await leave.ExecuteAsync(Text.Trim(), User.FindUserId(), HttpContext.RequestAborted);
            return RedirectToPage();
        }

        await OnGetAsync(before: null);
        return Page();
    }
}
