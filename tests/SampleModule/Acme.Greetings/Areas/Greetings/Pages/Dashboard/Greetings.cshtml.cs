using Acme.Greetings.Guestbook;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Acme.Greetings.Areas.Greetings.Pages.Dashboard;

internal sealed class GreetingsModel(GreetingStore greetings) : PageModel
{
    public GreetingPage List { get; private set; } = GreetingPage.Empty;

    public async Task OnGetAsync(string? before) =>
        List = await greetings.ListAsync(new GreetingFilter(AuthorId: User.GetUserId(), Before: before), HttpContext.RequestAborted);
}
