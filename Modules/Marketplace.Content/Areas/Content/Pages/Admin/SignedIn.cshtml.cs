using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>Where signing in again leads to, in a tab of its own, while a text waits to be saved in another.</summary>
[RequirePermission(Permissions.WriteContent)]
internal sealed class SignedInModel : PageModel;
