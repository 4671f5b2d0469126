using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Marketplace.Credits.Transfers;

/// <summary>What the confirmation page is about: checked once, and sent as it stands.</summary>
/// <param name="Key">Made with the form, so that sending it twice moves once.</param>
/// <param name="To">As the sender typed it.</param>
internal sealed record TransferDraft(
    string Key, string SenderId, string RecipientId, string To, CreditAmount Amount, string Note, DateTimeOffset ExpiresAt);

/// <summary>Carries a draft through the browser, which can neither read nor change it.</summary>
internal sealed class TransferDrafts(IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    private readonly IDataProtector _protector = protection.CreateProtector("Marketplace.Credits.TransferDraft");

    public string Write(TransferReview review, string to, string note) =>
        _protector.Protect(JsonSerializer.Serialize(new TransferDraft(
            PrefixedId.New("trf", time), review.Sender.Id, review.Recipient.Id, to, review.Amount, note, time.GetUtcNow() + Lifetime)));

    /// <returns>Null where it is not ours, somebody else's or too old.</returns>
    public TransferDraft? Read(string? text, string senderId)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        try
        {
            var draft = JsonSerializer.Deserialize<TransferDraft>(_protector.Unprotect(text));
            return draft is not null && draft.SenderId == senderId && draft.ExpiresAt > time.GetUtcNow() ? draft : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
