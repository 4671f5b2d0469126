using Acme.Greetings.Guestbook;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace Acme.Greetings.Answers;

/// <summary>Answers come within seconds. Where they do not, whoever runs the tenant must know.</summary>
public sealed class WaitingGreetingsViewComponent(TimeProvider time) : ViewComponent
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    public async Task<IViewComponentResult> InvokeAsync()
    {
        var greetings = HttpContext.RequestServices.GetRequiredService<GreetingStore>();
        var waiting = await greetings.CountWaitingAsync(time.GetUtcNow() - Patience, HttpContext.RequestAborted);
        return View("~/Areas/Greetings/Pages/Shared/_WaitingGreetings.cshtml", waiting);
    }
}
