using System.Runtime.CompilerServices;
using System.Text;
using Marketplace.Content.Addresses;
using Marketplace.Content.Forwarding;
using Marketplace.Content.Serving;
using Marketplace.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

[RequirePermission(Permissions.ManageRedirects)]
internal sealed class RedirectsModel(
    Redirects redirects, RedirectHits hits, EditRedirects editRedirects, PublishedContent published, EditConflicts conflicts,
    IStringLocalizer<RedirectsModel> text) : PageModel
{
    private const int PageSize = 50;
    private const long LargestFile = 1024 * 1024;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The address of the redirect that the form edits.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Edit { get; set; }

    [BindProperty(SupportsGet = true)]
    public int Skip { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    /// <summary>What was brought, to be sent again where the dry run is agreed to.</summary>
    [BindProperty]
    public string? Csv { get; set; }

    public IReadOnlyList<Redirect> Rows { get; private set; } = [];

    public int Total { get; private set; }

    public IReadOnlyList<RedirectLine>? Lines { get; private set; }

    public string? Previous => Skip > 0 ? Url.Page("/Admin/Redirects", new { q = Q, skip = Math.Max(0, Skip - PageSize) }) : null;

    public string? Next => Skip + PageSize < Total ? Url.Page("/Admin/Redirects", new { q = Q, skip = Skip + PageSize }) : null;

    private PublishedPicture _picture = null!;

    /// <summary>Where somebody comes out who follows it now; null: nothing is there any more.</summary>
    public string? TargetOf(Redirect redirect) => _picture.Resolve(redirect.FromAddress) is { To: { } to } ? to : null;

    /// <summary>A page that stands at its address hides it.</summary>
    public bool IsHidden(Redirect redirect) => _picture.At(redirect.FromAddress).Any();

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (Edit is not null)
        {
            if ((await redirects.ListAsync(cancellationToken)).FirstOrDefault(x => x.FromAddress == Edit) is not { } stored)
                return NotFound();
            Input = await InputOfAsync(stored, cancellationToken);
        }

        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        var status = Input.IsGone ? Addresses.Redirect.Gone : Addresses.Redirect.Moved;
        var plan = await editRedirects.SaveAsync(
            Edit, Input.Version, Input.From, Input.To, status, User.GetUserId(), cancellationToken);
        switch (plan)
        {
            case RedirectPlan.Accepted accepted:
                TempData.Note("success", string.Join(' ', [text["Saved."].Value, accepted.Note]).Trim());
                return RedirectToPage(new { edit = (string?)null, q = Q });
            case RedirectPlan.Refused refused:
                ModelState.AddModelError(
                    $"{nameof(Input)}.{(refused.Field == "from" ? nameof(Input.From) : nameof(Input.To))}", refused.Why);
                break;
            case null:
                if ((await redirects.ListAsync(cancellationToken)).FirstOrDefault(x => x.FromAddress == Edit) is { } stored)
                    conflicts.Show(ModelState, nameof(Input), Input, await InputOfAsync(stored, cancellationToken));
                else
                    (Edit, _) = (
                        null, ModelState.TryAddModelError("", text["Somebody deleted it meanwhile. Save again to make a new one."]));
                break;
            default:
                throw new InvalidOperationException($"No answer to {plan}.");
        }

        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostDeleteAsync(string from, CancellationToken cancellationToken)
    {
        if (await editRedirects.DeleteAsync(from, cancellationToken))
            TempData.Note("success", text["Deleted. {0} leads nowhere now.", from]);
        return RedirectToPage(new { edit = (string?)null, q = Q });
    }

    public IActionResult OnGetCsv(CancellationToken cancellationToken) => new CsvStream(LinesAsync(cancellationToken), "redirects.csv");

    public async Task<IActionResult> OnPostCheckAsync(IFormFile? upload, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (upload is null || upload.Length is 0 or > LargestFile)
        {
            ModelState.AddModelError("upload", text["Choose a CSV file of at most 1 MB."]);
            return await ShowAsync(cancellationToken);
        }

        try
        {
            using var content = new MemoryStream();
            await upload.CopyToAsync(content, cancellationToken);
            Csv = Utf8.GetString(content.ToArray());
        }
        catch (DecoderFallbackException)
        {
            ModelState.AddModelError("upload", text["The file is not UTF-8. Save it in that encoding, and bring it again."]);
            return await ShowAsync(cancellationToken);
        }

        return await ImportAsync(isDry: true, cancellationToken);
    }

    public Task<IActionResult> OnPostImportAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        return ImportAsync(isDry: false, cancellationToken);
    }

    private async Task<IActionResult> ImportAsync(bool isDry, CancellationToken cancellationToken)
    {
        try
        {
            Lines = await editRedirects.ImportAsync(Csv ?? "", isDry, User.GetUserId(), cancellationToken);
        }
        catch (FormatException e)
        {
            ModelState.AddModelError("upload", e.Message);
            return await ShowAsync(cancellationToken);
        }

        if (isDry)
            return await ShowAsync(cancellationToken);
        TempData.Note(
            "success",
            text["{0} redirects were imported; {1} lines were left out.",
                Lines.Count(x => x.Plan is RedirectPlan.Accepted { IsChanged: true }), Lines.Count(x => x.Plan is RedirectPlan.Refused)]);
        return RedirectToPage(new { edit = (string?)null });
    }

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        _picture = await published.ReadAsync(cancellationToken);
        await hits.WriteAsync(cancellationToken);
        var found = (await redirects.ListAsync(cancellationToken)).Where(Matches).ToList();
        Total = found.Count;
        Skip = Math.Clamp(Skip, 0, Math.Max(0, Total - 1));
        Rows = [.. found.Skip(Skip).Take(PageSize)];
        return Page();
    }

    private bool Matches(Redirect redirect) =>
        string.IsNullOrWhiteSpace(Q) || redirect.FromAddress.Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase)
        || (TargetOf(redirect) ?? "").Contains(Q.Trim(), StringComparison.OrdinalIgnoreCase);

    private async Task<InputModel> InputOfAsync(Redirect redirect, CancellationToken cancellationToken)
    {
        _picture = await published.ReadAsync(cancellationToken);
        return new InputModel
        {
            From = redirect.FromAddress, To = redirect.ToAddress ?? TargetOf(redirect), IsGone = redirect.Status == Addresses.Redirect.Gone,
            Version = EditRedirects.VersionOf(redirect),
        };
    }

    private async IAsyncEnumerable<string> LinesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _picture = await published.ReadAsync(cancellationToken);
        yield return CsvText.Line("from", "to", "status", "hits", "last_hit_at");
        await hits.WriteAsync(cancellationToken);
        foreach (var redirect in await redirects.ListAsync(cancellationToken))
        {
            var target = TargetOf(redirect);
            var status = target is null ? Addresses.Redirect.Gone : Addresses.Redirect.Moved;
            yield return CsvText.Line(redirect.FromAddress, target, status, redirect.Hits, redirect.LastHitAt);
        }
    }

    internal sealed class InputModel : IEditForm
    {
        public string? From { get; set; }

        public string? To { get; set; }

        public bool IsGone { get; set; }

        public string? Version { get; set; }
    }
}
