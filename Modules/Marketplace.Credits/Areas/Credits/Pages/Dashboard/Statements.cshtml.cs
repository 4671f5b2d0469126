using Marketplace.Credits.Statements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

internal sealed class StatementsModel(ReadStatements statements, ExactMoney money) : PageModel
{
    private const int PageSize = 12;

    public StatementList List { get; private set; } = StatementList.Empty;

    /// <summary>The newest month to show.</summary>
    [BindProperty(SupportsGet = true)]
    public string? From { get; set; }

    public bool IsFirst { get; private set; }

    public ExactMoney Money => money;

    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        StatementMonth? newest = StatementMonth.TryParse(From, out var month) ? month : null;
        IsFirst = newest is null;
        List = await statements.ListAsync(User.GetUserId(), newest, PageSize, cancellationToken);
    }
}
