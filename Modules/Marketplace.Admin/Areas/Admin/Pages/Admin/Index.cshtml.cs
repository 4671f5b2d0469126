using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Admin.Areas.Admin.Pages.Admin;

[RequirePermission("AccessAdmin")]
internal sealed class IndexModel : PageModel;
