using Marketplace.Notifications.Kinds;
using Marketplace.Notifications.Templates;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Notifications.Areas.Notifications.Pages.Admin;

[RequirePermission(Permissions.EditNotificationTexts)]
internal sealed class TemplateModel(
    KindCatalogue kinds, TemplateStore templates, CheckTemplate check, PreviewTemplate preview, SendTestMail sendTestMail,
    EditConflicts conflicts, ITenant tenant,
    IStringLocalizer<TemplateModel> text) : PageModel
{
    public NotificationKind Kind { get; private set; } = null!;

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public bool IsDefault { get; private set; }

    public IReadOnlyList<TemplateProblem> Problems { get; private set; } = [];

    /// <summary>Null where the text has problems.</summary>
    public TemplatePreview? Preview { get; private set; }

    public IEnumerable<NotificationValue> Values =>
        Kind.Values.Append(new NotificationValue(TemplateText.Site, text["The name of this site"], tenant.DisplayName));

    public async Task<IActionResult> OnGetAsync(string kind, CancellationToken cancellationToken)
    {
        if (!await FindAsync(kind, cancellationToken))
            return NotFound();
        var template = await templates.FindAsync(Kind, cancellationToken);
        Input = InputOf(template);
        return Show();
    }

    public async Task<IActionResult> OnPostAsync(string kind, CancellationToken cancellationToken)
    {
        if (!await FindAsync(kind, cancellationToken))
            return NotFound();
        if (!Check())
            return Show();
        var stored = await templates.FindAsync(Kind, cancellationToken);
        if (!RecordVersion.IsOf(stored, Input.Version)
            || !await templates.SaveAsync(
                Kind.Id, new Template(Input.Subject, Input.Body, stored.Version), User.GetUserId(), cancellationToken))
        {
            conflicts.Show(ModelState, nameof(Input), Input, InputOf(await templates.FindAsync(Kind, cancellationToken)));
            return Show();
        }

        TempData.Note("success", text["Saved. Notifications have this text from now on."]);
        return RedirectToPage(new { kind });
    }

    public async Task<IActionResult> OnPostPreviewAsync(string kind, CancellationToken cancellationToken)
    {
        if (!await FindAsync(kind, cancellationToken))
            return NotFound();
        Check();
        return Show();
    }

    public async Task<IActionResult> OnPostTestAsync(string kind, CancellationToken cancellationToken)
    {
        if (!await FindAsync(kind, cancellationToken))
            return NotFound();
        if (!Check())
            return Show();
        var (address, problem) = await sendTestMail.ExecuteAsync(Kind, Input.Subject, Input.Body, User.GetUserId(), cancellationToken);
        if (problem is null)
            TempData.Note("success", text["A test mail is on its way to {0}. The text was not saved.", address]);
        else
            ModelState.AddModelError("", problem);
        return Show();
    }

    public async Task<IActionResult> OnPostResetAsync(string kind, string? version, CancellationToken cancellationToken)
    {
        if (!await FindAsync(kind, cancellationToken))
            return NotFound();
        var stored = await templates.FindAsync(Kind, cancellationToken);
        if (RecordVersion.IsOf(stored, version) && await templates.ResetAsync(Kind.Id, stored.Version, cancellationToken))
            TempData.Note("success", text["The default text is back."]);
        else
            TempData.Note("warning", text["Somebody else changed this text meanwhile, so it was kept. Look at it, then decide again."]);
        return RedirectToPage(new { kind });
    }

    private static InputModel InputOf(Template template) =>
        new() { Subject = template.Subject, Body = template.Body, Version = RecordVersion.Of(template) };

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (kinds.Find(id) is not { } kind)
            return false;
        Kind = kind;
        IsDefault = (await templates.FindAsync(kind, cancellationToken)).IsDefault;
        return true;
    }

    private bool Check()
    {
        // A field that came empty, or not at all, is a problem that the template's own rules tell.
        ModelState.Clear();
        Input.Subject = (Input.Subject ?? "").Trim();
        Input.Body = (Input.Body ?? "").ReplaceLineEndings("\n");
        foreach (var problem in check.Execute(Kind, Input.Subject, Input.Body))
            ModelState.AddModelError($"{nameof(Input)}.{problem.Field}", problem.Message);
        return ModelState.IsValid;
    }

    private PageResult Show()
    {
        Problems = check.Execute(Kind, Input.Subject, Input.Body);
        Preview = Problems.Count == 0 ? preview.Execute(Kind, Input.Subject, Input.Body) : null;
        return Page();
    }

    internal sealed class InputModel : IEditForm
    {
        public string Subject { get; set; } = "";

        public string Body { get; set; } = "";

        public string? Version { get; set; }
    }
}
