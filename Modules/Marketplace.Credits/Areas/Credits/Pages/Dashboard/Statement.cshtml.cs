using System.Globalization;
using Marketplace.Credits.History;
using Marketplace.Credits.Ledger.Entries;
using Marketplace.Credits.Statements;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Marketplace.Credits.Areas.Credits.Pages.Dashboard;

internal sealed class StatementModel(
    ReadStatements statements, ReadStatementLines lines, TransactionTypeNames names, ExactMoney money, ITenant tenant, TimeProvider time,
    IServiceProvider services) : PageModel
{
    private const int PageSize = 100;

    public Statement Statement { get; private set; } = null!;

    public IReadOnlyList<TypeTotal> Totals { get; private set; } = [];

    public IReadOnlyList<WalletTransaction> Transactions { get; private set; } = [];

    public ExactMoney Money => money;

    public string TenantName => tenant.DisplayName;

    /// <summary>Whose statement it is; shown on paper.</summary>
    public string Customer { get; private set; } = "";

    public string Path { get; private set; } = "";

    public bool IsOver => Statement.Month.Ends <= time.GetUtcNow();

    /// <summary>The version that the page before ended with.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    public bool IsFirst => Transactions.Count == 0 || Transactions[0].Version == Statement.Above + 1;

    public bool IsLast => Transactions.Count == 0 || Transactions[^1].Version == Statement.UpTo;

    public string? PreviousUrl => IsFirst ? null : Address(Math.Max(Statement.Above, Transactions[0].Version - 1 - PageSize));

    public string? NextUrl => IsLast ? null : Address(Transactions[^1].Version);

    public string NameOf(TransactionType type) => names.Of(type);

    public async Task<IActionResult> OnGetAsync(string month, CancellationToken cancellationToken)
    {
        var userId = User.GetUserId();
        if (!StatementMonth.TryParse(month, out var wanted)
            || await statements.FindAsync(userId, wanted, cancellationToken) is not { } found)
            return NotFound();
        (Statement, Totals) = found;
        Path = Url.Content("~/dashboard/wallet/statements/" + wanted);
        Transactions = await lines.PageAsync(userId, Statement, After < Statement.UpTo ? After : 0, PageSize, cancellationToken);
        var user = services.GetService(typeof(IUserDirectory)) is IUserDirectory users
            ? await users.FindAsync(userId, cancellationToken)
            : null;
        Customer = user?.Email ?? userId;
        return Page();
    }

    private string Address(long after) => after <= Statement.Above ? Path : $"{Path}?after={after.ToString(CultureInfo.InvariantCulture)}";
}
