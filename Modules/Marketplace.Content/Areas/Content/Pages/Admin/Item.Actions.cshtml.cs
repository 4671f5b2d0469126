using System.Globalization;
using Marketplace.Content.Editing;
using Marketplace.Content.Items;
using Marketplace.Content.Publishing;
using Marketplace.Ui;
using Microsoft.AspNetCore.Mvc;

namespace Marketplace.Content.Areas.Content.Pages.Admin;

/// <summary>What can be done with an item beside writing: each has a form of its own.</summary>
internal sealed partial class ItemModel
{
    public async Task<IActionResult> OnPostApproveAsync(string id, int version, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (!MayReview || !MayPublish)
            return Forbid();
        return await AnswerAsync(
            await publish.ApproveAsync(id, version, User.GetUserId(), cancellationToken), text["Approved and published."],
            cancellationToken);
    }

    public async Task<IActionResult> OnPostChangesAsync(
        string id, int version, string? quote, string? comment, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (!MayReview)
            return Forbid();
        return await AnswerAsync(
            await comments.AskForChangesAsync(id, version, quote, comment, User.GetUserId(), cancellationToken),
            text["It went back to its writer, with your comment."], cancellationToken);
    }

    public async Task<IActionResult> OnPostCommentAsync(
        string id, int version, string? quote, string? comment, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        return await comments.AddAsync(id, version, quote, comment, User.GetUserId(), cancellationToken) is { } why
            ? await AnswerAsync(new PublishResult.Refused(why), "", cancellationToken)
            : Done(text["Your comment stands beside the text."]);
    }

    public async Task<IActionResult> OnPostResolveAsync(
        string id, string? comment, bool open, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        await comments.ResolveAsync(id, comment ?? "", !open, User.GetUserId(), cancellationToken);
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostUnpublishAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (!MayPublish)
            return Forbid();
        return await AnswerAsync(
            await unpublish.ExecuteAsync(id, User.GetUserId(), cancellationToken), text["Taken back. Readers do not see it any more."],
            cancellationToken);
    }

    public async Task<IActionResult> OnPostScheduleAsync(
        string id, int version, string? publishAt, string? unpublishAt, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (!MayPublish)
            return Forbid();
        // What was typed is kept, be it right or not.
        (PublishAt, UnpublishAt) = (publishAt ?? "", unpublishAt ?? "");
        var (begin, end) = (times.Read(publishAt), times.Read(unpublishAt));
        var result = begin.Why is { } wrong || (wrong = end.Why) is not null
            ? new PublishResult.Refused(wrong)
            : await schedule.ExecuteAsync(id, version, begin.At, end.At, cancellationToken);
        return await AnswerAsync(
            result, begin.At is null && end.At is null ? text["Nothing is planned any more."] : text["Planned."], cancellationToken);
    }

    public async Task<IActionResult> OnPostShareAsync(string id, int days, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (await shares.CreateAsync(id, days, User.GetUserId(), cancellationToken) is { } key)
            NewLink = $"{tenant.FindPublicRoot() ?? $"{Request.Scheme}://{Request.Host}{Request.PathBase}"}/draft/open?key={key}";
        ModelState.Clear();
        Input = ItemInput.From(Item);
        Response.Headers.CacheControl = "no-cache, no-store";
        return await ShowAsync(cancellationToken);
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string id, string? share, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        await shares.WithdrawAsync(id, share ?? "", cancellationToken);
        return Done(text["The link opens nothing any more."]);
    }

    public async Task<IActionResult> OnPostTranslateAsync(string id, string? language, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        return await OpenAsync(
            await create.TranslateAsync(id, language ?? "", User.GetUserId(), cancellationToken), cancellationToken);
    }

    /// <param name="place">Before which of the others, from 0.</param>
    public async Task<IActionResult> OnPostMoveAsync(string id, string? place, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        // Readers see the new order at once.
        if (!MayPublish)
            return Forbid();
        if (!int.TryParse(place, NumberStyles.None, CultureInfo.InvariantCulture, out var to))
            return RedirectToPage(new { id });
        if (await move.ExecuteAsync(Item.GroupId, null, to, cancellationToken) is not { } why)
            return Done(text["Moved. Readers see the new order now."]);
        TempData.Note("warning", why);
        return RedirectToPage(new { id });
    }

    public async Task<IActionResult> OnPostDuplicateAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        return await OpenAsync(await create.DuplicateAsync(id, User.GetUserId(), cancellationToken), cancellationToken);
    }

    public async Task<IActionResult> OnPostCurrentAsync(string id, int version, int source, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        return await AnswerAsync(
            await confirm.ExecuteAsync(id, version, source, cancellationToken), text["This translation counts as up to date again."],
            cancellationToken);
    }

    public async Task<IActionResult> OnPostTrashAsync(string id, CancellationToken cancellationToken)
    {
        if (!await FindAsync(id, cancellationToken))
            return NotFound();
        if (Item.IsPublished && !MayPublish)
            return Forbid();
        await trash.ExecuteAsync(id, User.GetUserId(), cancellationToken);
        TempData.Note("success", text["“{0}” is in the trash. You can restore it there.", Item.Title]);
        return RedirectToPage("/Admin/Items");
    }

    private async Task<IActionResult> OpenAsync(SaveResult result, CancellationToken cancellationToken) => result switch
    {
        SaveResult.Saved saved => RedirectToPage(new { id = saved.ItemId }),
        SaveResult.Invalid invalid => await AnswerAsync(new PublishResult.Refused(invalid.Why), "", cancellationToken),
        SaveResult.AddressTaken taken => await AnswerAsync(new PublishResult.Refused(taken.Why), "", cancellationToken),
        SaveResult.Reserved reserved => await AnswerAsync(new PublishResult.Refused(reserved.Why), "", cancellationToken),
        SaveResult.NotFound or SaveResult.Conflict => NotFound(),
        _ => throw new InvalidOperationException($"No answer to {result}."),
    };
}
