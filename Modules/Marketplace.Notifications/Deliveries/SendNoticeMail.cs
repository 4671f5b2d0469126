using Marketplace.Data;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Marketplace.Notifications.Deliveries;

/// <summary>
/// Sends the mail of one delivery. A claim on the row keeps two processes from sending it at once; a failure is stored for the
/// administrators and thrown, so that the outbox tries again after a longer pause. A process that dies between the mail server's yes and
/// the row leaves the mail to be sent again under the same message id. A mail is given up when it was refused for good, or when the outbox
/// is about to.
/// </summary>
[StoredName("Marketplace.Notifications.SendNoticeMail")]
[Delivery(Lane.Mail)]
internal sealed class SendNoticeMail(
    IDatabase database, IMailSender mails, NoticeMail noticeMail, IServiceProvider services, IConfiguration configuration,
    TimeProvider time, SiteLanguages languages, ILogger<SendNoticeMail> logger, IUserDirectory? users = null) : IEventHandler<NoticeMailDue>
{
    /// <summary>
    /// Of a mail that is refused for good, in case whoever refuses was wrong: with the outbox's pauses (2, 4, 8, … seconds, at most an
    /// hour) about four hours and a half.
    /// </summary>
    public const int MaxAttempts = 15;

    /// <summary>Then the mail goes without its file: what it says matters more, and it leads to where the file is.</summary>
    public const int MaxFailuresOfFile = 3;

    /// <summary>Two of the outbox's longest pauses: it must not give up first, because then nobody would be told here.</summary>
    private static readonly TimeSpan BeforeTheOutbox = TimeSpan.FromHours(2);

    /// <summary>Longer than a mail server is given to answer, and shorter than the outbox leaves an event to a process that died.</summary>
    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(1);

    public async Task HandleAsync(NoticeMailDue @event, string eventId, CancellationToken cancellationToken)
    {
        if (await ClaimAsync(@event.DeliveryId, cancellationToken) is not { } delivery)
            return;
        try
        {
            var user = users is null ? null : await users.FindAsync(delivery.UserId, cancellationToken);
            if (user is null)
            {
                await FinishAsync(delivery, DeliveryState.Skipped, null, "The user is gone.");
                return;
            }

            (languages.Find(user.Language) ?? languages.Default).Speak();
            var attachment = await AttachmentAsync(delivery, cancellationToken);
            await mails.SendAsync(noticeMail.Compose(delivery, user) with { Attachment = attachment }, cancellationToken);
            await FinishAsync(delivery, DeliveryState.Sent, user.Email, null);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await ReleaseAsync(delivery);
            throw;
        }
        catch (Exception e) when (IsEnough(delivery, e))
        {
            logger.LogError(
                e, "The mail of notification {DeliveryId} was given up after {Attempts} attempts", delivery.Id, delivery.Attempts);
            await FinishAsync(delivery, DeliveryState.GivenUp, null, e.Message);
        }
        catch (Exception e)
        {
            await FinishAsync(delivery, DeliveryState.Waiting, null, e.Message);
            throw;
        }
    }

    private bool IsEnough(NoticeToMail delivery, Exception e) =>
        (e is MailException { IsFinal: true } && delivery.Attempts >= MaxAttempts)
        || time.GetUtcNow() - delivery.CreatedAt >= TimeSpan.FromDays(GiveUpAfterDays) - BeforeTheOutbox;

    private int GiveUpAfterDays => configuration.GetValue(OutboxPatience.Setting, OutboxPatience.DefaultDays);

    /// <returns>Null where it was sent, given up or skipped before.</returns>
    private async Task<NoticeToMail?> ClaimAsync(string id, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (delivery, isWaiting) = await database.InTransactionAsync(
            async db =>
            {
                var claimed = await db.ExecuteAsync(
                    """
                    update notice_deliveries set attempts = attempts + 1, claimed_until = @until
                    where id = @id and state = 'Waiting' and (claimed_until is null or claimed_until <= @now)
                    """,
                    new { id, now, until = now + Claim },
                    cancellationToken);
                var row = await db.QuerySingleOrDefaultAsync<NoticeToMail>(
                    """
                    select d.id, d.user_id, d.attempts, n.kind, n.subject, n.html, n.link, n.link_text, n.attachment_maker,
                    n.attachment_reference, d.attachment_failures, n.created_at
                    from notice_deliveries d join notices n on n.id = d.notice_id where d.id = @id and d.state = 'Waiting'
                    """,
                    new { id },
                    cancellationToken);
                return (claimed == 1 ? row : null, row is not null);
            },
            cancellationToken);
        if (delivery is null && isWaiting)
            throw new InvalidOperationException("Another process is sending this mail.");
        return delivery;
    }

    /// <exception cref="MailException">Nobody makes it at present: the mail waits instead of leaving without it.</exception>
    private async Task<MailAttachment?> AttachmentAsync(NoticeToMail notice, CancellationToken cancellationToken)
    {
        if (notice is not { AttachmentMaker: { } maker, AttachmentReference: { } reference })
            return null;
        try
        {
            // Not before: a maker that cannot be built keeps no other mail.
            if (services.GetServices<IAttachmentMaker>().FirstOrDefault(x => x.Id == maker) is { } found)
                return await found.MakeAsync(reference, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            await NoteFailureOfFileAsync(notice);
            if (notice.AttachmentFailures + 1 < MaxFailuresOfFile)
                throw;
            logger.LogError(
                e, "The mail of notification {DeliveryId} goes without its file: {Maker} failed to make it of {Reference} {Failures} times",
                notice.Id, maker, reference, notice.AttachmentFailures + 1);
            return null;
        }

        throw new MailException($"The mail carries a file that {maker} makes, and no feature that is switched on has it.");
    }

    private Task NoteFailureOfFileAsync(NoticeToMail delivery) => database.InTransactionAsync(
        db => db.ExecuteAsync(
            "update notice_deliveries set attachment_failures = @failures where id = @Id and state = 'Waiting' and attempts = @Attempts",
            new { failures = delivery.AttachmentFailures + 1, delivery.Id, delivery.Attempts }, CancellationToken.None),
        CancellationToken.None);

    /// <summary>Whoever stops does not keep what has happened from being stored.</summary>
    private Task FinishAsync(NoticeToMail delivery, DeliveryState state, string? address, string? error) => database.InTransactionAsync(
        db => db.ExecuteAsync(
            """
            update notice_deliveries set state = @state, address = coalesce(@address, address), error = @error, claimed_until = null,
            done_at = @done
            where id = @Id and state = 'Waiting' and attempts = @Attempts
            """,
            new
            {
                delivery.Id, delivery.Attempts, state = state.ToString(), address, error,
                done = state == DeliveryState.Waiting ? (DateTimeOffset?)null : time.GetUtcNow(),
            },
            CancellationToken.None),
        CancellationToken.None);

    private Task ReleaseAsync(NoticeToMail delivery) => database.InTransactionAsync(
        db => db.ExecuteAsync(
            "update notice_deliveries set attempts = attempts - 1, claimed_until = null where id = @Id and state = 'Waiting' and attempts "
            + "= @Attempts", delivery, CancellationToken.None),
        CancellationToken.None);
}

internal sealed record NoticeToMail
{
    public required string Id { get; init; }

    public required string UserId { get; init; }

    public required int Attempts { get; init; }

    public required string Kind { get; init; }

    public required string Subject { get; init; }

    public required string Html { get; init; }

    public required string? Link { get; init; }

    public required string? LinkText { get; init; }

    public required string? AttachmentMaker { get; init; }

    public required string? AttachmentReference { get; init; }

    /// <summary>Of attempts to make it.</summary>
    public required int AttachmentFailures { get; init; }

    /// <summary>When there was something to tell.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
