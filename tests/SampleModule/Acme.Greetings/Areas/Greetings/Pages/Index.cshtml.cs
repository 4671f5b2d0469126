using System.ComponentModel.DataAnnotations;
using Acme.Greetings.Guestbook;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Acme.Greetings.Areas.Greetings.Pages;

internal sealed class IndexModel(GreetingStore store) : PageModel
{
    [BindProperty, Required, StringLength(200)]
    public string Text { get; set; } = "";

    public IReadOnlyList<Greeting> Greetings { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken cancellationToken) => Greetings = await store.ListAsync(cancellationToken);

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (ModelState.IsValid)
        {
            await store.AddAsync(Text.Trim(), cancellationToken);
            return RedirectToPage();
        }

        await OnGetAsync(cancellationToken);
        return Page();
    }
}
