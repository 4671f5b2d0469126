namespace Marketplace.Abstractions;

/// <summary>
/// Makes files that mails of notifications carry. Stored is only what is to be made; it is made when the mail is sent, and again when the
/// mail is sent again. Register it as a scoped service.
/// </summary>
public interface IAttachmentMaker
{
    /// <summary>Stored, for example <c>payments.receipt</c>: lower case, never changed.</summary>
    string Id { get; }

    /// <param name="reference">What it is made of: the id of a stored row.</param>
    /// <returns>
    /// Null where there is nothing of this id (any more): the mail goes without. Where this fails the mail is tried again, and goes without
    /// after the third time.
    /// </returns>
    Task<MailAttachment?> MakeAsync(string reference, CancellationToken cancellationToken);
}
