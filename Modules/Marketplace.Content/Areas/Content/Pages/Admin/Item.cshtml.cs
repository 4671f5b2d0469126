using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.People;
using Marketplace.Content.Publishing;
using Marketplace.Content.Reviews;
using Marketplace.Content.Sharing;
using Marketplace.Ui;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>Where an item is written, reviewed, planned and published.</summary>
[RequirePermission(Permissions.WriteContent)]
internal sealed partial class ItemModel(
    ItemStore items, KindCatalogue kinds, SaveDraft save, CreateItem create, Trash trash, PublishItem publish, UnpublishItem unpublish,
    SubmitForReview submit, ScheduleItem schedule, TenantTimes times, Comments comments, ShareLinks shares, PersonNames people,
    MoveInTree move, ItemList list, ReadSource readSource, ConfirmTranslation confirm, ItemWarnings warnings, ITenant tenant,
    EditConflicts conflicts, IAuthorizationService authorization, IStringLocalizer<ItemModel> text) : PageModel
{
    [BindProperty]
    public ItemInput Input { get; set; } = new();

    public ContentItem Item { get; private set; } = null!;

    /// <summary>Null where the kind's feature is off.</summary>
    public ContentKind? Kind { get; private set; }

    /// <summary>What somebody else saved meanwhile, to be compared with what was typed.</summary>
    public ContentItem? Theirs { get; private set; }

    public string TheirName { get; private set; } = "";

    /// <summary>What was typed is on the page only.</summary>
    public bool IsUnsaved { get; private set; }

    public IReadOnlyList<ContentItem> Translations { get; private set; } = [];

    public IReadOnlyList<string> MissingLanguages { get; private set; } = [];

    public IReadOnlyList<Comment> Comments { get; private set; } = [];

    public IReadOnlyList<ShareLink> Shares { get; private set; } = [];

    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    public bool MayPublish { get; private set; }

    public bool MayReview { get; private set; }

    /// <summary>All of the kind in their order, where it has one.</summary>
    public IReadOnlyList<GroupLine> Sisters { get; private set; } = [];

    /// <summary>The link that was just made; it cannot be shown again.</summary>
    public string? NewLink { get; private set; }

    public TenantTimes Times => times;

    public string? PublishAt { get; private set; }

    public string? UnpublishAt { get; private set; }

    /// <summary>Null where it is no translation.</summary>
    public TranslationSource? Source { get; private set; }

    /// <summary>What to mend in what is saved.</summary>
    public IReadOnlyList<string> Warnings { get; private set; } = [];

    public BodyEditor BodyEditor =>
        new("Input.Body", Input.Body ?? "", Item.Id, Input.VersionNumber, Item.Kind, Item.Language)
        {
            Conflict = Theirs is { } theirs ? (theirs, TheirName) : null, IsUnsaved = IsUnsaved,
        };

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        Input = ItemInput.From(Item);
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (await SaveAsync(cancellationToken) is null)
            return await ShowAsync(cancellationToken);
        return Done(text["Saved. Readers see it once it is published."]);
    }

    public async Task<IActionResult> OnPostSubmitAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (await SaveAsync(cancellationToken) is not { } version)
            return await ShowAsync(cancellationToken);
        return await AnswerAsync(
            await submit.ExecuteAsync(id, version, User.GetUserId(), cancellationToken), text["Saved, and given to review."],
            cancellationToken);
    }

    public async Task<IActionResult> OnPostPublishAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (!MayPublish)
            return Forbid();
        if (await SaveAsync(cancellationToken) is not { } version)
            return await ShowAsync(cancellationToken);
        return await AnswerAsync(
            await publish.ExecuteAsync(id, version, User.GetUserId(), cancellationToken), text["Published. Readers see it now."],
            cancellationToken);
    }

    /// <returns>The version that is stored now; null where it was refused, which the model's state says.</returns>
    private async Task<int?> SaveAsync(CancellationToken cancellationToken)
    {
        // A field that came empty, or not at all, is for the item's own rules.
        ModelState.Clear();
        var result = await save.ExecuteAsync(
            Item.Id, Input.VersionNumber, Input.ToText(Item), User.GetUserId(), isAuto: false, cancellationToken);
        switch (result)
        {
            case SaveResult.Saved saved:
                return saved.Version;
            case SaveResult.Conflict conflict:
                Theirs = conflict.Current;
                TheirName = await people.OfAsync(conflict.Current.ChangedBy, cancellationToken);
                ModelState.AddModelError("", conflicts.Sentence);
                Input.Version = ItemInput.From(conflict.Current).Version;
                break;
            case SaveResult.AddressTaken taken:
                ModelState.AddModelError("Input.Address", taken.Why);
                break;
            case SaveResult.Reserved reserved:
                ModelState.AddModelError("Input.Address", reserved.Why);
                break;
            case SaveResult.Invalid invalid:
                ModelState.AddModelError(
                    invalid.Field is "title" or "description" or "address" or "body"
                        ? $"Input.{char.ToUpperInvariant(invalid.Field[0])}{invalid.Field[1..]}"
                        : $"Input.Fields[{invalid.Field}]",
                    invalid.Why);
                break;
            case SaveResult.NotFound:
                ModelState.AddModelError("", text["Somebody moved it to the trash. Copy what you wrote before you leave."]);
                break;
            default:
                throw new InvalidOperationException($"No answer to {result}.");
        }

        IsUnsaved = true;
        return null;
    }

    private async Task<bool> FindAsync(string id, CancellationToken cancellationToken)
    {
        if (await items.FindAsync(id, cancellationToken) is not { TrashedAt: null } item)
            return false;
        Item = item;
        Kind = kinds.Find(item.Kind);
        MayPublish = await MayAsync(Permissions.PublishContent);
        MayReview = await MayAsync(Permissions.ReviewContent);
        return true;
    }

    private async Task<bool> MayAsync(string permission) =>
        (await authorization.AuthorizeAsync(User, null, [new PermissionRequirement(permission)])).Succeeded;

    private async Task<PageResult> ShowAsync(CancellationToken cancellationToken)
    {
        var group = await items.ListGroupAsync(Item.GroupId, cancellationToken);
        Translations = [.. group.Where(x => x.TrashedAt is null)];
        Warnings = await warnings.ListAsync(Item, cancellationToken);
        MissingLanguages = [.. ContentSite.Of(tenant).AllLanguages.Except(group.Select(x => x.Language), StringComparer.Ordinal)];
        Source = await readSource.ExecuteAsync(Item, cancellationToken);
        Comments = await comments.ListAsync(Item.Id, cancellationToken);
        Shares = await shares.ListAsync(Item.Id, cancellationToken);
        Names = await people.OfAsync(
            Comments.Select(x => (string?)x.AuthorId).Concat(Shares.Select(x => x.CreatedBy)).Append(Item.ChangedBy), cancellationToken);
        if (Kind is { IsOrdered: true })
            Sisters = await list.ListTreeAsync(Kind.Name, Item.Language, cancellationToken);
        PublishAt ??= times.Write(Item.PublishAt);
        UnpublishAt ??= times.Write(Item.UnpublishAt);
        return Page();
    }

    private RedirectToPageResult Done(string sentence)
    {
        TempData.Note("success", sentence);
        return RedirectToPage(new { id = Item.Id });
    }

    private async Task<IActionResult> AnswerAsync(PublishResult result, string sentence, CancellationToken cancellationToken)
    {
        switch (result)
        {
            case PublishResult.Done:
                return Done(sentence);
            case PublishResult.Refused refused:
                ModelState.AddModelError("", refused.Why);
                break;
            case PublishResult.Conflict conflict:
                ModelState.AddModelError("", text["Somebody saved it just now. Look at it, then decide again."]);
                Item = conflict.Current;
                break;
            case PublishResult.NotFound:
                return NotFound();
            default:
                throw new InvalidOperationException($"No answer to {result}.");
        }

        // What was typed is saved by now.
        Item = await items.FindAsync(Item.Id, cancellationToken) ?? Item;
        Input = ItemInput.From(Item);
        return await ShowAsync(cancellationToken);
    }
}
